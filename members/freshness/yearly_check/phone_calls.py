"""Calling people whom the mails of the yearly check did not move: whom, and what it came to."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import CheckRound, Member, Revision
from members.presenting import current_site

from . import answers
from .plan import waits_for_staff

_S = CheckRound.State
# From the reminder on: who was only asked once has still to find the time.
CALLED = (_S.ALONE, _S.REMINDED, _S.LAST, _S.MARKED)
_NAME_LIMIT = 100


def to_call():
    """Return the published members to call, those that have not confirmed for longest first."""
    silent = CheckRound.objects.filter(member=OuterRef("pk"), state__in=CALLED)
    members = Member.objects.published().filter(Exists(silent), ~waits_for_staff())
    return members.order_by("confirmed_at", "pk")


def confirm_by_phone(member, by, revision, spoke_with=""):
    """Keep that somebody said on the phone that everything on a page is right.

    Args:
        member: the Member.
        by: the User of the staff who called.
        revision: the number of the revision that was read out, as a form sends it.
        spoke_with: the name of the person who said so, for the history.

    Returns:
        Whether it was not confirmed today already.

    Raises:
        Moved: where the page was changed since.
    """
    name = spoke_with.replace("\x00", "").strip()[:_NAME_LIMIT]
    with override(current_site().languages[0]):
        reason = _("Confirmed by phone")
        if name:
            reason = _("Confirmed by phone by %(name)s") % {"name": name}
    return answers.confirm(member, by, revision, Revision.Source.ADMIN, reason)
