"""kill -9 at any moment of an import leaves all of it or nothing, and it can be gone on with."""

import pytest
from django.core.management import call_command
from post_office.models import Email

from members.exchange import uploads, worker
from members.models import Editor, ImportJob, Member, Revision
from members.search.indexing.verify import drift
from tests.exchange.importing import csv_file, rehearsed
from tests.helpers import make_member, make_user
from tests.killing import killed_at_every_moment, needs_fork

pytestmark = [pytest.mark.django_db(transaction=True), needs_fork]
State = ImportJob.State


def go_on():
    """Do what `run_imports` does from a timer."""
    call_command("run_imports", verbosity=0)


def snapshot():
    """Return {name: (town, revisions)} of all members."""
    return {m.name: (m.city, m.revisions.count()) for m in Member.objects.all()}


@pytest.fixture
def job():
    """An import that changes a member, adds one, and has an owner to tell."""
    water = make_member("Water", city="Gent")
    Editor.objects.create(member=water, user=make_user("owner@example.org"), role="owner")
    return rehearsed(
        csv_file(["slug", "city", "name"], ["water", "Brugge", "Water"], ["fire", "Aalst", "Fire"])
    )


@pytest.mark.slow
def test_applying_is_all_or_nothing(job):
    before = {"Water": ("Gent", 1)}
    after = {"Water": ("Brugge", 2), "Fire": ("Aalst", 1)}
    job.move("apply")

    def check(lived):
        now, state = snapshot(), ImportJob.objects.get().state
        assert (now, state) in [(before, State.APPLYING), (after, State.APPLIED)]
        assert Email.objects.count() <= 1
        if lived:
            assert now == after

    deaths = killed_at_every_moment(go_on, check, step=3)
    assert deaths > 10
    done = ImportJob.objects.get()
    assert done.told_at
    assert Email.objects.count() == 1
    assert Revision.objects.filter(source="import").count() == 2
    assert drift() == []


@pytest.mark.slow
def test_a_killed_rehearsal_begins_again(job):
    job.move("rehearse")

    def check(lived):
        assert snapshot() == {"Water": ("Gent", 1)}
        if lived:
            assert ImportJob.objects.get().counts["changed"] == 1
            assert ImportJob.objects.get().rows.count() == 2

    assert killed_at_every_moment(go_on, check, step=2) > 3


def test_whoever_died_is_noticed_and_whoever_lives_is_left_alone(job):
    job.move("rehearse")
    worker.report_progress(job, 17)
    assert not worker.is_alive(job)  # this process does not work on it
    with worker._claimed(job) as mine:
        assert mine
        assert worker.is_alive(job)
        assert not worker.run(job)
    worker.wake(job)
    job.refresh_from_db()
    assert job.state == State.REHEARSED
    assert not uploads.work_path(job).exists()
