"""Moving everything to another database, SQLite or PostgreSQL, row by row, and comparing it."""

import hashlib
import json

import environ
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction

_TARGET, _BATCH = "target", 200


class Refused(Exception):
    """Why nothing is moved, or what differs afterwards."""


def move(url, tell=lambda text: None):
    """Copy every row of the database in use into an empty one; return how many.

    Args:
        url: of the other database, as DATABASE_URL writes it; it must be there and empty.
        tell: a function that is told a line now and then.

    Raises:
        Refused: where the other one is in use; or, naming tables, where it is not equal afterwards.
    """
    _connect(url)
    try:
        call_command("migrate", database=_TARGET, interactive=False, verbosity=0)
        if any(_rows_of(name).using(_TARGET).exists() for name in ("User", "Member")):
            raise Refused("the other database is in use already; give an empty one")
        with transaction.atomic(using=_TARGET):
            _empty()
            total = sum(_copy(model, tell) for model in _models())
            _mend_numbering()
            _compare()
    finally:
        connections[_TARGET].close()
        del connections[_TARGET]
        del connections.databases[_TARGET]
    return total


def _connect(url):
    default = connections.databases["default"]
    target = environ.Env.db_url_config(url)
    if "postgres" not in target["ENGINE"]:
        # While rows are copied some point to what comes later; the whole is checked at the end.
        target["OPTIONS"] = {"timeout": 20}
    plain = {
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 0,
        "TIME_ZONE": None,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {},
        "TEST": default["TEST"],
    }
    connections.databases[_TARGET] = plain | target


def _models():
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def _rows_of(name):
    return apps.get_model("members", name)._base_manager


def _empty():
    # Migrations made these; the rows of the other database have their own numbers.
    with connections[_TARGET].cursor() as cursor:
        for sql in connections[_TARGET].ops.sql_flush(
            no_style(), [model._meta.db_table for model in _models()], allow_cascade=True
        ):
            cursor.execute(sql)


def _copy(model, tell):
    """Copy a table as it stands: no time is set anew, no default filled in."""
    fields, copied = model._meta.local_concrete_fields, 0
    rows = model._base_manager.using("default").order_by("pk")
    batch = []
    for row in rows.iterator(chunk_size=_BATCH):
        batch.append(row)
        if len(batch) == _BATCH:
            copied += _insert(model, batch, fields)
            batch = []
    copied += _insert(model, batch, fields)
    if copied:
        tell(f"{model._meta.db_table}: {copied}")
    return copied


def _insert(model, batch, fields):
    if batch:
        model._base_manager.all()._insert(batch, fields=fields, using=_TARGET, raw=True)
    return len(batch)


def _mend_numbering():
    target = connections[_TARGET]
    with target.cursor() as cursor:
        for sql in target.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(sql)


def _compare():
    differing = [
        model._meta.db_table
        for model in _models()
        if _digest(model, "default") != _digest(model, _TARGET)
    ]
    if differing:
        raise Refused(f"not equal afterwards: {', '.join(differing)}")


def _plain(value):
    # PostgreSQL keeps the keys of an object in an order of its own.
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True)
    return value


def _digest(model, alias):
    names = [field.attname for field in model._meta.local_concrete_fields]
    digest = hashlib.sha256()
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        digest.update(repr([_plain(value) for value in row]).encode())
    return digest.hexdigest()
