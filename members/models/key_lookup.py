"""`pk__among=…`: rows whose key is one of very many."""

import json
from functools import cached_property

from django.db import models


class Keys:
    """Many primary keys that are only worked out when a query is sent, and then once.

    Args:
        find: called without arguments; returns a list of whole numbers.
    """

    def __init__(self, find):
        self._find = find

    @cached_property
    def values(self):
        """The keys."""
        return list(self._find())


@models.BigAutoField.register_lookup
class Among(models.Lookup):
    """One parameter, however many Keys: databases take only so many of them (32,766 in SQLite)."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, self.rhs.values]

    def as_sqlite(self, compiler, connection):
        """SQLite knows no arrays; it reads them from JSON."""
        column, params = self.process_lhs(compiler, connection)
        keys = json.dumps(self.rhs.values)
        condition = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - our column
        return condition, [*params, keys]

    def process_rhs(self, compiler, connection):
        raise NotImplementedError("as_sql() asks for the keys")
