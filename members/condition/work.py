"""The jobs of `manage.py tick`, the newest backup and the search index."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.jobs.registry import DAY, HOUR, JOBS
from members.models import Job
from members.presenting import current_site
from members.presenting.numbers import Counted
from members.search.indexing.contents import PUBLIC, STAFF
from members.search.indexing.reader import locked_index

from .check import FAILED, OK, WARNING, Check
from .times import in_words, minutes_since

_LATE = 2 * DAY  # for a backup that is made daily
_OFTEN = 3  # failures in a row, after which it is no passing thing


def jobs():
    """Whether everything that returns by itself does, and ended well."""
    rows = {job.name: job for job in Job.objects.all()}
    facts = {work.name: _facts(rows.get(work.name)) for work in JOBS}
    if settings.LOCAL:
        return Check("jobs", _("Jobs"), OK, _("None run by themselves on this machine."), facts)
    failing = [job for job in rows.values() if job.failures]
    overdue = [work.name for work in JOBS if _is_overdue(work, rows.get(work.name))]
    if overdue:
        words = _("Do not run: %(names)s. Is the timer of “manage.py tick” on?")
        words %= {"names": ", ".join(overdue)}
    elif failing:
        words = _("Failed the last time: %(names)s. “manage.py tick --list” says why.")
        words %= {"names": ", ".join(job.name for job in failing)}
    else:
        words = ngettext(
            "%(count)s runs when it should.", "All %(count)s run when they should.", len(JOBS)
        ) % {"count": len(JOBS)}
    lasting = overdue or any(job.failures >= _OFTEN for job in failing)
    state = FAILED if lasting else WARNING if failing else OK
    return Check("jobs", _("Jobs"), state, words, facts)


def _facts(job):
    if job is None:
        return {"last_success": None, "failures": 0, "error": ""}
    # The error itself may hold an address or a path; whoever may read it finds it in the log.
    error = job.error.partition(":")[0]
    return {"last_success": job.succeeded_at, "failures": job.failures, "error": error}


def _is_overdue(work, job):
    if job is None:
        return True
    now = timezone.now()
    in_hand = job.claimed_until and job.claimed_until > now
    return not in_hand and job.next_at < now - max(work.every, HOUR)


def backup():
    """When the last backup was made and read back whole."""
    if not settings.BACKUP_ROOT:
        state = OK if settings.LOCAL else WARNING
        words = _("None is made: BACKUP_ROOT is not set.")
        return Check("backup", _("Backup"), state, words, {"last_good": None})
    job = Job.objects.filter(name="backup").first()
    last = job and job.succeeded_at
    if not last:
        words = _("None was made yet.")
        return Check("backup", _("Backup"), WARNING, words, {"last_good": None})
    state = OK if timezone.now() - last < _LATE else FAILED
    words = _("The last one was made and read back %(age)s ago.") % {"age": in_words(last)}
    drill = Job.objects.filter(name="restore drill").first()
    if drill and drill.error:
        state = FAILED
        words += " " + _("The last one could not be put back: “manage.py tick --list” says why.")
    elif drill and drill.succeeded_at:
        words += " " + _("That one can be put back was tried %(age)s ago.") % {
            "age": in_words(drill.succeeded_at)
        }
    facts = {"last_good": last, "age_minutes": minutes_since(last)}
    facts["last_drill"] = drill and drill.succeeded_at
    return Check("backup", _("Backup"), state, words, facts)


def search_index():
    """Whether the index holds as many members as the database, at one version of both."""
    facts = {}
    for _try in range(3):
        site = current_site()
        facts = _sizes(site)
        if current_site().version == site.version:
            break
    drift = [
        facts[name] - facts[f"{name}_indexed"]
        for name in ("members", "all_members")
        if facts[f"{name}_indexed"] is not None
    ]
    facts["drift"] = sum(map(abs, drift))
    if len(drift) < 2:
        words = _("Is being built; the database answers meanwhile.")
        return Check("index", _("Search index"), OK, words, facts)
    if facts["drift"]:
        words = ngettext(
            "Differs from the database by %(count)s member: run “manage.py search_index”.",
            "Differs from the database by %(count)s members: run “manage.py search_index”.",
            facts["drift"],
        ) % {"count": Counted(facts["drift"])}
        return Check("index", _("Search index"), FAILED, words, facts)
    words = _("Holds what the database holds.")
    return Check("index", _("Search index"), OK, words, facts)


def _sizes(site):
    sizes = {"version": site.version}
    for name, contents in (("members", PUBLIC), ("all_members", STAFF)):
        sizes[name] = contents.members().order_by().count()
        sizes[f"{name}_indexed"] = None
        with locked_index(site, contents) as index:
            sizes[f"{name}_indexed"] = index and index.size
    return sizes
