"""Every write of a published member goes through publish()."""

from .history import restore, state_at
from .publish import EditConflict, publish
from .settings import change_setting

__all__ = ["EditConflict", "change_setting", "publish", "restore", "state_at"]
