"""The morning page: what waits by age, how the profiles are doing, and nothing one may not see."""

import re
from datetime import date, timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.freshness.quality.health_lists import health_lists
from members.models import Claim, Editor, Report, Task
from members.publishing.proposals import save_draft, submit
from members.staff.home import cached_counts, charts
from tests.helpers import edit, make_member, make_user
from tests.staff.conftest import text_of

pytestmark = pytest.mark.django_db


def make_waiting(name, days=0):
    """One of each kind of thing to decide about a member, so many days old."""
    member, editor = make_member(name), make_user(f"{name.lower()}@example.org")
    Editor.objects.create(member=member, user=editor)
    proposal = submit(save_draft(member, {"city": "Gent"}, editor), editor)
    who = {"name": "Nora", "email": "n@example.org", "function": "x"}
    rows = [
        Claim.objects.create(member=member, language="nl", **who),
        Report.objects.create(member=member, kind="text", message="x", language="nl"),
        Task.objects.raise_for(member, Task.Kind.STOPPED),
        Task.objects.raise_for(member, Task.Kind.NO_OWNER),
    ]
    moment = timezone.now() - timedelta(days=days)
    for row in rows:
        type(row).objects.filter(pk=row.pk).update(created_at=moment)
    type(proposal).objects.filter(pk=proposal.pk).update(submitted_at=moment)
    return member


def counts(page):
    """Return {label: number} of what to decide."""
    pattern = r'task-count">(\d+)</span> <span class="task-label">([^<]+)<'
    return {label: int(n) for n, label in re.findall(pattern, page)}


def cards(page):
    """Return the addresses of the lists that the counters lead to."""
    return re.findall(r'<a class="task[^"]*" href="([^"]+)"', page)


def test_it_counts_what_waits_and_says_what_waits_too_long(reviewer_client):
    make_waiting("Wells", days=20)
    make_waiting("Bakers")
    page = text_of(reviewer_client.get("/admin/"))
    assert counts(page) == {
        "proposals to decide": 2,
        "claims to decide": 2,
        "readers’ reports to look at": 2,
        "requests to stop": 2,
        "other tasks": 2,
    }
    assert page.count("1 waits too long") == 5
    assert page.count("oldest: ") == 5


def test_a_counter_leads_to_a_list_of_exactly_that_many(reviewer_client):
    for name in ("Wells", "Bakers"):
        make_waiting(name)
    page = text_of(reviewer_client.get("/admin/"))
    for address in cards(page):
        listed = text_of(reviewer_client.get(address.replace("&amp;", "&")))
        assert re.search(r"\b2 (proposals,|claims|readers’ reports|tasks)", listed), address


def test_the_longest_waiting_of_all_kinds_comes_first(reviewer_client):
    make_waiting("Bakers", days=3)
    make_waiting("Wells", days=20)
    page = text_of(reviewer_client.get("/admin/"))
    longest = page[page.index('id="longest"') :]
    assert longest.index("Wells") < longest.index("Bakers")


def test_what_a_person_may_not_see_is_neither_counted_nor_linked(client):
    make_waiting("Wells")
    user = make_user("viewer@example.org", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_report"))
    client.force_login(user)
    page = text_of(client.get("/admin/"))
    assert list(counts(page)) == ["readers’ reports to look at"]
    for address in ("/admin/health/", "/admin/review/", "/member/", "/task/", "/claim/"):
        assert address not in page
    assert "Confirmations by month" not in page


def test_somebody_without_any_right_gets_an_empty_page(client):
    client.force_login(make_user("new@example.org", is_staff=True))
    assert client.get("/admin/").status_code == 200


def test_every_list_stands_there_with_its_number(reviewer_client):
    make_member("Wells")
    page = text_of(reviewer_client.get("/admin/"))
    for one in health_lists():
        assert f'href="/admin/health/{one.slug}/"' in page
        number = re.search(rf'/health/{one.slug}/">\s*<span class="health-count">(\d+)', page)[1]
        assert int(number) == one.members().count()


def test_its_queries_do_not_grow(reviewer_client):
    reviewer_client.get("/admin/")
    asked = []
    for n in range(3):
        make_waiting(f"Wells{n}")
        with CaptureQueriesContext(connection) as queries:
            reviewer_client.get("/admin/")
        asked.append(len(queries))
    assert len(set(asked)) == 1
    # Session, person, rights (2), version; two a kind; one a list; two charts; the rest of a page.
    assert asked[0] <= 10 + 2 * 5 + len(health_lists()) + 2 + 6


def test_a_dear_number_is_kept_for_ten_minutes(monkeypatch, time_machine):
    monkeypatch.setattr(cached_counts, "_DEAR", -1)
    time_machine.move_to("2026-11-23 09:00:00+00:00", tick=False)
    counted = iter(range(1, 9))

    def ask():
        return cached_counts.Numbers().get("number", lambda: next(counted))

    assert (ask(), ask().value) == (cached_counts.CachedCount(1), 1)
    assert ask().at == timezone.now()
    time_machine.shift(601)
    assert ask() == cached_counts.CachedCount(2)


def test_a_page_leaves_numbers_as_they_were_when_its_time_is_up(monkeypatch, time_machine):
    monkeypatch.setattr(cached_counts, "_DEAR", -1)
    time_machine.move_to("2026-11-23 09:00:00+00:00", tick=False)
    cached_counts.Numbers().get("known", lambda: 1)
    time_machine.shift(3600)
    late = cached_counts.Numbers()
    late.spent = cached_counts._BUDGET + 1
    assert late.get("known", lambda: 2).value == 1
    assert late.get("unknown", lambda: 2) == cached_counts.CachedCount(None)


class AtOnce(Thread):
    """A thread that is through when it has started: it sees what the test has written."""

    def start(self):
        self.run()


def test_what_there_was_no_time_for_stands_on_the_next_page(reviewer_client, monkeypatch):
    monkeypatch.setattr(cached_counts, "Thread", AtOnce)
    monkeypatch.setattr(cached_counts, "_BUDGET", -1)
    make_member("Wells")
    assert 'health-count">…<' in text_of(reviewer_client.get("/admin/"))
    page = text_of(reviewer_client.get("/admin/"))
    assert 'health-count">…<' not in page
    assert "Confirmations by month" in page
    assert "Some of these numbers were counted at" in page


def test_a_number_that_was_never_counted_is_no_zero(reviewer_client, monkeypatch):
    monkeypatch.setattr(cached_counts.Numbers, "catch_up", lambda _numbers: None)
    make_member("Wells")
    monkeypatch.setattr(cached_counts, "_BUDGET", -1)
    page = text_of(reviewer_client.get("/admin/"))
    assert page.count('health-count">…<') == len(health_lists())
    assert "Confirmations by month" not in page


def test_a_cheap_number_is_of_this_moment():
    found = [cached_counts.Numbers().get("number", lambda n=n: n) for n in range(2)]
    assert found == [cached_counts.CachedCount(0), cached_counts.CachedCount(1)]


# --- the charts ------------------------------------------------------------------------


def test_confirmations_are_counted_in_the_month_they_were_given(time_machine):
    member = make_member()
    for day in ("2025-02-28", "2026-10-01", "2026-10-31", "2026-11-02"):
        edit(member, confirmed_at=f"{day}T12:00:00+00:00")
    edit(member, city="Gent")
    edit(member, confirmed_at=None)
    months = charts.confirmations_by_month(date(2026, 11, 23))
    assert (len(months), months[0][0], months[-1]) == (
        24,
        date(2024, 12, 1),
        (date(2026, 11, 1), 1),
    )
    found = {month.isoformat()[:7]: count for month, count in months if count}
    assert found == {"2025-02": 1, "2026-10": 2, "2026-11": 1}


def test_profiles_are_counted_by_age_each_once():
    now = timezone.now()
    for n, days in enumerate((0, 30, 100, 200, 400, 900)):
        edit(make_member(f"M{n}"), confirmed_at=(now - timedelta(days=days)).isoformat())
    make_member("Never")
    make_member("Draft", status="draft")
    ages = charts.profiles_by_age(now)
    assert ages == {"quarter": 2, "half": 1, "year": 1, "two": 1, "older": 1, "never": 1}


def test_bars_stand_on_the_line_and_fit():
    for most in (0, 1, 3, 9, 10, 11, 99, 350, 1_000_000):
        chart = charts.month_chart([(date(2026, n, 1), most * (n % 2)) for n in range(1, 13)])
        assert chart.ticks[-1][0] >= most
        for bar in chart.bars:
            assert bar.y + bar.height == pytest.approx(chart.base)
            assert bar.y >= charts.TOP - 0.01
            assert chart.left <= bar.x
            assert bar.x + bar.width <= chart.width


def test_a_screen_reader_finds_the_chart_as_a_table(reviewer_client):
    edit(make_member(), confirmed_at=timezone.now().isoformat())
    page = text_of(reviewer_client.get("/admin/"))
    assert re.search(r'role="img"\s+aria-labelledby="chart-title chart-desc"', page)
    table = page[page.index('<table class="numbers">') :]
    assert table[: table.index("</table>")].count("<tr>") == 25
    assert f"{timezone.localdate():%B %Y}</th><td>1</td>" in table


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_numbers_in_the_chart_are_numbers_in_every_language(language):
    """A decimal comma in an SVG would draw nothing."""
    client, user = Client(), make_user("r@example.org", "Reviewer", language=language)
    client.force_login(user)
    edit(make_member(), confirmed_at=timezone.now().isoformat())
    page = text_of(client.get("/admin/"))
    for attribute in re.findall(
        r'<(?:rect|line|text)[^>]* (?:x|y|y1|width|height)="([^"]*)"', page
    ):
        assert re.fullmatch(r"[\d.]+", attribute), attribute
