"""Writes that give up at once where they would wait for others."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

_MILLISECONDS = 50  # as long as PostgreSQL may wait for a row; SQLite waits for nothing


@contextmanager
def no_wait():
    """Let what is written within fail with an OperationalError instead of waiting for a lock."""
    if connection.vendor == "sqlite":
        with _sqlite():
            yield
        return
    with transaction.atomic():
        _execute(f"SET LOCAL lock_timeout = {_MILLISECONDS}")
        yield


@contextmanager
def _sqlite():
    _execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        seconds = settings.DATABASES["default"].get("OPTIONS", {}).get("timeout", 5)
        _execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def _execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
