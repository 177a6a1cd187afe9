"""What an organisation answers to the yearly check: all is right, it stopped, ask another.

A link lets one person answer for one member, once. It is kept as a hash; opening it changes
nothing, because mail scanners open links too.
"""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.core.stale import StaleState
from members.models import (
    CheckRound,
    ConfirmationLink,
    DirectoryVersion,
    Editor,
    Member,
    Revision,
    Task,
)
from members.models.editor import hash_token
from members.presenting import current_site
from members.publishing import publish

from . import mail, run
from .doubts import settle_behind

_NEW_LINKS = 3  # so many new ones an hour for one person and member: mail to others has a bound
_WORDS_LIMIT = 1500


class NotOpen(StaleState):
    """This link cannot be used, or not any more; nobody learns which."""


class Moved(StaleState):
    """The page was changed after it was opened: it is to be looked at again."""


def find(token):
    """Return the ConfirmationLink of a token that can be used.

    Raises:
        NotOpen: for every other.
    """
    link = _links().open().filter(token_hash=hash_token(token)).first()
    if link is None or not _may(link):
        raise NotOpen
    return link


def answer_of(token):
    """Return the ConfirmationLink by which a token's person answered: it, or another of theirs.

    Raises:
        NotOpen: where the token's link was not used.
    """
    link = _links().filter(token_hash=hash_token(token)).exclude(used_at=None).first()
    if link is None or not _may(link):
        raise NotOpen
    if link.outcome:
        return link
    # It ended with the one that was used: a reminder's ends that of the first mail.
    answers = _links().filter(member=link.member, user=link.user, used_at__lte=link.used_at)
    answered = answers.exclude(outcome="").order_by("-used_at", "-pk").first()
    if answered is None:
        raise NotOpen
    return answered


def _links():
    return ConfirmationLink.objects.select_related("member", "user")


def _may(link):
    """Whether a link's person still edits its member, and that is still one of ours."""
    if link.member.status == Member.Status.FORMER or not link.user.is_active:
        return False
    return Editor.objects.filter(member=link.member, user=link.user).exists()


@transaction.atomic
def confirm(member, user, revision, source=Revision.Source.EDITOR, reason=""):
    """Keep that "everything here is right", said of the page that a person saw.

    Args:
        member: the Member.
        user: who says so, or whom of the staff it was said to.
        revision: the number of the revision that this person saw, as a form sends it.
        source: a Revision.Source.
        reason: what the history says of it.

    Returns:
        Whether it was not confirmed today already.

    Raises:
        Moved: where the page was changed since; nothing is confirmed.
    """
    DirectoryVersion.objects.lock()
    live = Member.objects.only("revision", "confirmed_at").get(pk=member.pk)
    if revision != str(live.revision):
        raise Moved
    today, at = timezone.localdate(), live.confirmed_at
    is_new = at is None or timezone.localdate(at) != today or live.unconfirmed_since is not None
    if is_new or CheckRound.objects.open().filter(member=member).exists():
        now = {"confirmed_at": timezone.now().isoformat()}
        publish(member, now, user, source, reason=reason)
    run.end_answered(member)
    return is_new


@transaction.atomic
def confirm_by(link, revision):
    """Confirm by a link, which is used up; return the link.

    Raises:
        NotOpen: where it was used in this very moment.
        Moved: as confirm() does; the link can be used again.
    """
    DirectoryVersion.objects.lock()
    use_link(link, ConfirmationLink.Outcome.CONFIRMED)
    confirm(link.member, link.user, revision)
    settle_behind(link.member, link.user)  # the page asked about each of them
    return link


@transaction.atomic
def stop_by(link, message):
    """Keep that an organisation says that it has stopped: a task for staff, nothing else.

    Raises:
        NotOpen: where the link was used in this very moment.
    """
    use_link(link, ConfirmationLink.Outcome.STOPPED)
    words = partial(_stopped_words, link.user, message)
    with override(current_site().languages[0]):
        Task.objects.raise_for(link.member, Task.Kind.STOPPED, detail=words)
    return link


def _stopped_words(person, message):
    detail = _("%(name)s says that the organisation has stopped.") % {"name": person}
    return _with(detail, message)


@transaction.atomic
def pass_on_by(link, email, message):
    """Keep that somebody else is to be asked: a task for staff with the address.

    Nobody is invited by it: a mail is easily passed on, and whoever has the link could give
    strangers a lasting right to the profile. Staff invite the person from the task.

    Args:
        link: the ConfirmationLink.
        email: the address of the right person.
        message: further words.

    Raises:
        NotOpen: where the link was used in this very moment.
    """
    use_link(link, ConfirmationLink.Outcome.PASSED_ON)
    words = partial(_passed_on_words, link.user, email, message)
    with override(current_site().languages[0]):
        Task.objects.raise_for(link.member, Task.Kind.OTHER_PERSON, email, words)
    return link


def _passed_on_words(person, email, message):
    text = _("%(name)s is not the right person and names %(email)s.")
    return _with(text % {"name": person, "email": email}, message)


def _with(detail, message):
    words = message.replace("\x00", "").strip()[:_WORDS_LIMIT]
    return f"{detail}\n\n{words}" if words else detail


def use_link(link, outcome, answers=None):
    """Use a link up by one conditional UPDATE, with the person's others for this member.

    Args:
        link: the ConfirmationLink.
        outcome: what it was used for.
        answers: what was said piece by piece, to be shown again.

    Raises:
        NotOpen: where somebody used it in this very moment.
    """
    now, mine = timezone.now(), ConfirmationLink.objects.open().filter(pk=link.pk)
    if not mine.update(used_at=now, outcome=outcome, answers=answers or {}):
        raise NotOpen
    others = ConfirmationLink.objects.open().filter(member=link.member, user=link.user)
    others.update(used_at=now)


@transaction.atomic
def send_new(token):
    """Send a new link to the person whose link a token was; for any other token, nothing.

    Whoever asks sees no difference: the answer must not tell what exists.
    """
    link = _links().filter(token_hash=hash_token(token)).first()
    if link is None or not _may(link):
        return
    since = timezone.now() - timedelta(hours=1)
    mine = ConfirmationLink.objects.filter(member=link.member, user=link.user)
    # Those of the round's own mails count as well: they are a moment old at the most once.
    if mine.filter(created_at__gte=since).count() < _NEW_LINKS:
        mail.queue_link(link.user, link.member)
