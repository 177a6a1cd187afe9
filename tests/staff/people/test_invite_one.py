"""Inviting one person: the mail is seen before, and the member is there again after."""

import pytest
from post_office.models import Email

from members.models import Editor, Invitation
from tests.helpers import make_member, make_user, set_federation
from tests.staff.conftest import FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db):
    """A member without an owner that works in French."""
    set_federation(languages=["nl", "fr"])
    return make_member("Wells", email="info@wells.example", languages=["fr"])


@pytest.fixture
def url(member):
    """The page on which somebody is invited to it."""
    return f"{admin_url('invitation_add')}?member={member.pk}"


def test_it_proposes_the_members_address_and_shows_the_mail(reviewer_client, url):
    page = text_of(reviewer_client.get(url))
    fields = FormReader(page).fields
    assert (fields["email"], fields["language"]) == ("info@wells.example", "fr")
    assert fields["role"] == ["owner"]
    assert "Vous êtes invité(e) à gérer le profil de Wells" in page
    assert "Send the invitation" in page
    assert 'name="_addanother"' not in page


def test_the_mail_can_be_seen_again_with_other_words_without_being_sent(reviewer_client, url):
    data = FormReader(text_of(reviewer_client.get(url))).fields
    page = text_of(reviewer_client.post(url, {**data, "message": "À bientôt", "preview": "1"}))
    assert "<blockquote data-words>À bientôt</blockquote>" in page
    assert not Email.objects.exists()


def test_sent_it_leads_back_to_the_member(reviewer_client, url, member):
    data = FormReader(text_of(reviewer_client.get(url))).fields
    response = reviewer_client.post(url, {**data, "message": "À bientôt", "send": "1"})
    assert response["Location"] == admin_url("member_change", member.pk)
    assert "À bientôt" in Email.objects.get().message
    assert Invitation.objects.get().message == "À bientôt"
    page = text_of(reviewer_client.get(response["Location"]))
    assert "The invitation to info@wells.example is sent." in page


def test_what_is_wrong_is_named_and_kept(reviewer_client, url, member):
    Editor.objects.create(member=member, user=make_user("olga@wells.example"), role="owner")
    data = FormReader(text_of(reviewer_client.get(url))).fields
    assert data["role"] == ["editor"]  # it has an owner
    for email, words in (("", "Enter an e-mail address."), ("olga@wells.example", "already")):
        page = text_of(reviewer_client.post(url, {**data, "email": email, "message": "Hi"}))
        assert "There is a problem" in page
        assert words in page
        assert FormReader(page).fields["message"] == "Hi"
    assert not Email.objects.exists()


@pytest.mark.parametrize("query", ["", "?member=nobody", "?member=%00", "?member=999999999"])
def test_without_a_member_it_asks_for_one(reviewer_client, member, query):
    url = admin_url("invitation_add") + query
    assert "Find the member first" in text_of(reviewer_client.get(url))
    response = reviewer_client.post(url, {"email": "a@b.example", "member": member.pk})
    assert "Find the member first" in text_of(response)
    assert not Email.objects.exists()
