"""Disks and folders: room left, and whether what staff and editors send can be kept."""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.presenting.numbers import Counted

from .check import FAILED, OK, WARNING, Check

_MB = 1024**2
_LITTLE, _TOO_LITTLE = 1024 * _MB, 200 * _MB
_LITTLE_SHARE, _TOO_LITTLE_SHARE = 0.10, 0.02
# {setting: what goes there, after "cannot be kept"}
_FOLDERS = {
    "MEDIA_ROOT": gettext_lazy("logos"),
    "IMPORT_ROOT": gettext_lazy("tables that staff upload"),
    "SEARCH_INDEX_ROOT": gettext_lazy("the search index"),
    "BACKUP_ROOT": gettext_lazy("backups"),
}


def disk():
    """How much room the fullest disk has of those that Koepel writes to."""
    disks = {os.stat(folder).st_dev: shutil.disk_usage(folder) for folder in _places()}
    fullest = min(disks.values(), key=lambda disk: disk.free)
    share = fullest.free / fullest.total
    state = OK
    if fullest.free < _TOO_LITTLE or (share < _TOO_LITTLE_SHARE and fullest.free < _LITTLE):
        state = FAILED
    elif fullest.free < _LITTLE or (share < _LITTLE_SHARE and fullest.free < 5 * _LITTLE):
        state = WARNING
    words = _("%(free)s MB free, %(percent)s %% of the disk.") % {
        "free": Counted(fullest.free // _MB),
        "percent": round(share * 100),
    }
    facts = {"free_bytes": fullest.free, "total_bytes": fullest.total}
    return Check("disk", _("Disk"), state, words, facts)


def media():
    """Whether the folders take what is written into them."""
    closed = [name for name, folder in _folders() if not os.access(_standing(folder), os.W_OK)]
    facts = {"not_writable": closed}
    if not closed:
        return Check("media", _("Folders"), OK, _("All can be written to."), facts)
    what = ", ".join(str(_FOLDERS[name]) for name in closed)
    words = _("Cannot be kept: %(what)s. The folder is full, missing or read-only (%(names)s).")
    words %= {"what": what, "names": ", ".join(closed)}
    return Check("media", _("Folders"), FAILED, words, facts)


def _folders():
    return [(name, Path(root)) for name in _FOLDERS if (root := getattr(settings, name))]


def _places():
    """Yield the folders that are there, the SQLite database's among them."""
    for _name, folder in _folders():
        yield _standing(folder)
    if connection.vendor == "sqlite" and (file := Path(connection.settings_dict["NAME"])).exists():
        yield file.parent


def _standing(folder):
    """Return a folder, or the nearest above it that is there: it is made when it is needed."""
    return next(one for one in (folder, *folder.parents) if one.exists())
