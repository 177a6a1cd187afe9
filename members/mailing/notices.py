"""What editors are told about their proposals and their member. Each call only makes rows."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import Change, Editor, Member, Revision
from members.presenting.diff import diff
from members.presenting.labels import Labels, field_label
from members.presenting.outcome import outcome

from .outbox import absolute, queue

# What the editors did themselves, or were told about as a decision or by the yearly check.
_THEIR_OWN = (
    Revision.Source.EDITOR,
    Revision.Source.PROPOSAL,
    Revision.Source.SAMPLE,
    Revision.Source.ROUND,
)


def proposal_received(proposal):
    """Tell the author that the changes arrived and wait."""
    person = proposal.author
    with override(person.language):
        context = {
            "member": proposal.member.name,
            "changes": _lines(proposal.changes.filter(state=Change.State.PENDING)),
            "live": _live_already(proposal),
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
    """Tell the author what became of the whole and of each field, with the reviewer's reasons."""
    person = proposal.author
    with override(person.language):
        changes = proposal.changes.all()
        context = {
            "member": proposal.member.name,
            "outcome": outcome(proposal),
            "decisions": "\n".join(_decision(change) for change in changes),
            "link": absolute(proposal.member.get_absolute_url()),
        }
    return queue("decision", person, person.language, context)


def profile_changed(revision):
    """Tell a member's owners that somebody else changed the profile."""
    if revision.source in _THEIR_OWN or _is_the_end_of_a_merged_one(revision):
        return
    owners = Editor.objects.filter(member=revision.member, role=Editor.Role.OWNER)
    owners = owners.filter(user__is_active=True).exclude(user=revision.actor)
    for editor in owners.select_related("user"):
        _tell_owner(editor.user, revision)


def _is_the_end_of_a_merged_one(revision):
    # Its editors get a mail of its own: members_merged().
    merge = revision.source == Revision.Source.MERGE
    return merge and revision.member.status == Member.Status.FORMER


def profiles_changed(person, revisions):
    """Tell an owner of what an import changed, in one mail however many profiles it were."""
    if len(revisions) == 1:
        return _tell_owner(person, revisions[0])
    with override(person.language):
        lines = [
            f"- {revision.member.name}{_(':')} {', '.join(map(field_label, revision.changes))}"
            for revision in revisions
        ]
        context = {
            "count": str(len(revisions)),
            "changes": "\n".join(lines),
            "actor": str(revisions[0].actor),
            "link": absolute(reverse("profile:home")),
        }
    return queue("profiles_changed", person, person.language, context)


def _tell_owner(person, revision):
    with override(person.language):
        context = {
            "member": revision.member.name,
            "changes": "\n".join(f"- {field_label(name)}" for name in revision.changes),
            "actor": str(revision.actor or revision.get_source_display()),
            "link": _workspace(revision.member),
        }
        queue("profile_changed", person, person.language, context)


def members_merged(merge, people):
    """Tell the editors of a member that was merged where its profile is kept now."""
    for person in people:
        with override(person.language):
            context = {
                "member": merge.gone.name,
                "other": merge.kept.name,
                "link": _workspace(merge.kept),
            }
            queue("members_merged", person, person.language, context)


def proposal_merged(proposal, merge):
    """Tell an author that a proposal was withdrawn by a merge, with all that stood in it."""
    person, labels = proposal.author, Labels()
    with override(person.language):
        changes = {
            change.field: {"old": None, "new": change.new} for change in proposal.changes.all()
        }
        context = {
            "member": merge.gone.name,
            "other": merge.kept.name,
            "changes": "\n".join(_written(field) for field in diff(changes, labels)),
            "link": _workspace(merge.kept),
        }
    return queue("proposal_merged", person, person.language, context)


def _written(field):
    """Return a proposed field as lines of plain text."""
    lines = [f"{row.label + _(':') + ' ' if row.label else ''}{_joined(row)}" for row in field.rows]
    return f"- {field.label}{_(':')} " + "; ".join(" ".join(line.split()) for line in lines)


def _joined(row):
    return (", " if row.is_list else "").join(part.text for part in row.new)


def _live_already(proposal):
    """Return what went live as it was sent, "" where nothing did."""
    lines = _lines(proposal.changes.filter(state=Change.State.ACCEPTED))
    return "\n".join((_("On the public page already:"), lines)) if lines else ""


def _lines(changes):
    return "\n".join(f"- {field_label(change.field)}" for change in changes)


def _decision(change):
    line = f"- {field_label(change.field)}{_(':')} {change.get_state_display()}"
    reason = " ".join(change.reason.split())
    return f"{line}. {_('Reason:')} {reason}" if reason else line


def _workspace(member):
    return absolute(reverse("profile:overview", args=[member.slug]))
