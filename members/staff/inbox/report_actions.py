"""What staff do with a reader's report, and what the reader is told. Each call is one decision.

All of them raise AlreadyMoved where a colleague was faster, and NotAllowed for a step that
Report's table does not have; then nothing is written and no mail is made.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from members.mailing import queue
from members.mailing.outbox import absolute
from members.models import Report

_OUTCOMES = {
    Report.State.RESOLVED: _("We have corrected the page."),
    Report.State.DISMISSED: _("We have looked into it and left the page as it is."),
}


def assign(report, to):
    """Give a report to a colleague, or take it oneself."""
    report.move("assign", assigned_to=to)


def release(report):
    """Leave it for somebody else."""
    report.move("release", assigned_to=None)


@transaction.atomic
def resolve(report, by, answer="", revision=None):
    """What the reader said has been mended; tell the reader, where there is an address.

    Args:
        report: the Report.
        by: the User who decides.
        answer: words for the reader beside the standard sentence.
        revision: the Revision that mended it, if it was one.
    """
    _end(report, "resolve", by, answer, revision=revision)


@transaction.atomic
def dismiss(report, by, answer=""):
    """Nothing needs to be done; tell the reader, where there is an address."""
    _end(report, "dismiss", by, answer)


def reopen(report):
    """It needs another look; what was decided is forgotten, the mail about it is not called back.

    The revision that was made for it stays in the member's history.
    """
    nothing = {"decided_by": None, "decided_at": None, "revision": None, "outcome": ""}
    report.move("reopen", assigned_to=None, **nothing)


def _end(report, action, by, answer, **columns):
    answer = answer.strip()[:2000]
    report.move(action, decided_by=by, decided_at=timezone.now(), outcome=answer, **columns)
    if report.email:
        _tell(report, answer)


def _tell(report, answer):
    member = report.member
    with override(report.language):
        page = member.get_absolute_url() if member.is_public else reverse("web:list")
        context = {
            "member": member.name,
            "message": report.message,
            "outcome": str(_OUTCOMES[report.state]),
            "answer": answer,
            "link": absolute(page),
        }
    return queue("report_outcome", report.email, report.language, context)
