"""The mailbox of a machine of one's own: there to read a code, and nowhere else."""

import pytest

from members.mailing import queue

pytestmark = pytest.mark.django_db
CODE = {"code": "BCDF-GHJK", "minutes": 10}


def test_it_shows_the_newest_mail_with_links_to_this_machine(client, settings):
    settings.ALLOWED_HOSTS = ["here.example"]
    queue("no_account", "robin@example.org", "en", {})
    link = {"member": "W", "link": "http://localhost:8000/en/x/", "days": 14}
    queue("claim_granted", "robin@example.org", "en", link)
    page = client.get("/mailbox/", headers={"host": "here.example:8011"}).content.decode()
    assert "There is no account" in page
    assert 'href="http://here.example:8011/en/x/"' in page


def test_one_mail_can_be_read_as_a_mail_program_shows_it(client):
    mail = queue("code", "robin@example.org", "en", CODE)
    assert "BCDF-GHJK" in client.get(f"/mailbox/{mail.pk}/").content.decode()
    response = client.get(f"/mailbox/{mail.pk}/html/")
    assert "BCDF-GHJK" in response.content.decode()
    assert "script-src 'none'" in response["Content-Security-Policy"]


def test_elsewhere_it_does_not_exist(client, settings):
    settings.LOCAL = settings.DEBUG = False
    mail = queue("code", "robin@example.org", "en", CODE)
    for address in ("/mailbox/", f"/mailbox/{mail.pk}/", f"/mailbox/{mail.pk}/html/"):
        assert client.get(address).status_code == 404
