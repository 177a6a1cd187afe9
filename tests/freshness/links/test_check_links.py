"""Checking links: what a run asks, what it writes, and what staff hear of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from members.freshness.links.check import check_links
from members.freshness.quality.health_lists import health_list
from members.models import LinkCheck, Member, Task
from tests.helpers import edit, keep_as_before, make_member

from .hostile import fetcher, running

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def server():
    """The hostile server."""
    with running() as server:
        yield server


@pytest.fixture
def run(server):
    """A function that checks what is due, so many days after Monday."""

    def run(day=0, **options):
        with time_machine.travel(MONDAY + timedelta(days=day), tick=False):
            options = {"pause": 0, **options}
            return check_links(fetcher(server, seconds=0.5), **options)

    return run


@pytest.fixture
def address(server):
    """A function that gives the address of one of the server's names."""
    return lambda name, path="/": f"http://{name}.test:{server.port}{path}"


def verdicts():
    """Return {address without its port: verdict} of all links."""
    rows = LinkCheck.objects.values_list("host", "verdict")
    return {host.removesuffix(".test"): verdict for host, verdict in rows}


def test_it_asks_what_published_profiles_show(run, address):
    make_member(
        "Water",
        website=address("good1"),
        donation_link=address("moved"),
        social_links=[address("status403"), address("noname")],
    )
    make_member("Draft", website=address("good2"), status=Member.Status.DRAFT)
    make_member("Shy", website=address("good3"), hidden_fields=["website"])
    tally = run()
    assert tally.done == 4
    assert verdicts() == {
        "good1": "ok",
        "moved": "moved",
        "status403": "uncertain",
        "noname": "broken",
    }


def test_what_answers_is_asked_weekly_and_what_does_not_daily(run, address):
    make_member("Good", website=address("good"))
    make_member("Gone", website=address("status404"))
    assert [run(day).done for day in range(8)] == [2, 1, 1, 1, 1, 1, 2, 1]


def test_the_third_failure_within_a_week_is_a_task_and_an_answer_closes_it(run, address, server):
    member = make_member("Gone", website=address("status404"))
    run(0), run(1)
    assert not Task.objects.exists()
    run(2), run(3)
    task = Task.objects.get()
    assert (task.member, task.kind, task.subject) == (member, "broken_link", member.website)
    assert "2 maart 2026" in task.detail  # in the language of the federation
    edit(member, website=address("good"))
    run(4)
    task.refresh_from_db()
    assert (task.state, LinkCheck.objects.get().verdict) == ("done", "ok")


def test_failures_more_than_a_week_apart_are_no_task(run, address):
    make_member("Gone", website=address("status500"))
    for day in (0, 1, 9, 17, 25):
        run(day)
    assert not Task.objects.exists()
    assert LinkCheck.objects.get().verdict == "uncertain"


def test_an_error_that_repeats_is_broken_and_mends_itself(run, address, monkeypatch):
    make_member("Down", website=address("status500"))
    for day, verdict in enumerate(["uncertain", "uncertain", "broken"]):
        run(day)
        assert LinkCheck.objects.get().verdict == verdict
    row = LinkCheck.objects.get()
    LinkCheck.objects.update(url=address("good"), host="good.test")
    Member.objects.filter(pk=row.member_id).update(website=address("good"))
    Task.objects.update(subject=address("good"))
    run(3)
    row.refresh_from_db()
    assert (row.verdict, row.failures, row.failing_since) == ("ok", [], None)
    assert Task.objects.get().outcome == "Het antwoordt weer."


@pytest.mark.parametrize("name", ["status403", "status429", "status401", "status418"])
def test_what_shuts_the_checker_out_is_never_a_task(run, address, name):
    make_member("Shut", website=address(name))
    for day in range(0, 40, 7):
        run(day)
    assert LinkCheck.objects.get().verdict == "uncertain"
    assert not Task.objects.exists()


def test_an_address_that_leaves_the_profile_leaves_the_list_and_closes_its_task(run, address):
    member = make_member("Gone", website=address("status404"))
    run(0), run(1), run(2)
    edit(member, website="")
    run(2.01)
    assert not LinkCheck.objects.exists()
    assert Task.objects.get().state == "done"


def test_one_host_is_asked_one_link_at_a_time_also_through_redirects(run, address, server):
    server.most.clear()
    for number in range(12):
        make_member(
            f"M{number}",
            website=address(f"moved{number}"),
            donation_link=address("good", f"/{number}"),
        )
    tally = run(workers=8)
    assert tally.verdicts == {"moved": 12, "ok": 12}
    assert server.most["good.test"] == 1


def test_a_host_rests_between_two_links(run, address):
    links = [address("good", f"/{n}") for n in range(4)]
    make_member("Social", social_links=links)
    began = datetime.now(UTC)
    run(pause=0.1)
    assert datetime.now(UTC) - began > timedelta(seconds=0.3)


def test_a_host_that_asks_to_be_left_alone_is(run, address, server):
    make_member("Social", social_links=[address("status429", f"/{n}") for n in range(5)])
    server.visits.clear()
    tally = run()
    assert (tally.done, tally.left, server.visits["status429.test"]) == (1, 4, 1)


def test_a_limited_run_asks_the_oldest_first_and_the_next_goes_on(run, address):
    for number in range(5):
        make_member(f"M{number}", website=address(f"good{number}"))
    assert run(limit=2).done == 2
    assert run(0.1, limit=2).done == 2
    assert run(0.2).done == 1
    assert LinkCheck.objects.filter(verdict="ok").count() == 5


def test_all_that_was_not_asked_for_some_hours_can_be_asked(run, address):
    make_member("Good", website=address("good"))
    run(0)
    assert run(1).done == 0
    assert run(1, before=MONDAY + timedelta(hours=1)).done == 1


def test_what_was_asked_is_kept_when_a_run_is_stopped(run, address):
    for number in range(6):
        make_member(f"M{number}", website=address(f"good{number}"))

    def stop(tally):
        if tally.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tell=stop)
    assert LinkCheck.objects.filter(verdict="ok").count() == 3
    assert run(0.01).done == 3


def test_the_queries_of_a_run_do_not_grow_with_each_link(
    run, address, django_assert_max_num_queries
):
    for number in range(30):
        make_member(f"M{number}", website=address(f"good{number}"))
    with django_assert_max_num_queries(20):
        run()


def test_the_command_says_what_it_found(capsys):
    inside = make_member("Inside")
    keep_as_before(inside, website="http://127.0.0.1/", donation_link="http://[::1]/")
    call_command("check_links", parallel=2)
    assert "2 links asked: 0 ok, 0 moved, 0 uncertain, 2 broken" in capsys.readouterr().out


def test_a_broken_website_is_a_list_and_a_new_address_leaves_it(run, address):
    member = make_member("Gone", website=address("status404"))
    make_member("Good", website=address("good"))
    run()
    assert list(health_list("broken-site").members()) == [member]
    edit(member, website=address("good2"))
    assert not health_list("broken-site").members().exists()
