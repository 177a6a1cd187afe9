"""Rows written by the hundred thousand: what bulk_create() does, without making model instances."""

import json

from django.db import connection, models


class Table:
    """Writes many rows of one model at once.

    Args:
        model: the model.
        columns: names of the columns (attnames) that each row holds, in this order.
    """

    def __init__(self, model, columns):
        self._fields = [_field(model, name) for name in columns]
        names = ", ".join(connection.ops.quote_name(field.column) for field in self._fields)
        table = connection.ops.quote_name(model._meta.db_table)
        holes = ", ".join(["%s"] * len(self._fields))
        self._insert = f"INSERT INTO {table} ({names}) VALUES ({holes})"  # noqa: S608 - our names
        self._copy = f"COPY {table} ({names}) FROM STDIN"
        self._converters = [(n, c) for n, f in enumerate(self._fields) if (c := _converter(f))]

    def prepared(self, rows):
        """Return rows with every value as the database takes it; lists are changed in place."""
        for row in rows:
            for number, convert in self._converters:
                if row[number] is not None:
                    row[number] = convert(row[number])
        return rows

    def write(self, rows):
        """Write prepared rows."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(self._copy) as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                cursor.executemany(self._insert, rows)


def _field(model, attname):
    return next(field for field in model._meta.concrete_fields if field.attname == attname)


def _converter(field):
    """Return the function from a value to what the database takes, or None where it is the same."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if isinstance(field, models.UUIDField) and connection.vendor == "sqlite":
        return lambda value: value.hex
    if isinstance(field, models.DateTimeField) and connection.vendor == "sqlite":
        return lambda value: str(connection.ops.adapt_datetimefield_value(value))
    return None
