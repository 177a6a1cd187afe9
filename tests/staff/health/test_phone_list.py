"""The phone list: whom to call, their number, and one button that says who confirmed and when."""

import re
from html import unescape

import pytest
from django.utils import timezone

from members.freshness.yearly_check import run
from members.freshness.yearly_check.phone_calls import to_call
from members.models import CheckRound, Member, Revision
from tests.freshness.yearly_check.people import noon, own, owned
from tests.helpers import edit, make_member
from tests.profile.helpers import words

pytestmark = pytest.mark.django_db
PAGE = "/admin/calls/"


@pytest.fixture
def member(time_machine):
    """Alpha, whose owner has been reminded; Beta was asked later."""
    time_machine.move_to(noon("2025-12-23"), tick=False)
    member = owned("Alpha", "anna@example.org", phone="+32 2 111 11 11")
    owned("Beta", confirmed="2026-01-10T10:00:00+01:00")
    for day in ("2026-11-23", "2026-12-14"):
        time_machine.move_to(noon(day), tick=False)
        run.run()
    return member


def test_it_names_who_was_reminded_with_number_and_people(member, administrator_client):
    assert list(to_call()) == [member]
    page = administrator_client.get(PAGE)
    assert "1 member to call: nobody answered the yearly check" in words(page)
    html = unescape(page.content.decode())
    assert 'href="tel:+3221111111"' in html, re.findall("tel:[^>]*", html)
    assert 'href="mailto:anna@example.org"' in html
    assert "Beta" not in words(page)
    assert "Phone list" in words(administrator_client.get("/admin/"))


def test_one_click_confirms_and_says_who_and_when(member, administrator_client):
    data = {"revision": member.revision, "spoke_with": "Anna Peeters"}
    said = administrator_client.post(f"{PAGE}{member.pk}/", data, follow=True)
    assert "Alpha is confirmed by phone, today and by you." in words(said)
    member.refresh_from_db()
    assert member.confirmed_at == timezone.now()
    revision = member.revisions.first()
    assert (revision.source, revision.actor) == (Revision.Source.ADMIN, said.context["user"])
    assert "Anna Peeters" in revision.reason
    assert CheckRound.objects.get(member=member).state == "answered"
    assert administrator_client.post(f"{PAGE}{member.pk}/", data).status_code == 404


def test_a_page_that_was_changed_meanwhile_is_not_confirmed(member, administrator_client):
    seen = member.revision
    edit(member, city="Ghent")
    said = administrator_client.post(f"{PAGE}{member.pk}/", {"revision": seen}, follow=True)
    assert "was changed meanwhile" in words(said)
    assert Member.objects.get(pk=member.pk).confirmed_at.year == 2025


def test_its_queries_do_not_grow(member, administrator_client, django_assert_max_num_queries):
    administrator_client.get(PAGE)
    for number in range(8):
        extra = make_member(f"Member{number}")
        own(extra, f"p{number}@example.org")
        CheckRound.objects.create(
            member=extra, state="reminded", reached_on="2026-12-14", next_on="2027-01-04"
        )
    with django_assert_max_num_queries(14):
        assert len(administrator_client.get(PAGE).context["rows"]) == 9
