"""A mail is tried: about a real member, to oneself, and back to Koepel's words."""

import pytest
from post_office.models import Email

from members.mailing.kinds import KINDS
from members.models import AuditEvent, MailText
from tests.helpers import make_member
from tests.staff.conftest import text_of

pytestmark = pytest.mark.django_db
DECISION = "/admin/mails/decision/nl/"


@pytest.fixture(autouse=True)
def members(db):
    """Two members, of which the first in the alphabet is not the one that is looked for."""
    return make_member("Bread for All"), make_member("Water for All")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_mail_can_be_tried_in_every_language(administrator_client, kind, language):
    page = administrator_client.get(f"/admin/mails/{kind}/{language}/")
    assert page.status_code == 200
    assert "{" not in text_of(page).split("mail-preview")[1].split("</article>")[0]


def test_it_is_about_the_member_that_is_looked_for(administrator_client):
    assert "Bread for All" in text_of(administrator_client.get(DECISION)).split("mail-preview")[1]
    page = text_of(administrator_client.get(DECISION, {"member": "water"}))
    assert "Water for All" in page.split("mail-preview")[1]
    none = text_of(administrator_client.get(DECISION, {"member": "zebra"}))
    assert "No published member has this name." in none


def test_it_is_sent_to_who_asks_with_their_own_words(administrator_client, administrator):
    MailText.objects.create(kind="decision", language="nl", subject="Over {member}", body="Dag")
    administrator_client.post(DECISION, {"member": "water"})
    mail = Email.objects.get()
    assert (mail.to, mail.subject) == ([administrator.email], "Over Water for All")


def test_koepels_words_come_back(administrator_client):
    MailText.objects.create(kind="decision", language="nl", subject="Over {member}", body="Dag")
    assert "Over Bread for All" in text_of(administrator_client.get(DECISION))
    administrator_client.post(DECISION, {"reset": "1"})
    assert "Over Bread for All" not in text_of(administrator_client.get(DECISION))
    assert AuditEvent.objects.filter(kind=AuditEvent.Kind.SETTING_CHANGED).count() == 1


@pytest.mark.parametrize("address", ["/admin/mails/nothing/nl/", "/admin/mails/decision/de/"])
def test_a_mail_that_there_is_not_is_not_found(administrator_client, address):
    assert administrator_client.get(address).status_code == 404
