"""`manage.py tick` does what is due, once, whoever asks, and remembers how it went."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand

from members.jobs import registry, runner
from members.jobs.registry import DAY, HOUR, Work
from members.models import Job, UnsentForm
from tests.helpers import make_user

pytestmark = pytest.mark.django_db


class Counting(BaseCommand):
    """A command that counts its runs, and does what a test says."""

    def __init__(self, act=lambda: None):
        super().__init__()
        self.act, self.runs = act, 0

    def handle(self, **options):
        self.runs += 1
        self.act()
        self.stdout.write(f"run {self.runs}")


def fail():
    raise RuntimeError("the disk is full")


@pytest.fixture
def jobs(monkeypatch):
    """A function: let these jobs be all that there are."""

    def be(**acts):
        made = {name: Counting(act) for name, act in acts.items()}
        works = tuple(Work(name, (made[name],), DAY, HOUR) for name in made)
        monkeypatch.setattr(runner, "JOBS", works)
        return made

    return be


def tick(*arguments):
    out = StringIO()
    call_command("tick", *arguments, stdout=out)
    return out.getvalue()


def test_what_is_due_runs_and_not_again_before_it_is(jobs, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    one = jobs(one=lambda: None)["one"]
    for _again in range(3):
        tick()
    assert one.runs == 1
    time_machine.shift(DAY)
    tick()
    assert one.runs == 2
    assert Job.objects.get().said == "run 2"


def test_two_machines_never_do_the_same_job(jobs):
    one = jobs(one=lambda: tick())["one"]  # the other machine asks while the first is at it
    tick()
    assert one.runs == 1


def test_a_machine_that_died_keeps_a_job_no_longer_than_its_bound(jobs, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    one = jobs(one=lambda: None)["one"]
    runner.sync_jobs()
    assert Job.objects.claim("one", HOUR)
    tick()
    assert one.runs == 0
    time_machine.shift(HOUR + timedelta(seconds=1))
    tick()
    assert one.runs == 1


def test_a_machine_that_comes_back_late_overwrites_nothing(jobs, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    jobs(one=lambda: None)
    runner.sync_jobs()
    late = Job.objects.claim("one", HOUR)
    time_machine.shift(2 * HOUR)
    tick()
    assert not Job.objects.get().end(late, DAY, error="too late")
    assert Job.objects.get().error == ""


def test_one_that_fails_stops_no_other_and_is_tried_again_soon(jobs, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    made = jobs(bad=fail, good=lambda: None)
    with pytest.raises(CommandError, match="1 of the jobs failed"):
        tick()
    bad = Job.objects.get(name="bad")
    assert (made["good"].runs, bad.failures) == (1, 1)
    assert bad.error == "RuntimeError: the disk is full"
    assert "FAILED 1×: RuntimeError: the disk is full" in tick("--list")
    time_machine.shift(timedelta(minutes=6))
    made["bad"].act = lambda: None
    tick()
    assert Job.objects.get(name="bad").error == ""
    assert made["good"].runs == 1


def test_one_that_takes_too_long_is_stopped(jobs, monkeypatch):
    one = Counting(lambda: time.sleep(20))
    monkeypatch.setattr(runner, "JOBS", (Work("one", (one,), DAY, timedelta(seconds=0.2)),))
    start = time.monotonic()
    with pytest.raises(CommandError):
        tick()
    assert time.monotonic() - start < 10
    assert "stopped after" in Job.objects.get().error


def test_a_job_can_be_made_due(jobs):
    one = jobs(one=lambda: None)["one"]
    tick()
    tick("--now", "one")
    assert one.runs == 2
    with pytest.raises(CommandError, match="there are: one"):
        tick("--now", "two")


def test_jobs_that_are_no_more_are_forgotten(jobs):
    Job.objects.create(name="of an older release")
    jobs(one=lambda: None)
    assert "of an older release" not in tick("--list")


def test_every_job_is_a_command_that_can_be_run_by_hand():
    assert {work.command[0] for work in registry.JOBS} <= set(get_commands())
    assert len({work.name for work in registry.JOBS}) == len(registry.JOBS)


def test_all_real_jobs_run(settings):
    settings.MAIL_IS_SENT = True
    tick()
    assert not Job.objects.exclude(error="").exists()
    assert Job.objects.filter(succeeded_at=None).count() == 0


def test_forms_that_nobody_came_back_for_are_deleted(time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    UnsentForm.objects.create(user=make_user(), path="/en/", fields=[])
    call_command("prune", stdout=StringIO())
    assert UnsentForm.objects.exists()
    time_machine.shift(timedelta(days=61))
    call_command("prune", stdout=StringIO())
    assert not UnsentForm.objects.exists()
