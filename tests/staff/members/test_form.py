"""The form of a member: what a save writes, and what it refuses."""

import re

import pytest
from django.urls import reverse

from members.models import Member, Revision
from tests.helpers import edit, make_area, make_member, make_place, make_theme, picture, upload
from tests.staff.conftest import Editing, admin_url, text_of

pytestmark = pytest.mark.django_db


def test_a_save_makes_a_revision_with_the_person_and_the_reason(reviewer_client, reviewer):
    member = make_member(summary={"en": "Digs wells"})
    response = Editing(reviewer_client, member).send(
        summary_en="Digs deep wells", reason="By phone"
    )
    assert response.status_code == 302
    revision = member.revisions.first()
    assert (revision.number, revision.actor, revision.source) == (2, reviewer, "admin")
    assert revision.reason == "By phone"
    assert revision.changes == {
        "summary": {"old": {"en": "Digs wells"}, "new": {"en": "Digs deep wells"}}
    }


def test_a_form_sent_back_as_it_came_changes_nothing(reviewer_client):
    member = make_member(
        summary={"en": "One", "nl": "Twee"},
        mission={"en": "\n\nTwo\nlines"},
        former_names=["A"],
        enterprise_number="0546740696",
        joined_on="2001-02-03",
        latitude=50.5,
        longitude=4.25,
        themes=[make_theme("water").slug],
        place=make_place().slug,
        area=make_area().slug,
        countries=["SN", "BE"],
        languages=["nl", "fr"],
        hidden_fields=["phone"],
        focus_areas=[{"title": {"en": "Wells"}, "description": {"nl": "Putten"}}],
        social_links=["https://example.org/a"],
        sources=["The register"],
        founded_year=1990,
    )
    response = Editing(reviewer_client, member).send("_continue")
    assert "Nothing was changed." in text_of(reviewer_client.get(response["Location"]))
    assert member.revisions.count() == 1


def test_a_person_can_change_every_kind_of_field(reviewer_client):
    make_theme("water"), make_place(), make_area()
    member = make_member()
    Editing(reviewer_client, member).send(
        themes=["water"],
        place="BE-VAN",
        area="flanders",
        countries=["SN", "CD"],
        languages=["nl"],
        joined_on="2001-02-03",
        legal_form="vzw",
        enterprise_number="BE 0546.740.696",
        former_names="Old\r\nOlder",
        hidden_fields=["phone"],
        founded_year="1990",
    )
    new = {name: change["new"] for name, change in member.revisions.first().changes.items()}
    assert new == {
        "themes": ["water"],
        "place": "BE-VAN",
        "area": "flanders",
        "countries": ["CD", "SN"],
        "languages": ["nl"],
        "joined_on": "2001-02-03",
        "legal_form": "vzw",
        "enterprise_number": "0546740696",
        "former_names": ["Old", "Older"],
        "hidden_fields": ["phone"],
        "founded_year": 1990,
    }


def test_a_member_can_be_added(administrator_client, administrator):
    Editing(administrator_client).send(name="New Wells", slug="new-wells", themes=[])
    member = Member.objects.get(slug="new-wells")
    assert (member.status, member.revisions.get().actor) == ("draft", administrator)


def test_a_name_in_any_script_gives_the_address(administrator_client):
    Editing(administrator_client).send(name="国际儿童援助会", slug="", themes=[])
    assert Member.objects.get().slug == "guo-ji-er-tong-yuan-zhu-hui"


def test_all_mistakes_are_shown_at_once_beside_their_fields(reviewer_client):
    other = make_member("Other", enterprise_number="0546740696")
    member = make_member()
    form = Editing(reviewer_client, member)
    response = form.send(enterprise_number="0546740697", website="nonsense", slug=other.slug)
    errors = response.context["adminform"].form.errors
    assert {"enterprise_number", "website"} <= set(errors)
    response = form.send(enterprise_number="", website="", slug=other.slug, left_on="")
    assert set(response.context["adminform"].form.errors) == {"slug"}
    assert member.revisions.count() == 1


def test_a_number_of_another_member_is_refused(reviewer_client):
    make_member("Other", enterprise_number="0546740696")
    response = Editing(reviewer_client, make_member()).send(enterprise_number="0546.740.696")
    assert "Another member has this enterprise number." in text_of(response)


def test_a_summary_that_is_too_long_is_refused_and_kept(reviewer_client):
    form = Editing(reviewer_client, make_member())
    response = form.send(summary_en="x" * 161)
    assert "1 character too many" in text_of(response)
    assert form.fields["summary_en"] == "x" * 161


def test_a_logo_is_made_anew(reviewer_client):
    member = make_member()
    Editing(reviewer_client, member).send(logo_file=picture("PNG", (300, 120)))
    member.refresh_from_db()
    assert member.logo.endswith("-300x120")
    content = b"".join(reviewer_client.get(reverse("logo", args=[member.logo[:32], 384])))
    assert content[8:12] == b"WEBP"


def test_a_file_that_is_no_picture_is_refused_with_a_reason(reviewer_client):
    member = make_member()
    response = Editing(reviewer_client, member).send(
        logo_file=upload(b"<svg onload='x'/>", "a.png")
    )
    assert "This is a SVG file." in text_of(response)
    assert member.revisions.count() == 1


def test_a_logo_too_small_to_be_sharp_is_kept_and_said_so(reviewer_client):
    member = make_member()
    page = Editing(reviewer_client, member).send("_continue", logo_file=picture("PNG", (96, 40)))
    member.refresh_from_db()
    assert member.logo.endswith("-96x40")
    assert "This picture is 96 × 40 pixels and will look blurred." in text_of(
        reviewer_client.get(page["Location"])
    )


def test_a_logo_outlives_a_mistake_elsewhere(reviewer_client):
    member = make_member()
    form = Editing(reviewer_client, member)
    form.send(logo_file=picture(), website="nonsense")
    form.send(website="https://example.org/")
    member.refresh_from_db()
    assert member.logo


def test_a_logo_can_be_removed(reviewer_client):
    member = make_member()
    Editing(reviewer_client, member).send(logo_file=picture())
    Editing(reviewer_client, member).send(logo_remove="on")
    member.refresh_from_db()
    assert member.logo == ""


@pytest.mark.parametrize("word", ["../../etc/passwd", "a" * 32 + "-1x1", "x"])
def test_a_logo_that_is_not_kept_here_is_refused(reviewer_client, word):
    response = Editing(reviewer_client, make_member()).send(logo_word=word)
    assert "This logo is not kept here." in text_of(response)


def test_staff_can_note_that_the_organisation_confirmed(reviewer_client):
    member = make_member()
    Editing(reviewer_client, member).send(confirm_now="on")
    member.refresh_from_db()
    assert member.confirmed_at
    assert list(member.revisions.first().changes) == ["confirmed_at"]


def test_save_and_see_goes_to_the_public_page(reviewer_client):
    response = Editing(reviewer_client, make_member("Wells")).send("_see", abbreviation="W")
    assert response["Location"] == "/en/members/wells/"


def test_save_and_see_says_why_there_is_nothing_to_see(reviewer_client):
    response = Editing(reviewer_client, make_member()).send("_see", status="hidden")
    page = text_of(reviewer_client.get(response["Location"]))
    assert "Readers do not see this page: its status is “Hidden”." in page


def test_the_form_speaks_the_persons_language(reviewer_client, reviewer):
    reviewer.language = "nl"
    reviewer.save()
    response = reviewer_client.get(admin_url("member_change", make_member().pk))
    assert response["Content-Language"] == "nl"
    assert '<html lang="nl"' in text_of(response)


def test_nothing_writes_a_member_without_a_revision(reviewer_client):
    member = make_member()
    before = member.revision
    Editing(reviewer_client, member).send(city="Ghent")
    member.refresh_from_db()
    assert member.revision == before + 1 == Revision.objects.filter(member=member).count()


@pytest.mark.parametrize("base", ["", "x", "-1", "0", "2", "9" * 20, "9" * 5000])
def test_a_revision_that_never_was_is_a_bad_request(reviewer_client, base):
    assert Editing(reviewer_client, make_member()).send(base=base).status_code == 400


def test_a_new_name_in_the_address_keeps_the_old_one(reviewer_client):
    member = make_member("Wells")
    Editing(reviewer_client, member).send(slug="springs")
    assert reviewer_client.get("/en/members/wells/").status_code == 301


def test_a_member_that_does_not_exist_leads_home(reviewer_client):
    for number in ("999", "9" * 20, "9" * 5000, "x"):
        assert reviewer_client.get(f"/admin/members/member/{number}/change/").status_code == 302
        assert reviewer_client.get(f"/admin/members/member/{number}/history/").status_code == 404


def test_what_was_typed_is_compared_with_what_was_shown(reviewer_client):
    member = make_member(city="Ghent")
    form = Editing(reviewer_client, member)
    edit(member, city="Bruges")
    form.send(abbreviation="W")
    member.refresh_from_db()
    assert (member.city, member.abbreviation) == ("Bruges", "W")


def test_a_long_vocabulary_can_be_searched_and_a_short_one_is_a_plain_choice(administrator_client):
    page = text_of(administrator_client.get("/admin/members/member/add/"))
    assert "data-find-select" not in page
    for number in range(41):
        make_place(f"town-{number}", en=f"Town {number}")
        make_theme(f"theme-{number}", en=f"Theme {number}")
    page = text_of(administrator_client.get("/admin/members/member/add/"))
    assert re.search(r'data-find-select>(?s:.*?)<select name="place"', page)
    assert re.search(r'data-check-list>(?s:.*?)name="themes"', page)
