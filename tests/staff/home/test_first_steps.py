"""A new site says what it still needs, with a tick for what was done; its visitors read why."""

import io

import pytest
from django.core.management import call_command

from members.accounts.invitations import invite
from members.mailing import sending
from members.models import Area, Place
from tests.helpers import make_member, make_theme, set_federation
from tests.mailing.conftest import sink  # noqa: F401 - fixture
from tests.staff.conftest import text_of

pytestmark = pytest.mark.django_db


def steps():
    """Return {step: whether it is ticked} as `manage.py setup` says it."""
    out = io.StringIO()
    call_command("setup", stdout=out)
    lines = [line for line in out.getvalue().splitlines() if line.startswith("[")]
    return {line[4:]: line[1] == "x" for line in lines}


def test_each_step_is_ticked_once_it_is_done(superuser, superuser_client, sink):  # noqa: F811
    assert not any(steps().values())
    assert len(steps()) == 7
    set_federation(name={"en": "The Umbrella"}, accent_colour="#803000")
    superuser_client.post("/admin/first-steps/places/", {"country": "NL"})
    make_theme("water")
    superuser_client.post("/admin/test-mail/")
    assert not steps()["See whether mail arrives"]
    assert sending.send_due().sent == 1
    member = make_member("Water for All")
    invite(member, "owner@water.example", "owner", superuser)
    assert all(steps().values())
    assert "Your first steps" not in text_of(superuser_client.get("/admin/"))


def test_the_first_page_shows_them_to_who_keeps_the_settings(administrator_client, reviewer_client):
    assert "Your first steps" in text_of(administrator_client.get("/admin/"))
    assert "Your first steps" not in text_of(reviewer_client.get("/admin/"))


@pytest.mark.parametrize(("country", "places"), [("BE", 11), ("NL", 12), ("FR", 13), ("XX", 0)])
def test_places_to_begin_with_come_in_every_language_and_once(superuser_client, country, places):
    for _twice in range(2):
        superuser_client.post("/admin/first-steps/places/", {"country": country})
    assert Place.objects.count() == places
    for term in [*Place.objects.all(), *Area.objects.all()]:
        term.full_clean()
        assert set(term.name) == {"nl", "fr", "en"}
    assert sorted(Place.objects.values_list("position", flat=True)) == list(range(places))


def test_a_reviewer_adds_no_places(reviewer_client):
    answer = reviewer_client.post("/admin/first-steps/places/", {"country": "BE"})
    assert answer.status_code == 403
    assert not Place.objects.exists()


def test_setup_begins_with_the_first_administrator(db):
    assert next(iter(steps())) == "Make the first administrator"


def test_an_empty_directory_says_so_kindly(client):
    set_federation(contact_email="desk@umbrella.example")
    page = client.get("/en/").content.decode()
    assert "This directory is being filled" in page
    assert "desk@umbrella.example" in page
    assert "No results for this combination" not in page
    make_member("Water for All")
    assert "This directory is being filled" not in client.get("/en/").content.decode()
    empty = client.get("/en/", {"q": "zebra"}).content.decode()
    assert "No results for this combination" in empty
    assert "This directory is being filled" not in empty
