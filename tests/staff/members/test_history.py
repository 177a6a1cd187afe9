"""A member's history: readable differences, and the way back."""

import re

import pytest

from members.models import Member
from tests.helpers import edit, make_member, make_theme
from tests.staff.conftest import admin_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(reviewer):
    make_theme("water", en="Water")
    member = make_member("Wells", summary={"en": "Digs wells in Ghent"}, city="Ghent")
    edit(member, actor=reviewer, summary={"en": "Digs ponds in Ghent"}, themes=["water"])
    return member


def test_it_marks_the_words_that_changed(reviewer_client, reviewer, member):
    page = text_of(reviewer_client.get(admin_url("member_history", member.pk)))
    assert '<del><span class="visually-hidden">removed: </span>wells</del>' in page
    assert '<ins><span class="visually-hidden">added: </span>ponds</ins>' in page
    assert "added: </span>Water</ins>" in page
    assert reviewer.email in page


def test_it_is_divided_into_pages(reviewer_client, member):
    for n in range(11):
        edit(member, city=f"Town {n}")
    url = admin_url("member_history", member.pk)
    assert "Version 13" in text_of(reviewer_client.get(url))
    second = text_of(reviewer_client.get(url, {"page": 2}))
    assert re.search(r"Version 1\s*<", second)
    assert "Version 13" not in second
    assert reviewer_client.get(url, {"page": "x"}).status_code == 200


def test_restoring_shows_first_what_it_would_change(reviewer_client, member):
    page = text_of(reviewer_client.get(admin_url("member_restore", member.pk, 1)))
    assert "removed: </span>ponds" in page
    assert "added: </span>wells" in page
    assert member.revisions.count() == 2


def test_restoring_makes_a_new_version(reviewer_client, reviewer, member):
    url = admin_url("member_restore", member.pk, 1)
    response = reviewer_client.post(url, {"base": "2", "field": ["summary", "themes"]}, follow=True)
    assert "Restored from version 1, as version 3: Summary, Themes." in text_of(response)
    member = Member.objects.get()
    assert member.summary == {"en": "Digs wells in Ghent"}
    assert not member.themes.exists()
    newest = member.revisions.first()
    assert (newest.number, newest.source, newest.actor) == (3, "restore", reviewer)


def test_restoring_stops_where_somebody_was_faster(reviewer_client, member):
    edit(member, summary={"en": "Digs canals"})
    data = {"base": "2", "field": "summary"}
    response = reviewer_client.post(admin_url("member_restore", member.pk, 1), data)
    assert "Somebody changed this member in the meantime." in text_of(response)
    assert Member.objects.get().summary == {"en": "Digs canals"}


def test_restoring_what_a_deleted_theme_stood_in_names_the_field(reviewer_client, member):
    edit(member, themes=[])
    member.themes.model.objects.all().delete()
    data = {"base": "3", "field": ["themes"]}
    response = reviewer_client.post(admin_url("member_restore", member.pk, 2), data)
    assert "Leave out the field that can no longer be: Themes:" in text_of(response)


@pytest.mark.parametrize("base", ["", "x"])
def test_restoring_needs_to_know_what_was_seen(reviewer_client, member, base):
    url = admin_url("member_restore", member.pk, 1)
    assert reviewer_client.post(url, {"base": base}).status_code == 400


def test_there_is_no_way_to_what_never_was(reviewer_client, member):
    assert reviewer_client.get(admin_url("member_restore", member.pk, 9)).status_code == 404
    assert reviewer_client.get(admin_url("member_restore", 999, 1)).status_code == 404


def test_a_stranger_neither_sees_nor_restores(stranger_client, anonymous, member):
    for name, args in (("member_history", [member.pk]), ("member_restore", [member.pk, 1])):
        # What a visitor had typed is kept on a page that asks to sign in.
        for client, refused in ((stranger_client, 302), (anonymous, 403)):
            assert client.get(admin_url(name, *args))["Location"].startswith("/admin/login/")
            assert client.post(admin_url(name, *args), {"base": "2"}).status_code == refused
    assert member.revisions.count() == 2


def test_revisions_are_only_looked_at(superuser_client, member):
    revision = member.revisions.first()
    url = admin_url("revision_change", revision.pk)
    assert "What changed" in text_of(superuser_client.get(url))
    assert superuser_client.post(url, {"reason": "x"}).status_code == 403
    assert superuser_client.post(admin_url("revision_delete", revision.pk)).status_code == 403
