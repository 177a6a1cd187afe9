"""What became of a proposal, in one sentence for its sender, the staff and the mail alike."""

from collections import Counter

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import Change
from members.presenting.dates import date_format

# The one with a colon in it comes last.
_ORDER = (
    Change.State.ACCEPTED,
    Change.State.EDITED,
    Change.State.REFUSED,
    Change.State.CONFLICT,
)
_HELD_BACK = {Change.State.REFUSED, Change.State.CONFLICT, Change.State.PENDING}


def outcome(proposal):
    """Return what happened to the changes of a decided proposal, in the active language.

    It tells what the rows say, never what somebody asked for: "1 accepted, 1 set aside: the page
    changed meanwhile.", and whether the profile counts as confirmed where its sender said that
    the rest is right. It reads `proposal.changes.all()`, so whoever lists many prefetches them.
    """
    changes = list(proposal.changes.all())
    counts = Counter(change.state for change in changes)
    parts = [_part(state, counts[state]) for state in _ORDER if counts[state]]
    sentences = [", ".join(parts) + "."] if parts else []
    if proposal.confirms_rest and proposal.submitted_at and parts:
        sentences.append(_confirmation(proposal, confirmed=not _HELD_BACK & set(counts)))
    return " ".join(sentences)


def _part(state, count):
    words = {
        Change.State.ACCEPTED: ngettext("%(count)d accepted", "%(count)d accepted", count),
        Change.State.EDITED: ngettext(
            "%(count)d accepted with a correction", "%(count)d accepted with a correction", count
        ),
        Change.State.REFUSED: ngettext("%(count)d refused", "%(count)d refused", count),
        Change.State.CONFLICT: ngettext(
            "%(count)d set aside: the page changed meanwhile",
            "%(count)d set aside: the page changed meanwhile",
            count,
        ),
    }
    return words[state] % {"count": count}


def _confirmation(proposal, *, confirmed):
    if not confirmed:
        return _("The profile is not confirmed, because not every change was accepted.")
    day = date_format(localtime(proposal.submitted_at), "j F Y")
    return _("The profile is confirmed, as of %(day)s.") % {"day": day}
