"""What test_new_field.py runs in a copy of the project that has a field, a filter and German more.

The field is "tempo" with the choices "slow" and "brisk"; nothing but the recipe was done for it.
"""

import io
import json
import re

import pytest
from django.test import Client
from django.utils.translation import override

from members.exchange.column_help import template_row
from members.exchange.exporting import export
from members.models import Member, Proposal
from members.presenting import HIDEABLE
from members.publishing.proposals import save_draft, submit
from tests.access_rows import ROWS
from tests.helpers import ask, edit, facet_options, set_federation
from tests.test_access import browser_of, concrete, world  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def brisk(world):  # noqa: F811
    """A member that has the field, and a proposal to change it; the federation speaks German."""
    set_federation(languages=["nl", "fr", "en", "de"])
    edit(world.member, tempo="brisk")


def read(page, person, world):  # noqa: F811
    """Return a page as one person reads it, on one line."""
    return text_of(browser_of(person, world).get(page))


def text_of(response):
    """Return what a page says, on one line."""
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("person", ["visitor", "editor", "administrator"])
def test_no_page_breaks(person, world):  # noqa: F811
    editor = world.people["editor"]
    world.proposal = submit(save_draft(world.member, {"tempo": "slow"}, editor), editor)
    save_draft(world.member, {"tempo": ""}, editor)
    browser, broken = browser_of(person, world), {}
    for route in ROWS:
        page = concrete(route, world).replace("/en/", "/de/")
        response = browser.get(page, headers={"accept-language": "de"})
        if response.status_code >= 500:
            broken[page] = response.status_code
    assert broken == {}


def test_readers_see_it(world):  # noqa: F811
    page = read("/en/members/water-for-all/", "visitor", world)
    assert "<dt>Tempo</dt> <dd>Brisk</dd>" in page
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])
    assert [node["slogan"] for node in data["@graph"] if "slogan" in node] == ["Brisk"]
    edit(world.member, hidden_fields=["tempo"])
    assert "Brisk" not in read("/en/members/water-for-all/", "visitor", world)


def test_readers_filter_by_it(world):  # noqa: F811
    assert [member.name for member in ask("tempo=brisk").members] == ["Water for All"]
    assert facet_options(ask(), "tempo")["brisk"].count == 1
    page = read("/en/?tempo=brisk", "visitor", world)
    assert '<input type="checkbox" id="tempo-brisk" name="tempo" value="brisk" checked' in page
    assert "tempo=brisk" in read("/en/print/?tempo=brisk", "visitor", world)


def test_readers_take_it_along(world):  # noqa: F811
    file = b"".join(browser_of("visitor", world).get("/en/download.json")).decode()
    assert {"Brisk", ""} >= {member["tempo"] for member in json.loads(file)["members"]}
    assert '"Brisk"' in file


def test_editors_propose_it_and_staff_see_the_difference(world):  # noqa: F811
    assert 'name="tempo"' in read("/en/profile/water-for-all/edit/identity/", "editor", world)
    editor = world.people["editor"]
    proposal = submit(save_draft(world.member, {"tempo": "slow"}, editor), editor)
    assert proposal.state == Proposal.State.SUBMITTED
    page = read(f"/admin/review/{proposal.pk}/", "reviewer", world)
    assert "Tempo" in page
    assert "Brisk" in page
    assert "Slow" in page


def test_staff_write_it_hide_it_and_decide_who_may(world):  # noqa: F811
    browser = browser_of("administrator", world)
    form = browser.get(f"/admin/members/member/{world.member.pk}/change/")
    assert '<select name="tempo"' in text_of(form)
    assert "tempo" in HIDEABLE
    assert 'name="tempo"' in text_of(browser.get("/admin/review/policy/"))


def test_tables_bring_it_and_take_it():
    with override("en"):
        assert "slow" in template_row()
        table = b"".join(export(Member.objects.all(), "csv", "en")).decode("utf-8-sig")
    assert "Tempo" in io.StringIO(table).readline()
    assert "brisk" in table


def test_a_reader_chooses_the_language_by_its_own_name(world):  # noqa: F811
    page = Client().get("/de/members/water-for-all/").content.decode()
    assert '<html lang="de"' in page
    assert "Deutsch" in page
