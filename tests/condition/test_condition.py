"""What the site says of itself: each part that is not well is named, to machines and to staff."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from members.condition import folders, report, services, work
from members.condition.check import FAILED, OK, WARNING
from members.jobs import runner
from members.jobs.registry import JOBS
from members.mailing import queue, sending, stopped
from members.models import Job, Member
from tests.helpers import make_member, make_user
from tests.mailing.conftest import Sink, sink  # noqa: F401 - fixture
from tests.staff.conftest import text_of

pytestmark = pytest.mark.django_db
TOKEN = "t" * 40
BANNER = "No mail has left since"


@pytest.fixture
def serving(settings):
    """A site in production on which every job went well a moment ago."""
    settings.LOCAL, settings.MAIL_IS_SENT, settings.HEALTH_TOKEN = False, True, TOKEN
    runner.sync_jobs()
    soon = timezone.now() + timedelta(minutes=1)
    Job.objects.update(next_at=soon, succeeded_at=timezone.now())


def queue_mail(kind="claim_refused"):
    return queue(kind, "robin@example.org", "en", {"member": "Water for All", "reason": "No."})


def test_a_site_on_which_all_is_well_says_so(serving, client):
    response = client.get("/healthz?deep=1", headers={"Authorization": f"Bearer {TOKEN}"})
    body = response.json()
    parts = {name: body[name]["state"] for name in report._LOOKS}
    assert (response.status_code, parts) == (
        200,
        dict.fromkeys(report._LOOKS, OK) | {"backup": WARNING, "disk": body["disk"]["state"]},
    )
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/healthz?deep=1", "/metrics"])
def test_nobody_looks_deep_without_the_token(serving, client, settings, address):
    wrong = {"Authorization": "Bearer wrong"}
    assert client.get(address, headers=wrong).status_code == 404
    assert client.get(address).status_code == 404
    settings.HEALTH_TOKEN = ""
    assert client.get(address, headers={"Authorization": "Bearer "}).status_code == 404


def test_a_day_without_a_mail_server_is_known_within_an_hour(
    serving,
    sink,  # noqa: F811
    client,
    administrator_client,
    reviewer_client,
    time_machine,
):
    queue_mail()
    port = sink.server_address[1]
    sink.stop()
    assert sending.send_due().outage
    assert stopped.stopped_since() is None
    time_machine.move_to(timezone.now() + timedelta(minutes=61), tick=False)
    assert client.get(f"/healthz?deep=1&token={TOKEN}").json()["mail"]["state"] == FAILED
    for staff in (administrator_client, reviewer_client):
        assert BANNER in text_of(staff.get("/admin/members/member/"))
    home = text_of(administrator_client.get("/admin/"))
    assert "It waits" in home
    assert "Mend today" in home
    assert "Mend today" not in text_of(reviewer_client.get("/admin/"))
    again = Sink(port)
    try:
        assert sending.send_due().sent == 1
    finally:
        again.stop()
        sink.__init__()  # so that the fixture has something to stop
    time_machine.move_to(timezone.now() + timedelta(minutes=2), tick=False)
    assert services.mail().state == OK
    assert BANNER not in text_of(administrator_client.get("/admin/members/member/"))


def test_codes_that_nobody_got_tell_of_it_too(serving, time_machine):
    queue("code", "robin@example.org", "en", {"code": "BCDF-GHJK", "minutes": 10})
    time_machine.move_to(timezone.now() + timedelta(minutes=61), tick=False)
    assert sending.waiting() == 0
    assert stopped.stopped_since() is not None


def test_a_mail_that_is_refused_alone_stops_no_other(serving, sink, time_machine):  # noqa: F811
    sink.refusal = "451 greylisted"
    queue_mail()
    assert sending.send_due().later == 1
    time_machine.move_to(timezone.now() + timedelta(hours=2), tick=False)
    assert stopped.stopped_since() is None


def test_jobs_that_no_timer_runs_are_named(serving):
    assert work.jobs().state == OK
    Job.objects.filter(name="links").update(next_at=timezone.now() - timedelta(days=3))
    check = work.jobs()
    assert (check.state, "links" in check.words) == (FAILED, True)


def test_a_job_that_fails_is_looked_at_and_then_mended(serving):
    for failures, state in ((1, WARNING), (5, FAILED)):
        Job.objects.filter(name="links").update(failures=failures, error="OSError: /srv/secret")
        check = work.jobs()
        assert (check.state, check.facts["links"]["error"]) == (state, "OSError")


def test_a_backup_of_three_days_ago_is_too_old(serving, settings, tmp_path):
    settings.BACKUP_ROOT = str(tmp_path)
    assert work.backup().state == WARNING
    for days, state in ((1, OK), (3, FAILED)):
        moment = timezone.now() - timedelta(days=days)
        Job.objects.update_or_create(name="backup", defaults={"succeeded_at": moment})
        assert work.backup().state == state


def test_a_folder_that_takes_nothing_is_named(serving, settings, tmp_path):
    if os.geteuid() == 0:
        settings.IMPORT_ROOT = "/proc/1"  # read-only for everybody
    else:
        settings.IMPORT_ROOT = tmp_path
        tmp_path.chmod(0o500)
    check = folders.media()
    assert (check.state, check.facts) == (FAILED, {"not_writable": ["IMPORT_ROOT"]})
    assert "tables that staff upload" in check.words


def test_an_index_that_lost_a_member_is_found(serving):
    make_member("Water for All")
    make_member("Bread for All")
    assert work.search_index().state == OK
    # As damage would: a row that came without a revision.
    Member.objects.filter(slug="bread-for-all").update(status=Member.Status.HIDDEN)
    check = work.search_index()
    assert (check.state, check.facts["drift"]) == (FAILED, 1)


def test_prometheus_reads_the_same(serving, client):
    Job.objects.filter(name="links").update(failures=2)
    lines = client.get(f"/metrics?token={TOKEN}").content.decode().splitlines()
    assert 'koepel_state{part="mail"} 0' in lines
    assert "koepel_mail_waiting 0" in lines
    assert 'koepel_job_failures{job="links"} 2' in lines
    assert len([line for line in lines if line.startswith("koepel_job_failures")]) == len(JOBS)
    names = [line.partition(" ")[0] for line in lines if not line.startswith("#")]
    assert len(names) == len(set(names))


def test_only_who_keeps_the_settings_sees_how_the_site_is_doing(client, reviewer_client):
    assert 'id="condition"' not in text_of(reviewer_client.get("/admin/"))
    client.force_login(make_user("admin@example.org", "Administrator"))
    assert 'id="condition"' in text_of(client.get("/admin/"))
