"""What somebody answers to the yearly check with changes: published, proposed, told to staff.

The link proves the mailbox as a code by mail does. So what editors change without review goes
live at once; what staff look at first is sent to them, as far as it is alone: a draft that
holds a colleague's words too is sent from the workspace, by somebody who has seen it whole.
"""

from dataclasses import dataclass, field
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import ConfirmationLink, DirectoryVersion, Member, Revision, Task
from members.models.task import detail_columns
from members.presenting import current_site
from members.publishing import publish
from members.publishing.policy import DIRECT, proposable
from members.publishing.proposals import draft_of, pending_of, save_draft, submit

from . import run
from .answers import Moved, NotOpen, use_link
from .doubts import settle_behind

_WORDS_LIMIT = 1500


@dataclass(frozen=True)
class Answer:
    """What a person said of a page.

    Attributes:
        changes: {field: value} that is to stand there instead.
        notes: {field: text} that says what is right where only staff can change it.
        later: the pieces that this person will change in the workspace.
        right: {piece: digest of its value} of what was said to be right.
    """

    changes: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)
    later: tuple = ()
    right: dict = field(default_factory=dict)


@transaction.atomic
def apply_answer(link, revision, answer, note_labels):
    """Act on an Answer; return whether all of it is done, and the link used up.

    Where something is left to change in the workspace, the link stays open and keeps what was
    said, so that nobody has to say it again.

    Args:
        link: the ConfirmationLink, open.
        revision: the number of the revision that the person saw, as a form sends it.
        answer: the Answer.
        note_labels: {field: its name for staff} of the notes.

    Raises:
        Moved: where the page was changed since.
        NotOpen: where the link was used in this very moment.
        ValidationError: by field, where a value cannot be published.
    """
    DirectoryVersion.objects.lock()
    # Whoever saves a draft takes this row: what is looked at below stays as it is.
    Member.objects.select_for_update(of=("self",)).only("pk").get(pk=link.member_id)
    member = Member.objects.with_parts().get(pk=link.member_id)
    if revision != str(member.revision):
        raise Moved
    if answer.notes:
        _tell_staff(link, {note_labels[name]: text for name, text in answer.notes.items()})
    live, reviewed = _divided(member, answer.changes)
    is_sent = _publish_and_propose(member, link.user, live, reviewed, answer)
    if answer.later or not is_sent:
        change = [*answer.later, *([] if is_sent else reviewed)]
        answers = {"right": answer.right, "change": change}
        if not ConfirmationLink.objects.open().filter(pk=link.pk).update(answers=answers):
            raise NotOpen
        return False
    outcome = {"live": [*live], "waits": [*reviewed], "told": [*answer.notes]}
    use_link(link, ConfirmationLink.Outcome.CHANGED, outcome)
    return True


def _divided(member, changes):
    """Return the changes that go live at once, and those that staff look at first."""
    policies = proposable(member)
    direct = {name: value for name, value in changes.items() if policies.get(name) == DIRECT}
    return direct, {name: value for name, value in changes.items() if name not in direct}


def _publish_and_propose(member, user, direct, reviewed, answer):
    """Publish and propose; return False where something was left in the draft."""
    is_alone = draft_of(member) is None and pending_of(member) is None
    draft = save_draft(member, reviewed, user) if reviewed else None
    is_all = not draft and not answer.later
    now = {"confirmed_at": timezone.now().isoformat()} if is_all else {}
    if direct or now:
        publish(member, direct | now, user, Revision.Source.EDITOR)
    if is_all:
        settle_behind(member, user)
        run.end_answered(member)
    elif draft and is_alone and not answer.later:
        submit(draft, user, confirms_rest=True)
    return not draft or (is_alone and not answer.later)


def _tell_staff(link, notes):
    """Make a task of what only staff change, with what is right; a second answer replaces it."""
    words = partial(_not_right, link.user, notes)
    with override(current_site().languages[0]):
        task = Task.objects.raise_for(link.member, Task.Kind.OTHER, f"check {link.pk}", words)
        columns = detail_columns(words)
    Task.objects.filter(pk=task.pk, state=Task.State.OPEN).update(**columns)


def _not_right(person, notes):
    text = _("%(name)s says that this is not right, and what is:") % {"name": person}
    lines = [f"{label}{_(':')} {words}" for label, words in notes.items()]
    return "\n".join([text, "", *lines])[:_WORDS_LIMIT]


def unsent_link(member, user):
    """Return this person's open link that keeps an answer whose changes are not sent, or None."""
    mine = ConfirmationLink.objects.open().filter(member=member, user=user)
    return mine.exclude(answers={}).order_by("-created_at", "-pk").first()


@transaction.atomic
def mark_sent(member, user, proposal):
    """Use a person's kept answer up, now that the changes are sent in the workspace."""
    if link := unsent_link(member, user):
        fields = proposal.changes.values_list("field", flat=True)
        use_link(link, ConfirmationLink.Outcome.CHANGED, {"waits": list(fields)})
