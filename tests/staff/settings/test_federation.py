"""The federation's own settings."""

import pytest

from members.models import AuditEvent, DirectoryVersion, Federation
from tests.staff.conftest import FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    return admin_url("federation_change", 1)


def sent(client, url, **changes):
    fields = FormReader(text_of(client.get(url))).fields
    return client.post(url, {**fields, **changes})


def test_the_list_goes_straight_to_the_form(administrator_client, url):
    response = administrator_client.get(admin_url("federation_changelist"))
    assert response["Location"] == url


def test_a_change_raises_the_directorys_version(administrator_client, url):
    before = DirectoryVersion.objects.current().number
    response = sent(administrator_client, url, name_en="Umbrella", accent_colour="#123456")
    assert response.status_code == 302
    federation = Federation.objects.get()
    assert (federation.name["en"], federation.accent_colour) == ("Umbrella", "#123456")
    assert DirectoryVersion.objects.current().number == before + 1


def test_paragraphs_that_nobody_touched_are_no_change_in_the_log(administrator_client, url):
    Federation.objects.update(about={"en": "One.\n\nTwo."})
    sent(administrator_client, url, about_en="One.\r\n\r\nTwo.", accent_colour="#123456")
    event = AuditEvent.objects.filter(kind=AuditEvent.Kind.SETTING_CHANGED).last()
    assert "colour" in event.details["what"]
    assert "About" not in event.details["what"]


@pytest.mark.parametrize(
    ("written", "website"),
    [("example.org", "https://example.org"), ("http:/www.example.org/", "http://www.example.org/")],
)
def test_its_website_is_read_as_those_of_members_are(administrator_client, url, written, website):
    assert sent(administrator_client, url, website=written).status_code == 302
    assert Federation.objects.get().website == website


def test_the_languages_have_an_order(administrator_client, url):
    sent(administrator_client, url, languages_0="fr", languages_1="nl", languages_2="")
    assert Federation.objects.get().languages == ["fr", "nl"]


@pytest.mark.parametrize("chosen", [("fr", "fr", ""), ("", "", "")])
def test_languages_are_chosen_once_and_at_least_one(administrator_client, url, chosen):
    data = {f"languages_{place}": code for place, code in enumerate(chosen)}
    response = sent(administrator_client, url, **data)
    assert "languages" in response.context["adminform"].form.errors


def test_there_is_only_one(superuser_client, url):
    assert superuser_client.get(admin_url("federation_add")).status_code == 403
    assert superuser_client.get(admin_url("federation_delete", 1)).status_code == 403


def test_a_reviewer_has_nothing_to_do_with_it(reviewer_client, url):
    assert reviewer_client.get(url).status_code == 403


def test_the_yearly_check_is_set_here(administrator_client, url):
    sent(
        administrator_client,
        url,
        check_months="6",
        mark_weeks="10",
        pause_from="2026-12-20",
        pause_until="2027-01-05",
        pause_text_en="We are away.",
    )
    federation = Federation.objects.get()
    assert (federation.check_months, federation.mark_weeks) == (6, 10)
    assert federation.pause_until.isoformat() == "2027-01-05"
    assert federation.pause_text["en"] == "We are away."


@pytest.mark.parametrize(
    "wrong",
    [
        {"check_months": "0"},
        {"reminder_weeks": "6"},
        {"mark_weeks": "6"},
        {"last_weeks": "x"},
        {"pause_from": "2026-12-20"},
        {"pause_from": "2026-12-20", "pause_until": "2026-12-19"},
    ],
)
def test_what_makes_no_sense_is_refused_in_words(administrator_client, url, wrong):
    response = sent(administrator_client, url, **wrong)
    assert response.status_code == 200
    assert response.context["errors"]
    assert Federation.objects.get().check_months == 11
