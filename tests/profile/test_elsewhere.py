"""The workspace of a member that was merged leads on; of one that left it says what is kept."""

from datetime import date

import pytest

from members.models import Proposal
from members.models.proposal import AlreadyMoved
from members.publishing.leaving import come_back, leave
from members.publishing.merging import merge
from members.publishing.proposals import save_draft
from tests.helpers import edit, make_member

pytestmark = pytest.mark.django_db
ROOT = "/en/profile/water-for-all/"


@pytest.fixture
def merged(member, anna):
    """The Merge of Anna's member into another one."""
    return merge(make_member("Wells"), member, {}, None)


def test_its_pages_lead_to_those_of_the_other_one(anna_client, merged):
    for tail in ("", "history/", "edit/contact/"):
        response = anna_client.get(ROOT + tail)
        assert (response.status_code, response.url) == (302, f"/en/profile/wells/{tail}")


def test_a_proposal_is_read_at_its_new_address(anna_client, anna, member):
    draft = save_draft(member, {"city": "Lier"}, anna)
    Proposal.objects.filter(pk=draft.pk).update(state="submitted", submitted_at="2026-01-01T00:00Z")
    merge(make_member("Wells"), member, {}, None)
    page = anna_client.get(f"{ROOT}proposals/{draft.pk}/", follow=True)
    assert page.status_code == 200
    assert "Lier" in page.content.decode()


def test_what_somebody_was_typing_is_given_back(anna_client, merged):
    data = {"website": "https://new.example.org/", "shown": "x" * 40, "go": "check"}
    response = anna_client.post(f"{ROOT}edit/contact/", data)
    text = response.content.decode()
    assert response.status_code == 409
    assert "https://new.example.org/" in text
    assert "x" * 40 not in text
    assert 'href="/en/profile/wells/"' in text
    assert not Proposal.objects.exists()


def test_strangers_learn_nothing(stranger_client, merged):
    assert stranger_client.get(ROOT).status_code == 404
    assert stranger_client.post(f"{ROOT}edit/contact/", {"phone": "112"}).status_code == 404


def test_an_address_that_it_had_before_leads_on(anna_client, member, anna):
    edit(member, slug="new-name")
    assert anna_client.get(ROOT).url == "/en/profile/new-name/"


def test_editors_of_a_member_that_left_read_what_readers_read(anna_client, anna, member):
    leave(member, date(2026, 3, 3), None, text={"en": "They stopped."}, reason="Did not pay")
    assert "left on 3 March 2026" in anna_client.get("/en/profile/").content.decode()
    response = anna_client.get(ROOT)
    text = response.content.decode()
    assert response.status_code == 410
    assert "3 March 2026" in text
    assert "They stopped." in text
    assert "Did not pay" not in text
    come_back(member, None)
    assert anna_client.get(ROOT).status_code == 200
    history = anna_client.get(f"{ROOT}history/").content.decode()
    assert "Left the federation" in history
    assert "Did not pay" not in history


def test_strangers_do_not_learn_who_left(stranger_client, member):
    leave(member, date(2026, 3, 3), None)
    assert stranger_client.get(ROOT).status_code == 404


def test_a_draft_is_never_kept_where_nobody_finds_it(anna, member, merged):
    with pytest.raises(AlreadyMoved):
        save_draft(member, {"city": "Lier"}, anna)
    assert not Proposal.objects.exists()
