"""What editors are told about their proposals and their member. Each call only makes rows."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import Change, Editor, Revision
from members.presenting.labels import field_label

from .outbox import absolute, queue

# What the editors did themselves, or were told about as a decision.
_THEIR_OWN = (Revision.Source.EDITOR, Revision.Source.PROPOSAL, Revision.Source.SAMPLE)


def proposal_received(proposal):
    """Tell the author that the changes arrived and wait."""
    person = proposal.author
    with override(person.language):
        context = {
            "member": proposal.member.name,
            "changes": _lines(proposal.changes.filter(state=Change.State.PENDING)),
            "link": _workspace(proposal.member),
        }
    return queue("proposal_received", person, person.language, context)


def question_asked(proposal):
    """Tell the author what the reviewer would like to know."""
    person = proposal.author
    with override(person.language):
        context = {
            "member": proposal.member.name,
            "question": proposal.question,
            "reviewer": str(proposal.reviewer),
            "link": _workspace(proposal.member),
        }
    return queue("question", person, person.language, context)


def proposal_decided(proposal):
    """Tell the author what became of each field, with the reviewer's reasons."""
    person = proposal.author
    with override(person.language):
        changes = proposal.changes.all()
        context = {
            "member": proposal.member.name,
            "decisions": "\n".join(_decision(change) for change in changes),
            "link": absolute(proposal.member.get_absolute_url()),
        }
    return queue("decision", person, person.language, context)


def profile_changed(revision):
    """Tell a member's owners that somebody else changed the profile."""
    if revision.source in _THEIR_OWN:
        return
    owners = Editor.objects.filter(member=revision.member, role=Editor.Role.OWNER)
    owners = owners.filter(user__is_active=True).exclude(user=revision.actor)
    for editor in owners.select_related("user"):
        _tell_owner(editor.user, revision)


def _tell_owner(person, revision):
    with override(person.language):
        context = {
            "member": revision.member.name,
            "changes": "\n".join(f"- {field_label(name)}" for name in revision.changes),
            "actor": str(revision.actor or revision.get_source_display()),
            "link": _workspace(revision.member),
        }
        queue("profile_changed", person, person.language, context)


def _lines(changes):
    return "\n".join(f"- {field_label(change.field)}" for change in changes)


def _decision(change):
    line = f"- {field_label(change.field)}{_(':')} {change.get_state_display()}"
    reason = " ".join(change.reason.split())
    return f"{line}. {_('Reason:')} {reason}" if reason else line


def _workspace(member):
    return absolute(reverse("profile:overview", args=[member.slug]))
