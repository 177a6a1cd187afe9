"""A reader's report made into a change: the member's form, opened with the reader's words on it.

Staff know what is right when they have looked into it, and may publish; a proposal would only
wait for themselves. So one click opens the form, and saving it publishes, links the revision
with the report, ends it and answers the reader, all in one transaction.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from members.core.request_input import is_number
from members.models import Report, Revision
from members.models.proposal import AlreadyMoved, NotAllowed
from members.models.validators import within_limit
from members.staff.inbox import report_actions

from . import editing

ANSWER_LIMIT = Report._meta.get_field("outcome").max_length


@dataclass(frozen=True)
class ReportAtHand:
    """The report that a member's form was opened for.

    Attributes:
        report: the Report.
        answer: what the reader is to be told, as typed so far.
    """

    report: Report
    answer: str = ""


def report_at_hand(request, member):
    """Return the ReportAtHand that a request names, or None where it names none that waits."""
    pk = request.POST.get("report") or request.GET.get("report", "")
    allowed = member is not None and request.user.has_perm("members.change_report")
    if not allowed or not is_number(pk):
        return None
    report = Report.objects.waiting().filter(pk=pk, member=member).first()
    return ReportAtHand(report, request.POST.get("report_answer", "")) if report else None


def answer_fits(request, form):
    """Whether the answer to the reader fits; where not, say so in the member's valid form."""
    try:
        within_limit(request.POST.get("report_answer", ""), ANSWER_LIMIT)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@transaction.atomic
def save(form, member, actor, hand):
    """Publish what a valid form changed, and end the report that it was opened for.

    Returns:
        (the Revision or None, whether the report came to its end). A report stays as it is
        where nothing was changed, or where a colleague has ended it in the meantime.

    Raises:
        EditConflict: as publish() does.
    """
    if hand is None:
        return editing.save(form, member, actor), False
    revision = editing.save(form, member, actor, Revision.Source.REPORT)
    if revision is None:
        return None, False
    try:
        hand.report.member = member
        report_actions.resolve(hand.report, actor, hand.answer, revision)
    except (AlreadyMoved, NotAllowed):
        return revision, False
    return revision, True
