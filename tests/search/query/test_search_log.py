"""Counting searches: never worth a wait."""

import sqlite3
import time

import pytest
from django.db import connection

from members.models import SearchTerm
from members.search.query import search_log

pytestmark = pytest.mark.django_db(transaction=True)


def _counted():
    return dict(SearchTerm.objects.values_list("term", "searches"))


def test_searches_are_counted_once_written():
    search_log.note("Water", 3)
    search_log.flush()
    assert _counted() == {"water": 1}


def test_while_others_write_nothing_waits_and_nothing_is_lost(tmp_path):
    name = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        pytest.skip("only a file has one lock for all")
    other = sqlite3.connect(name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    search_log.note("water", 3)
    start = time.monotonic()
    search_log.flush()
    assert time.monotonic() - start < 1
    search_log.note("water", 0)
    other.rollback()
    other.close()
    search_log.flush()
    assert _counted() == {"water": 2}
