"""The words of the mails: each can be read before it is changed, and taken back."""

import pytest

from members.mailing.kinds import KINDS
from members.mailing.rendering import default_text, text_of
from members.models import MailText
from tests.staff.conftest import FormReader, admin_url
from tests.staff.conftest import text_of as html_of

pytestmark = pytest.mark.django_db
LIST = "/admin/members/mailtext/"
INVITATION = f"{LIST}add/?kind=invitation&language=nl"


def save(client, url=INVITATION, **typed):
    """Open a mail's page and save it with some words typed over."""
    fields = FormReader(html_of(client.get(url))).fields
    return client.post(url, {**fields, **typed, "_save": "1"}, follow=True)


def test_the_list_shows_every_mail_in_each_language_of_the_site(administrator_client):
    page = html_of(administrator_client.get(LIST))
    assert page.count('class="mail-language"') == 3 * len(KINDS)
    assert default_text("claim_refused", "nl")[0] in page
    assert INVITATION.replace("&", "&amp;") in page


def test_a_mail_opens_with_its_present_words_its_variables_and_how_it_looks(administrator_client):
    page = html_of(administrator_client.get(INVITATION))
    fields = FormReader(page).fields
    assert (fields["subject"], fields["body"]) == default_text("invitation", "nl")
    assert "<code>{inviter}</code>" in page
    assert "Dag," in page.split("Preview")[1]


def test_own_words_are_saved_said_in_the_list_and_taken_back(administrator_client):
    page = html_of(save(administrator_client, subject="Welkom bij {member}"))
    assert "From now on this mail has your words: Invitation (Dutch)." in page
    assert "your own words since" in page
    assert text_of("invitation", "nl")[0] == "Welkom bij {member}"
    own = MailText.objects.get()
    administrator_client.post(admin_url("mailtext_delete", own.pk), {"post": "yes"})
    assert text_of("invitation", "nl") == default_text("invitation", "nl")


def test_a_mail_with_words_of_its_own_opens_those(administrator_client):
    save(administrator_client, subject="Welkom bij {member}")
    response = administrator_client.get(INVITATION)
    assert response["Location"] == admin_url("mailtext_change", MailText.objects.get().pk)
    page = html_of(administrator_client.get(response["Location"]))
    assert "<h1>Invitation (Dutch)</h1>" in page
    assert FormReader(page).fields["subject"] == "Welkom bij {member}"


def test_a_variable_that_the_mail_has_not_is_refused(administrator_client):
    page = html_of(save(administrator_client, body="Dag {naam}"))
    assert "“{naam}” is not a variable of this mail." in page
    assert not MailText.objects.exists()


@pytest.mark.parametrize("query", ["", "?kind=invitation", "?kind=nothing&language=nl"])
def test_an_address_that_names_no_mail_leads_to_the_list(administrator_client, query):
    assert administrator_client.get(f"{LIST}add/{query}")["Location"] == LIST
