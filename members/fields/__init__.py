"""The fields of a profile: one declaration each, from which every list elsewhere derives."""

from .field import DIRECT, NEVER, REVIEW, STAFF_ONLY, Field
from .profile import BY_NAME, FIELDS, names

__all__ = ["BY_NAME", "DIRECT", "FIELDS", "NEVER", "REVIEW", "STAFF_ONLY", "Field", "names"]
