"""A copy of the database while it is in use, and back: SQLite's online backup, or pg_dump."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

PARTS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class Failed(Exception):
    """What the database's own tool said."""


def copy_to(folder):
    """Write a consistent copy into a folder; return (its Path, {table: number of its rows})."""
    path = Path(folder) / PARTS[connection.vendor]
    if connection.vendor == "sqlite":
        _copy_sqlite(connection.settings_dict["NAME"], path)
        return path, counts_of(path)
    with transaction.atomic(), connection.cursor() as cursor:
        # What is dumped and what is counted is of the same moment.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = f"--snapshot={cursor.fetchone()[0]}"
        _run("pg_dump", "--format=custom", "--no-owner", snapshot, f"--file={path}")
        return path, counts()


def put_back(path):
    """Replace the database by a copy: nothing of what it held stays."""
    connection.close()
    if connection.vendor == "sqlite":
        # Through the database itself: whoever has the file open sees the new rows, not half of it.
        _copy_sqlite(path, connection.settings_dict["NAME"])
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
        name = f"--dbname={connection.settings_dict['NAME']}"
        _run("pg_restore", *options, name, str(path), with_name=False)


def fill(path, name):
    """Put a dump into another, empty database of the same server."""
    _run("pg_restore", "--no-owner", f"--dbname={name}", str(path), with_name=False)


def is_whole(path):
    """Whether the copy of a SQLite database passes its own check; pg_restore reads a dump."""
    if Path(path).suffix == ".sqlite3":
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
                return copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError:
            return False
    listed = subprocess.run(["pg_restore", "--list", str(path)], capture_output=True, check=False)
    return listed.returncode == 0


def counts():
    """Return {table: number of rows} of the database in use."""
    tables = sorted(connection.introspection.table_names())
    with connection.cursor() as cursor:
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows[table] = cursor.fetchone()[0]
    return rows


def counts_of(path):
    """Return {table: number of rows} of a copy of a SQLite database."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        names = [
            name
            for (name,) in copy.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
        ]
        counted = [copy.execute(f'SELECT count(*) FROM "{name}"') for name in names]  # noqa: S608
        return {name: rows.fetchone()[0] for name, rows in zip(names, counted, strict=True)}


def migrations():
    """Return {app: name of its last migration}."""
    return dict(sorted(MigrationRecorder(connection).applied_migrations()))


def _copy_sqlite(source, target):
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new, pages=2000)


def _run(tool, *arguments, with_name=True):
    settings = connection.settings_dict
    values = {
        "PGHOST": settings["HOST"] or settings["OPTIONS"].get("host", ""),
        "PGPORT": str(settings["PORT"]),
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
    }
    environment = {name: value for name, value in values.items() if value}
    command = [tool, *arguments, *([settings["NAME"]] if with_name else [])]
    result = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise Failed(result.stderr.strip()[-1000:])
