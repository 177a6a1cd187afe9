"""Readers report mistakes: people get through, machines mostly do not, nothing typed is lost."""

import pytest
from django.test import Client

from members.models import Report
from members.web.reports import HOURLY_LIMIT

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
        ({"kind": ""}, "Choose what is wrong"),
        ({"kind": "nonsense"}, "nonsense"),
        ({"message": ""}, "Tell us what is wrong"),
        ({"message": "x" * 2001}, "2000"),
        ({"message": "a\x00b"}, "Null characters"),
        ({"email": "reader"}, "valid email"),
        ({"website_url": "https://spam.example"}, "leave the hidden field empty"),
        ({"wait": 1}, "too quick"),
        ({"wait": 90_000}, "open too long"),
        ({"started": ""}, "too quick"),
        ({"started": "forged:x"}, "too quick"),
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


def test_a_second_try_after_a_quick_one_gets_through(send, client, time_machine):
    form = send(wait=1).context["form"]
    time_machine.shift(10)
    values = {"kind": "text", "message": "Again", "started": form["started"].value()}
    assert client.post(ADDRESS, values).status_code == 302


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
