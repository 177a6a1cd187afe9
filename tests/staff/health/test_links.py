"""The page of links: new addresses are taken over or refused, broken ones asked again."""

import pytest
from django.utils import timezone

from members.models import LinkCheck, Revision
from members.staff.rate_limit import may_ask
from tests.helpers import edit, keep_as_before, make_member

pytestmark = pytest.mark.django_db
OLD, NEW = "http://old.example/", "https://new.example/"


def moved(member, field="website", url=OLD, to=NEW):
    """Return the row of a link that has moved."""
    return LinkCheck.objects.create(
        member=member,
        field=field,
        url=url,
        host="old.example",
        verdict="moved",
        reason="moved",
        moved_to=to,
        checked_at=timezone.now(),
    )


def decide(client, **data):
    return client.post("/admin/links/decide/", {"tab": "moved", **data}, follow=True)


def test_one_click_puts_the_new_address_on_the_profile(reviewer_client, reviewer):
    member = make_member(website=OLD)
    link = moved(member)
    page = reviewer_client.get("/admin/links/")
    assert OLD in page.content.decode()
    decide(reviewer_client, take=link.pk)
    member.refresh_from_db()
    assert member.website == NEW
    revision = member.revisions.first()
    assert (revision.actor, revision.source) == (reviewer, Revision.Source.ADMIN)
    assert revision.changes == {"website": {"old": OLD, "new": NEW}}
    assert not LinkCheck.objects.suggesting().exists()


def test_an_address_among_the_social_media_is_replaced_in_its_place(reviewer_client):
    member = make_member(social_links=["https://a.example/", OLD, "https://b.example/"])
    decide(reviewer_client, take=moved(member, "social_links").pk)
    member.refresh_from_db()
    assert member.social_links == ["https://a.example/", NEW, "https://b.example/"]


def test_all_that_a_page_shows_can_be_taken_over_at_once(reviewer_client):
    members = [make_member(f"M{number}", website=OLD) for number in range(3)]
    links = [moved(member).pk for member in members]
    page = decide(reviewer_client, all=1, shown=links[:2])
    assert "2 new addresses" in page.content.decode()
    assert [type(one).objects.get(pk=one.pk).website for one in members] == [NEW, NEW, OLD]


def test_an_address_that_was_changed_meanwhile_stays(reviewer_client):
    member = make_member(website=OLD)
    link = moved(member)
    edit(member, website="https://third.example/")
    page = decide(reviewer_client, take=link.pk)
    member.refresh_from_db()
    assert member.website == "https://third.example/"
    assert "another address by now" in page.content.decode()


def test_an_old_address_that_is_kept_is_not_suggested_again(reviewer_client, reviewer):
    link = moved(make_member(website=OLD))
    decide(reviewer_client, keep=link.pk)
    link.refresh_from_db()
    assert (link.kept, link.kept_by) == (NEW, reviewer)
    assert not LinkCheck.objects.suggesting().exists()
    LinkCheck.objects.update(moved_to="https://other.example/")
    assert LinkCheck.objects.suggesting().exists()


def test_a_broken_link_is_asked_again_a_few_times(reviewer_client, reviewer):
    link = LinkCheck.objects.create(
        member=keep_as_before(make_member(), website="http://127.0.0.1/"),
        field="website",
        url="http://127.0.0.1/",
        verdict="uncertain",
        reason="timeout",
    )
    decide(reviewer_client, ask=link.pk, tab="broken")
    link.refresh_from_db()
    assert (link.verdict, link.reason) == ("broken", "refused_address")
    may_ask(reviewer, 30)
    assert "Try again in a few minutes" in decide(reviewer_client, ask=link.pk).content.decode()


@pytest.mark.parametrize("pks", ["", "x", "-1", "9" * 30, "0"])
def test_nonsense_changes_nothing(reviewer_client, pks):
    for action in ("take", "keep", "ask"):
        assert decide(reviewer_client, **{action: pks}).status_code == 200
    assert reviewer_client.get("/admin/links/", {"verdict": pks, "page": pks}).status_code == 200


@pytest.mark.parametrize("verdict", ["moved", "broken", "uncertain"])
def test_its_queries_do_not_grow(reviewer_client, verdict, django_assert_max_num_queries):
    for number in range(12):
        link = moved(make_member(f"M{number}", website=OLD))
        LinkCheck.objects.filter(pk=link.pk).update(verdict=verdict)
    reviewer_client.get("/admin/links/")
    with django_assert_max_num_queries(9):
        page = reviewer_client.get("/admin/links/", {"verdict": verdict})
    assert page.content.decode().count("link-row") == 12
