"""The links of a proposal, checked on demand beside the decision."""

import pytest

from members.models import Change, Proposal
from members.staff.rate_limit import may_ask
from tests.helpers import make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(db):
    """A proposal with three new links, of which none may be asked from here."""
    member = make_member(social_links=["https://kept.example/"])
    proposal = Proposal.objects.create(
        member=member, author=make_user("editor@example.org"), state="submitted"
    )
    for field, old, new in (
        ("website", "", "http://127.0.0.1/"),
        ("social_links", ["https://kept.example/"], ["https://kept.example/", "http://10.0.0.1/"]),
        ("phone", "", "+32 2 123 45 67"),
    ):
        Change.objects.create(proposal=proposal, field=field, old=old, new=new)
    return proposal


def test_the_proposed_links_are_listed_and_checked_when_asked(reviewer_client, proposal):
    address = f"/admin/review/{proposal.pk}/"
    html = reviewer_client.get(address).content.decode()
    assert "Check the links" in html
    assert "not on the public internet" not in html
    page = reviewer_client.post(f"{address}links/", follow=True)
    assert page.redirect_chain[-1][0] == f"{address}#links"
    html = page.content.decode()
    assert html.count("not on the public internet") == 2
    assert "verdict-broken" in html


def test_a_proposal_without_links_shows_no_such_part(reviewer_client, proposal):
    proposal.changes.exclude(field="phone").delete()
    html = reviewer_client.get(f"/admin/review/{proposal.pk}/").content.decode()
    assert "Check the links" not in html


def test_nobody_asks_without_end(reviewer_client, reviewer, proposal):
    may_ask(reviewer, 29)
    page = reviewer_client.post(f"/admin/review/{proposal.pk}/links/", follow=True)
    assert "Try again in a few minutes" in page.content.decode()


def test_it_is_for_reviewers_and_no_draft_is_asked(stranger_client, reviewer_client, proposal):
    assert stranger_client.post(f"/admin/review/{proposal.pk}/links/").status_code == 302
    proposal.changes.all().delete()
    Proposal.objects.update(state="draft")
    assert reviewer_client.post(f"/admin/review/{proposal.pk}/links/").status_code == 404
