"""A backup is put back somewhere else, to see that it can be: a scratch folder and database."""

import os
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, connection

from . import archive, backup, database, sealing

_LONGEST = 3000  # signs of what a command said


class NotTried(Exception):
    """Why a backup could be read and not put back."""


def drill(folder):
    """Put the newest backup of a folder back beside the site; return what was found, in words.

    Raises:
        archive.Damaged, database.Failed: where it cannot be put back, or lacks something.
        NotTried: where there is no backup, or no place to put it.
    """
    backups = backup.existing(folder) if Path(folder).is_dir() else []
    if not backups:
        raise NotTried("there is no backup yet")
    with tempfile.TemporaryDirectory(prefix="koepel-drill-") as scratch:
        with sealing.opened(backups[-1]) as plain:
            manifest = archive.unpack(plain, scratch)
        copy = Path(scratch) / database.PARTS[manifest.database]
        if manifest.database != connection.vendor:
            raise NotTried(f"{backups[-1].name} is of {manifest.database}")
        with _database_of(copy) as url:
            words = _look(url, scratch)
    return f"{backups[-1].name} can be put back: {words}"


def _look(url, scratch):
    """Bring what was put back up to this release and count what is in it."""
    places = {"MEDIA_ROOT": f"{scratch}/media", "SEARCH_INDEX_ROOT": f"{scratch}/search"}
    others = {"DATABASE_URL": url, "CACHE_URL": "locmemcache://", "BACKUP_ROOT": ""}
    environment = os.environ | places | others
    _manage(environment, "migrate", "--no-input")
    return _manage(environment, "restore_drill", "--inside")


def _manage(environment, *arguments):
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise database.Failed(answer.stderr.strip()[-_LONGEST:])
    return answer.stdout.strip()


@contextmanager
def _database_of(copy):
    """Give the address of a database that holds a copy, and take it away afterwards."""
    if connection.vendor == "sqlite":
        if not database.is_whole(copy):
            raise archive.Damaged("the copy of the database does not pass its own check")
        yield f"sqlite:///{copy}"
        return
    name = f"koepel_drill_{os.getpid()}"
    try:
        _on_the_server(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    except Error as error:
        raise NotTried(
            "the backup can be read; to put it back somewhere, the role needs CREATEDB "
            f"({type(error).__name__})"
        ) from None
    try:
        database.fill(copy, name)
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    finally:
        _on_the_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_the_server(statement):
    # In a connection of its own: databases are made and dropped outside of any transaction.
    with closing(connection.copy()) as own:
        own.set_autocommit(True)
        with own.cursor() as cursor:
            cursor.execute(statement)
