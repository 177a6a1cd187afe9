"""Every address of the workspace, for everybody: what is not yours is not found."""

import pytest
from django.urls import reverse

from members.models import BehindText, Member, Proposal
from members.profile import urls
from members.publishing.proposals import save_draft, submit
from tests.helpers import edit, make_member
from tests.profile.conftest import appoint, sign_in

pytestmark = pytest.mark.django_db

# name: (method, status for an editor); strangers get 404, visitors are sent to sign in.
PAGES = {
    "home": ("get", 302),
    "overview": ("get", 200),
    "edit": ("get", 200),
    "preview": ("get", 200),
    "history": ("get", 200),
    "check": ("get", 200),
    "proposal": ("get", 200),
    "sent": ("get", 200),
    "confirm": ("post", 302),
    "undo": ("post", 302),
    "discard": ("post", 302),
    "withdraw": ("post", 302),
    "answer": ("post", 409),  # without words: the page again
    "autosave": ("post", 200),
    "keep_note": ("post", 200),
    "keep_answer": ("post", 404),  # nothing is asked about this one
    "put_back": ("post", 302),
    "still_right": ("post", 302),
}

OF_A_PROPOSAL = ("proposal", "sent", "withdraw", "answer", "put_back", "keep_answer")
# A GET shows the page with the form; only the form does it.
ASKED_FIRST = {"discard", "withdraw", "answer"}


@pytest.fixture
def sent(member, anna):
    """A proposal that waits, of a member with a text that is behind."""
    BehindText.objects.create(
        pk=1, member=member, field="mission", language="fr", source="nl", edits=1, since=1
    )
    return submit(save_draft(member, {"city": "Bruges"}, anna), anna)


def address(name, sent):
    extra = {"edit": ["contact"], "autosave": ["contact"], "home": []}
    with_number = name in OF_A_PROPOSAL
    extra["still_right"] = [1]
    args = [] if name == "home" else [sent.member.slug, *extra.get(name, [])]
    return reverse(f"profile:{name}", args=[*args, sent.pk] if with_number else args)


def test_every_address_is_tried_here():
    assert set(PAGES) == {pattern.name for pattern in urls.urlpatterns}


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_sent_to_sign_in(name, sent, anonymous):
    answer = getattr(anonymous, PAGES[name][0])(address(name, sent))
    assert answer.status_code == 302
    assert "next=" in answer["Location"]


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"home"}))
def test_a_stranger_finds_nothing(name, sent, stranger_client):
    assert getattr(stranger_client, PAGES[name][0])(address(name, sent)).status_code == 404
    assert Proposal.objects.get().state == "submitted"


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"home"}))
def test_staff_have_pages_of_their_own(name, sent, superuser_client):
    assert getattr(superuser_client, PAGES[name][0])(address(name, sent)).status_code == 404


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"home"}))
def test_an_editor_of_another_member_finds_nothing(name, sent):
    other = appoint(make_member("Bread for All"), "eve@example.org", "Eve")
    assert getattr(sign_in(other), PAGES[name][0])(address(name, sent)).status_code == 404


@pytest.mark.parametrize("who", ["anna_client", "bob_client"])
@pytest.mark.parametrize("name", PAGES)
def test_editor_and_owner_may(name, who, sent, request):
    method, status = PAGES[name]
    client = request.getfixturevalue(who)
    assert getattr(client, method)(address(name, sent)).status_code == status


@pytest.mark.parametrize("name", [name for name, (method, _s) in PAGES.items() if method == "post"])
def test_a_change_needs_a_post(name, sent, anna_client):
    status = anna_client.get(address(name, sent)).status_code
    assert status == 405 or (name in ASKED_FIRST and status in (200, 302))
    assert Proposal.objects.get().state == "submitted"


@pytest.mark.parametrize("name", OF_A_PROPOSAL)
def test_a_proposal_of_another_member_is_not_found_under_ones_own(name, sent, anna_client, bob):
    other = make_member("Bread for All")
    theirs = submit(save_draft(other, {"city": "Liège"}, bob), bob)
    url = reverse(f"profile:{name}", args=[sent.member.slug, theirs.pk])
    assert getattr(anna_client, PAGES[name][0])(url).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "submitted"


def test_a_former_member_is_no_longer_kept(sent, anna_client):
    edit(sent.member, status=Member.Status.FORMER)
    assert anna_client.get(address("overview", sent)).status_code == 410
    assert anna_client.get(address("check", sent)).status_code == 410


def test_an_unknown_part_or_language_is_not_found(sent, anna_client):
    for part in ("nonsense", "texts", "texts-de"):
        assert anna_client.get(f"/en/profile/water-for-all/edit/{part}/").status_code == 404


def test_pages_are_never_kept_and_never_listed(sent, anna_client):
    for name in ("overview", "edit", "preview", "history", "check", "proposal", "sent"):
        page = anna_client.get(address(name, sent))
        assert "no-store" in page["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in page.content.decode()
