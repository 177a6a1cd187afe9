"""Both databases give the same members in the same order, with the same counts.

A test on one database cannot see the other: `parity.json` holds a digest of each answer, which
both must give. Where the search or the sample was changed on purpose, write it anew with
    UPDATE_PARITY=1 python3 dev.py test tests/search/test_parity.py -m slow
and see that it then passes on the other database.
"""

import datetime as dt
import hashlib
import json
import os
from pathlib import Path

import pytest

from members.models import Member
from members.presenting.site import _site
from members.sample.load import load_sample
from members.search.facets import FILTERS
from members.search.indexing import builder, reader
from members.search.indexing.contents import PUBLIC
from members.search.query.selection import PageNotFound
from tests.helpers import ask

from .synthetic import make_members, searches

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DIGESTS = Path(__file__).with_name("parity.json")


@pytest.fixture
def federation(monkeypatch, time_machine):
    """The sample with 2,000 made-up members, in an index file as such a directory has it.

    On one day for ever, as the digests count who was confirmed in the last 12 months.
    """
    time_machine.move_to(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))
    monkeypatch.setattr(builder, "start", lambda *_contents: None)
    load_sample()
    make_members(2000)
    _site.cache_clear()
    builder.build()
    reader.forget()


def _answer(query, slugs):
    try:
        query = ask(query, "nl")
        found = [slugs[member.id] for member in query.members]
    except PageNotFound:
        return "no such page"
    counts = {f.name: {o.value: o.count for o in f.options if o.count} for f in query.facets}
    counts = {name: values for name, values in counts.items() if values}
    return [found, query.total, counts, query.corrected]


def _digest(answer):
    return hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()[:16]


@pytest.mark.usefixtures("federation")
def test_three_hundred_searches_answer_alike_on_every_database():
    slugs = dict(Member.objects.values_list("pk", "slug"))
    found = {query: _digest(_answer(query, slugs)) for query in searches(300)}
    if os.environ.get("UPDATE_PARITY"):
        DIGESTS.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
    expected = json.loads(DIGESTS.read_text(encoding="utf-8"))
    assert [query for query in found if found[query] != expected.get(query)] == []


@pytest.mark.usefixtures("federation")
def test_filters_and_orders_find_the_same_in_the_index_as_in_the_database(monkeypatch):
    slugs = dict(Member.objects.values_list("pk", "slug"))
    wordless = [query for query in searches(300) if "q=" not in query]
    from_index = [_answer(query, slugs) for query in wordless]
    monkeypatch.setattr(reader._holders[PUBLIC], "at", lambda site: None)
    from_database = [_answer(query, slugs) for query in wordless]
    assert len(wordless) > 40
    listed = {facet.name for facet in FILTERS if facet.is_listed}
    assert {name for name in listed if any(name in query for query in wordless)} == listed
    assert from_index == from_database
