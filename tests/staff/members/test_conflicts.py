"""Two people with the same member open: neither overwrites the other unknowingly."""

import pytest

from tests.helpers import edit, make_member
from tests.staff.conftest import Editing, text_of

pytestmark = pytest.mark.django_db


def test_the_second_save_of_the_same_field_is_stopped(
    reviewer_client, administrator_client, reviewer
):
    reviewer.name = "Robin"
    reviewer.save()
    member = make_member(summary={"en": "Digs"})
    first, second = Editing(reviewer_client, member), Editing(administrator_client, member)
    first.send(summary_en="Digs wells")
    response = second.send(summary_en="Digs ponds", phone="+32 2 123 45 67")
    page = text_of(response)
    assert "Somebody else changed this in the meantime" in page
    assert "version 2" in page
    assert "Robin" in page
    member.refresh_from_db()
    assert (member.summary, member.phone) == ({"en": "Digs wells"}, "")


def test_what_was_typed_is_kept_and_a_second_save_wins(reviewer_client, administrator_client):
    member = make_member(summary={"en": "Digs"})
    form = Editing(administrator_client, member)
    Editing(reviewer_client, member).send(summary_en="Digs wells")
    form.send(summary_en="Digs ponds", reason="Why not")
    assert form.fields["summary_en"] == "Digs ponds"
    assert form.fields["reason"] == "Why not"
    assert form.send().status_code == 302
    member.refresh_from_db()
    assert member.summary == {"en": "Digs ponds"}
    assert [revision.number for revision in member.revisions.all()] == [3, 2, 1]


def test_what_colleagues_wrote_elsewhere_stays_in_the_second_save(reviewer_client):
    member = make_member(summary={"en": "Digs"}, city="Ghent")
    form = Editing(reviewer_client, member)
    edit(member, summary={"en": "Digs wells"}, city="Bruges", languages=["nl"])
    form.send(summary_en="Digs ponds")
    form.send()
    member.refresh_from_db()
    assert (member.summary["en"], member.city) == ("Digs ponds", "Bruges")
    assert [row.code for row in member.speaks.all()] == ["nl"]


def test_different_fields_do_not_stop_each_other(reviewer_client, administrator_client):
    member = make_member()
    first, second = Editing(reviewer_client, member), Editing(administrator_client, member)
    first.send(city="Ghent")
    assert second.send(phone="+32 2 123 45 67").status_code == 302
    member.refresh_from_db()
    assert (member.city, member.phone) == ("Ghent", "+3221234567")


def test_every_field_that_clashes_is_named_with_its_own_revision(reviewer_client):
    member = make_member(city="Ghent", abbreviation="A")
    form = Editing(reviewer_client, member)
    edit(member, city="Bruges")
    edit(member, abbreviation="B")
    response = form.send(city="Mons", abbreviation="C")
    clashes = {clash.name: clash.revision.number for clash in response.context["clashes"]}
    assert clashes == {"city": 2, "abbreviation": 3}


def test_an_uploaded_logo_is_kept_over_a_clash(reviewer_client):
    from tests.helpers import picture

    member = make_member(city="Ghent")
    form = Editing(reviewer_client, member)
    edit(member, city="Bruges")
    form.send(city="Mons", logo_file=picture())
    form.send()
    member.refresh_from_db()
    assert member.logo
    assert member.city == "Mons"
