"""When each job of `manage.py tick` ran, how it went, and who has it in hand."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

_SOONEST = timedelta(minutes=5)  # before a job that failed is tried again


class JobQuerySet(models.QuerySet):
    """Jobs, of which several machines may take the due ones."""

    def due(self):
        """Those whose time has come and that nobody has in hand."""
        now = timezone.now()
        free = Q(claimed_until=None) | Q(claimed_until__lt=now)
        return self.filter(free, next_at__lte=now)

    def claim(self, name, bound):
        """Take a due job in hand; return its claim, or None where another process was faster.

        Args:
            name: the job's.
            bound: a timedelta; whoever dies with a job in hand keeps it no longer than this.
        """
        now, claim = timezone.now(), uuid.uuid4()
        mine = self.due().filter(name=name)
        columns = {"claim": claim, "claimed_until": now + bound, "started_at": now}
        return claim if mine.update(**columns) else None


class Job(models.Model):
    """One job: a row of members.jobs.registry.JOBS, with what is known of its runs."""

    name = models.CharField(max_length=40, unique=True)
    next_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True)
    error = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    def __str__(self):
        return self.name

    def end(self, claim, every, summary="", error=""):
        """Write how a run went and when the next is due; return whether the claim still held.

        Args:
            claim: as claim() gave it.
            every: a timedelta from one run to the next; after failures the next comes sooner.
            said: what the job printed.
            error: what went wrong, or "".
        """
        now = timezone.now()
        failures = self.failures + 1 if error else 0
        wait = min(every, _SOONEST * 2 ** min(failures - 1, 10)) if error else every
        columns = {"ended_at": now, "next_at": now + wait, "failures": failures, "error": error}
        columns |= {"said": summary, "claim": None, "claimed_until": None}
        if not error:
            columns["succeeded_at"] = now
        return Job.objects.filter(pk=self.pk, claim=claim).update(**columns) == 1
