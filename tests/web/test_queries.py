"""How much a page asks of the database, however many members there are."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import DirectoryVersion, Member
from members.presenting.site import _site
from members.search.indexing import reader
from members.search.indexing.builder import build
from tests.helpers import make_area, make_member, make_place, make_theme

pytestmark = pytest.mark.django_db

MOST = {
    "/en/": 12,
    "/en/?theme=health&country=SN&speaks=nl&sort=-confirmed": 12,
    "/en/?q=clinic+senegal": 12,
    "/en/?q=nothingatall&theme=health": 12,
    # Its version, its row, its focus areas, and those of members alike that are not at hand.
    "/en/members/clinic-0/": 4,
    "/en/members/clinic-0/?theme=health&at=1": 5,
}


@pytest.fixture
def vocabularies(db):
    make_theme("health")
    make_place("BE-VAN")
    make_area("world")


def values_of(n):
    return {
        "themes": ["health"],
        "countries": ["SN", "CD"][: 1 + n % 2],
        "languages": ["nl"],
        "place": "BE-VAN",
        "area": "world",
        "focus_areas": [{"title": {"en": "Wells"}}],
        "summary": {"en": f"Clinic {n}"},
        "other_names": {"fr": f"Clinique {n}"},
    }


def counted(client, address, *, cold):
    """Return how many queries a page takes; cold means that this process has kept nothing yet."""
    cache.clear()
    if cold:
        _site.cache_clear()
        reader.forget()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def check(client):
    client.get("/en/")
    most = {address: counted(client, address, cold=False) for address in MOST}
    assert {address: n for address, n in most.items() if n > MOST[address]} == {}
    cold = {address: counted(client, address, cold=True) for address in MOST}
    # Once a process, the vocabularies are read and the index is opened as well.
    assert {address: n for address, n in cold.items() if n > MOST[address] + 8} == {}
    for address in MOST:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 1


@pytest.mark.parametrize("members", [1, 40])
def test_a_page_asks_little_of_the_database(members, client, vocabularies):
    for n in range(members):
        make_member(f"Clinic {n}", **values_of(n))
    check(client)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_page_of_a_large_directory_asks_no_more(client, vocabularies):
    first = make_member("Clinic 0", **values_of(0))
    rows = [
        Member(
            name=f"Clinic {n}",
            slug=f"clinic-{n}",
            sort_name=f"clinic0{n:05}",
            status="published",
            place_id=first.place_id,
            area_id=first.area_id,
            summary={"en": f"Clinic {n}"},
            search_text=first.search_text,
            search_terms=first.search_terms,
            revision=1,
        )
        for n in range(1, 4200)
    ]
    Member.objects.bulk_create(rows)
    themes = Member.themes.through
    added = Member.objects.exclude(pk=first.pk)
    theme = first.themes.get()
    themes.objects.bulk_create(themes(member=row, theme=theme) for row in added)
    DirectoryVersion.objects.bump()
    build()  # as another process would; until then the database answers, with more questions
    check(client)
