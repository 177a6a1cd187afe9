"""Making, checking and putting back a backup."""

import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from directory import __version__

from . import archive, database, sealing

_NAME = re.compile(r"koepel-\d{8}-\d{6}\.zip(\.sealed)?")


class Refused(Exception):
    """Why a backup is not put back."""


def make(folder, keep=None):
    """Make a backup while the site serves; return its Path.

    Args:
        folder: where; made where it is not there.
        keep: how many of the newest stay, or None for all.
    """
    folder = Path(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"koepel-{timezone.now():%Y%m%d-%H%M%S}.zip"
    # What is sealed never lies open on the disk of the backups.
    place = None if settings.BACKUP_KEY else folder
    # The database first: a logo is written before the row that names it, and never changed.
    with tempfile.TemporaryDirectory(dir=place, prefix=".making-") as scratch:
        copy, counts = database.copy_to(scratch)
        manifest = archive.Manifest(
            made_at=timezone.now().isoformat(timespec="seconds"),
            release=__version__,
            database=connection.vendor,
            migrations=database.migrations(),
            counts=counts,
        )
        target = _write(target, manifest, [(copy.name, copy), *_media()], scratch)
    check(target)
    if keep:
        for old in existing(folder)[:-keep]:
            old.unlink()
    return target


def _write(target, manifest, files, scratch):
    """Write a backup, sealed where there is a key; return the Path that it has then."""
    if not settings.BACKUP_KEY:
        archive.write(target, manifest, files)
        return target
    plain, sealed = Path(scratch) / target.name, Path(f"{target}{sealing.SUFFIX}")
    archive.write(plain, manifest, files)
    sealing.seal(plain, sealed)
    return sealed


def _media():
    root = Path(settings.MEDIA_ROOT)
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return [(f"media/{path.relative_to(root).as_posix()}", path) for path in files]


def existing(folder):
    """Return the backups in a folder, the oldest first."""
    return sorted(path for path in Path(folder).iterdir() if _NAME.fullmatch(path.name))


def check(path):
    """Read a backup whole and compare it with its checksums; return its Manifest.

    Raises:
        archive.Damaged: naming what is not as it was.
    """
    place = None if settings.BACKUP_KEY else Path(path).parent
    with (
        sealing.opened(path) as plain,
        tempfile.TemporaryDirectory(dir=place, prefix=".checking-") as scratch,
    ):
        manifest = archive.unpack(plain, scratch)
        _whole_copy(manifest, scratch)
    return manifest


def _whole_copy(manifest, folder):
    copy = Path(folder) / database.PARTS[manifest.database]
    if not database.is_whole(copy):
        raise archive.Damaged("the copy of the database does not pass its own check")
    if manifest.database == "sqlite" and database.counts_of(copy) != manifest.counts:
        raise archive.Damaged("the copy of the database has another number of rows than it says")
    return copy


def put_back(path, *, replace=False):
    """Put a backup back, after all of it was checked; return its Manifest.

    Args:
        path: of the backup.
        replace: whether a database that holds members or people may be replaced.

    Raises:
        archive.Damaged: where it is not whole; nothing was touched.
        Refused: for a database of the other kind, or one that is full; nothing was touched.
    """
    with (
        sealing.opened(path) as plain,
        tempfile.TemporaryDirectory(prefix="koepel-restore-") as scratch,
    ):
        manifest = archive.unpack(plain, scratch)
        copy = _whole_copy(manifest, scratch)
        if manifest.database != connection.vendor:
            raise Refused(f"this is a backup of {manifest.database}; here is {connection.vendor}")
        if not replace and _is_in_use():
            raise Refused("the database here holds members or people; say --replace to lose them")
        media = Path(scratch) / "media"
        for file in sorted(path for path in media.rglob("*") if path.is_file()):
            _place(file, Path(settings.MEDIA_ROOT) / file.relative_to(media))
        database.put_back(copy)
    return manifest


def _is_in_use():
    tables = ("members_member", "members_user")
    if not set(tables) <= set(connection.introspection.table_names()):
        return False
    return any(database.counts()[table] for table in tables)


def _place(source, target):
    if target.exists() and target.read_bytes() == source.read_bytes():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".part")
    half.write_bytes(source.read_bytes())
    half.chmod(0o644)
    half.replace(target)
