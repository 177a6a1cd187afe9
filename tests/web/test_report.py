"""Readers report mistakes: people get through, machines mostly do not, nothing typed is lost."""

import re

import pytest
from django.test import Client

from members.models import Report
from members.web.reports import HOURLY_LIMIT
from tests.accounts.test_unsent import hidden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_directory")]
ADDRESS = "/en/members/water-for-all/report/"
START = "2026-11-23 12:00:00+00:00"


@pytest.fixture
def send(client, time_machine):
    """Return a function that opens the form, waits, and sends it."""

    def opened_and_sent(wait=10, address=ADDRESS, headers=None, **values):
        time_machine.move_to(START, tick=False)
        form = client.get(address).context["form"]
        time_machine.shift(wait)
        fresh = {"kind": "text", "message": "The name is wrong", "started": form["started"].value()}
        return client.post(address, fresh | values, headers=headers)

    return opened_and_sent


@pytest.mark.parametrize("kind", Report.Kind.values)
def test_a_report_becomes_a_row_for_staff(send, client, kind):
    response = send(kind=kind, email="reader@example.org", address=ADDRESS.replace("en", "fr", 1))
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    report = Report.objects.get()
    assert (report.kind, report.message) == (kind, "The name is wrong")
    assert (report.member.slug, report.language, report.state) == ("water-for-all", "fr", "open")
    assert report.email == "reader@example.org"
    assert "127.0.0.1" not in report.sender


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"kind": ""}, "Select what is wrong"),
        ({"kind": "nonsense"}, "nonsense"),
        ({"message": ""}, "Enter what is wrong"),
        ({"message": "x" * 2001}, "2000"),
        ({"message": "a\x00b"}, "Null characters"),
        ({"email": "reader"}, "valid email"),
    ],
    ids=str,
)
def test_a_form_that_cannot_be_taken_says_why_and_keeps_what_was_typed(send, values, message):
    response = send(**{"message": "Typed with care", "email": "me@example.org"} | values)
    page = response.content.decode()
    assert response.status_code == 200
    assert message in page
    assert not Report.objects.exists()
    if "message" not in values:
        assert "Typed with care" in page


@pytest.mark.parametrize(
    "values",
    [
        {"wait": 1},
        {"wait": 90_000},
        {"started": ""},
        {"started": "forged:x"},
        {"second_look": "https://spam.example"},
    ],
    ids=str,
)
def test_what_may_be_a_machines_counts_once_a_person_has_looked_again(
    values, send, client, time_machine
):
    page = send(**{"message": "Typed with care", "email": "me@example.org"} | values)
    assert page.status_code == 200
    assert not Report.objects.exists()
    assert "Typed with care" in page.content.decode()
    assert "Error:" not in page.content.decode()
    time_machine.shift(4)
    assert client.post(ADDRESS, hidden(page)).status_code == 302
    assert Report.objects.get().message == "Typed with care"


def test_nobody_is_told_to_be_slower_beside_a_mistake(send):
    page = send(wait=1, message="").content.decode()
    assert "Enter what is wrong and what it should say." in page
    assert "quick" not in page
    assert "Check what you wrote" not in page


def test_no_program_that_fills_in_forms_takes_the_trap_for_a_field_it_knows(client):
    page = client.get(ADDRESS).content.decode()
    trap = re.search(r'<div class="trap".*?</div>', page, re.S)[0]
    assert not re.search('url|web|site|mail|name="(name|tel|phone|address)', trap)
    assert 'autocomplete="off"' in trap


def test_one_sender_may_report_so_often_an_hour(send, client, time_machine):
    for _n in range(HOURLY_LIMIT):
        assert send().status_code == 302
    response = send(message="Typed with care")
    assert response.status_code == 429
    assert "Typed with care" in response.content.decode()
    assert Report.objects.count() == HOURLY_LIMIT


def test_the_limit_is_over_after_an_hour(send, time_machine):
    for _n in range(HOURLY_LIMIT):
        send()
    assert send(wait=3700).status_code == 302


def test_a_made_up_forwarding_address_does_not_help(send):
    for n in range(HOURLY_LIMIT):
        send(headers={"x-forwarded-for": f"10.0.0.{n}"})
    assert send(headers={"x-forwarded-for": "10.9.9.9"}).status_code == 429


def test_behind_a_proxy_each_visitor_has_an_own_limit(send, settings):
    settings.PROXY_HOPS = 1
    for _n in range(HOURLY_LIMIT):
        send(headers={"x-forwarded-for": "made.up, 192.0.2.1"})
    assert send(headers={"x-forwarded-for": "192.0.2.1"}).status_code == 429
    assert send(headers={"x-forwarded-for": "192.0.2.1, 192.0.2.2"}).status_code == 302


def test_behind_a_proxy_a_request_without_its_header_counts_by_its_own_address(send, settings):
    settings.PROXY_HOPS = 1
    send()
    settings.PROXY_HOPS = 0
    send()
    assert len(set(Report.objects.values_list("sender", flat=True))) == 1


def test_a_post_without_its_token_is_refused():
    response = Client(enforce_csrf_checks=True).post(ADDRESS, {"kind": "text"})
    assert response.status_code == 403
    assert b"<h1>" in response.content
