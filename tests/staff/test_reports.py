"""Readers' reports: read, and resolved or set aside."""

import pytest

from members.models import Report
from tests.helpers import make_member

from .conftest import admin_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return Report.objects.create(
        member=make_member("Wells"), kind="contact", message="Wrong phone", language="nl"
    )


def test_a_reviewer_resolves_and_opens_again(reviewer_client, report):
    url = admin_url("report_changelist")
    for action, state in (
        ("resolve", "resolved"),
        ("set_aside", "dismissed"),
        ("open_again", "open"),
    ):
        reviewer_client.post(url, {"action": action, "_selected_action": [report.pk]})
        report.refresh_from_db()
        assert report.state == state


def test_the_readers_words_stay(reviewer_client, report):
    url = admin_url("report_change", report.pk)
    page = text_of(reviewer_client.get(url))
    assert admin_url("member_change", report.member_id) in page
    reviewer_client.post(url, {"state": "resolved", "message": "Mine", "member": "9"})
    report.refresh_from_db()
    assert (report.state, report.message) == ("resolved", "Wrong phone")


def test_a_message_cannot_write_html(reviewer_client, report):
    report.message = "<script>alert(1)</script>"
    report.save()
    for url in (admin_url("report_changelist"), admin_url("report_change", report.pk)):
        assert "<script>alert" not in text_of(reviewer_client.get(url))


def test_its_queries_do_not_grow(reviewer_client, report, django_assert_num_queries):
    url = admin_url("report_changelist")
    reviewer_client.get(url)
    with django_assert_num_queries(8):
        reviewer_client.get(url)
    for n in range(10):
        Report.objects.create(member=make_member(f"M {n}"), kind="text", message="x", language="nl")
    reviewer_client.get(url)
    with django_assert_num_queries(8):
        reviewer_client.get(url)


def test_the_desk_counts_what_waits(reviewer_client, report):
    page = text_of(reviewer_client.get("/admin/"))
    assert '<span class="task-count">1</span> <span class="task-label">readers' in page


def test_only_an_administrator_deletes_one(reviewer_client, administrator_client, report):
    url = admin_url("report_delete", report.pk)
    assert reviewer_client.post(url, {"post": "yes"}).status_code == 403
    assert administrator_client.post(url, {"post": "yes"}).status_code == 302
