"""Every write of a published member goes through publish()."""

from .directory_settings import change_setting
from .history import restore, state_at
from .publish import EditConflict, publish

__all__ = ["EditConflict", "change_setting", "publish", "restore", "state_at"]
