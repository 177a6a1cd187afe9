"""Invitations to many members are sent one by one, each once, whoever presses or dies meanwhile.

A row and its mail are one transaction, and a row is claimed by one conditional UPDATE: two workers
never invite the same, and a killed one leaves the rest to the next: the page that shows the
progress, or `manage.py send_mail`.
"""

import logging
import threading
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from members.models import BatchInvitation, Editor, InvitationBatch

from .invitations import invite

SMALL = 100  # invitations that a request may wait for
_CHUNK = 25  # after so many a worker says that it lives
_SILENT = timedelta(seconds=30)  # after which whoever said nothing is taken for dead
_State, _Outcome = InvitationBatch.State, BatchInvitation.Outcome
logger = logging.getLogger(__name__)


def send(batch):
    """Send a draft off; return False where it was sent off before."""
    if not batch.move(_State.DRAFT, _State.SENDING):
        return False
    wake(batch)
    return True


def wake(batch):
    """Go on with a batch that nobody works on: now where it is small, else in a thread."""
    if batch.state != _State.SENDING or not _claimed(batch):
        return
    if batch.rows.filter(outcome=_Outcome.WAITING).count() <= SMALL:
        work(batch)
    else:
        thread = threading.Thread(target=_work_and_close, args=[batch], name="invite", daemon=True)
        thread.start()


def finish_batches():
    """Finish every batch whose worker died; return how many."""
    batches = [batch for batch in InvitationBatch.objects.unfinished() if _claimed(batch)]
    for batch in batches:
        work(batch)
    return len(batches)


def _claimed(batch):
    silent = Q(worked_at=None) | Q(worked_at__lt=timezone.now() - _SILENT)
    free = InvitationBatch.objects.unfinished().filter(silent, pk=batch.pk)
    return bool(free.update(worked_at=timezone.now()))


def _work_and_close(batch):
    try:
        work(batch)
    except Exception:
        # Nobody waits for this thread; whoever looks at the page begins another.
        logger.exception("The invitations %s stopped.", batch.pk)
    finally:
        connection.close()


def work(batch):
    """Send what waits of a batch, and say that it is done."""
    # By place rather than by outcome alone: what another worker has just taken is passed by.
    last = 0
    rows = batch.rows.filter(outcome=_Outcome.WAITING).select_related("member__merged_into")
    rows = rows.defer("member__search_text", "member__search_terms").order_by("pk")
    while chunk := list(rows.filter(pk__gt=last)[:_CHUNK]):
        for row in chunk:
            _invite(row, batch)
        last = chunk[-1].pk
        InvitationBatch.objects.filter(pk=batch.pk).update(worked_at=timezone.now())
    if not batch.rows.filter(outcome=_Outcome.WAITING).exists():
        batch.move(_State.SENDING, _State.DONE)


def _invite(row, batch):
    """Invite whom one row names, unless it was done already; keep what came of it."""
    try:
        with transaction.atomic():
            if not _settle(row, _Outcome.SENT):
                return
            row.invitation = invite(
                row.member,
                row.email,
                Editor.Role.OWNER,
                batch.created_by,
                language=row.language,
                message=batch.messages.get(row.language, ""),
            )
            row.save(update_fields=["invitation"])
    except ValidationError as error:
        _settle(row, error.code if error.code in _Outcome.values else _Outcome.EDITS)


def _settle(row, outcome):
    waiting = BatchInvitation.objects.filter(pk=row.pk, outcome=_Outcome.WAITING)
    return waiting.update(outcome=outcome)
