"""Whatever belongs to a member beside its profile: moved by a merge, and back by its undoing.

Every table with one reference to a member moves, those of later parts of Koepel too; a row that
the other member has already stays where it is. What stays whatever happens is named here.
"""

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import (
    BatchInvitation,
    BehindText,
    CheckRound,
    CountryOfActivity,
    Editor,
    FocusArea,
    FormerSlug,
    ImportRow,
    LinkCheck,
    Member,
    Merge,
    Proposal,
    Revision,
    Task,
    WorkingLanguage,
)
from members.models.proposal import Role

# The profile itself, which publish() writes; what tells the past, followed by merged_into; and
# what machines keep up for a member by themselves.
STAYS = frozenset(
    {
        Member,
        Member.themes.through,
        FocusArea,
        CountryOfActivity,
        WorkingLanguage,
        Merge,
        Revision,
        FormerSlug,
        CheckRound,
        LinkCheck,
        BehindText,
        ImportRow,
        BatchInvitation,
    }
)
_SLOTS = ({Proposal.State.DRAFT}, {Proposal.State.SUBMITTED, Proposal.State.RETURNED})


def movable():
    """Yield (model, field name) of every table whose rows belong to a member."""
    for relation in Member._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not relation.one_to_many:
            continue
        model = relation.related_model
        # A row about two members, such as a pair of possible duplicates, is about those two.
        references = [field for field in model._meta.fields if field.related_model is Member]
        if model not in STAYS and len(references) == 1:
            yield model, references[0].name


def settle(duplicate, target, by):
    """Let go of what both members have and one member has once; return the rows altered.

    Returns:
        [{"model", "pk", "before": {column: value}, "after": {…}}]; see put_back().
    """
    return [
        *_raise_roles(duplicate, target),
        *_withdraw_proposals(duplicate, target, by),
        *_close_tasks(duplicate, target, by),
    ]


def _altered(row, **after):
    model = type(row)
    before = {name: getattr(row, name) for name in after}
    model._base_manager.filter(pk=row.pk).update(**after)
    return {"model": model._meta.label_lower, "pk": row.pk, "before": before, "after": after}


def _raise_roles(duplicate, target):
    owners = duplicate.editors.filter(role=Editor.Role.OWNER).values("user")
    for editor in target.editors.filter(user__in=owners, role=Editor.Role.EDITOR):
        yield _altered(editor, role=Editor.Role.OWNER)


def _withdraw_proposals(duplicate, target, by):
    for slot in _SLOTS:
        for proposal in duplicate.proposals.filter(state__in=slot):
            if target.proposals.filter(state__in=slot).exists():
                before = {"state": proposal.state}
                proposal.move("merge", Role.REVIEWER)
                yield {
                    "model": Proposal._meta.label_lower,
                    "pk": proposal.pk,
                    "before": before,
                    "after": {"state": proposal.state},
                }


def _close_tasks(duplicate, target, by):
    same = set(target.tasks.open().values_list("kind", "subject"))
    for task in duplicate.tasks.open():
        if (task.kind, task.subject) in same:
            outcome = _("Merged into %(member)s, which has the same task.") % {
                "member": target.name
            }
            yield _altered(
                task,
                state=Task.State.DONE,
                closed_at=timezone.now(),
                closed_by_id=by and by.pk,
                outcome=outcome,
            )


def move_all(duplicate, target):
    """Give one member's rows to another; return {table: [pk, …]} of those that moved."""
    pks_of = {}
    for model, field in movable():
        rows = model._base_manager.filter(**{field: duplicate}).order_by("pk")
        if pks := list(rows.values_list("pk", flat=True)):
            pks_of[model._meta.label_lower] = _moved(model, field, pks, target)
    return {name: pks for name, pks in pks_of.items() if pks}


def _moved(model, field, pks, member):
    """Repoint rows, all at once; else one by one those that find no equal. Return their pks."""
    rows = model._base_manager.filter(pk__in=pks)
    try:
        with transaction.atomic():
            rows.update(**{field: member})
    except IntegrityError:
        if len(pks) == 1:
            return []
        return [pk for pk in pks if _moved(model, field, [pk], member)]
    return pks


def give_back(pks_of, target, duplicate, since):
    """Give rows back that are still with the member that stayed; return {table: [pk, …]}.

    A proposal that was decided since the merge has changed that member, and stays with it.
    """
    fields = {model._meta.label_lower: (model, field) for model, field in movable()}
    returned = {}
    for name, pks in pks_of.items():
        if name not in fields:
            continue
        model, field = fields[name]
        rows = model._base_manager.filter(pk__in=pks, **{field: target})
        if model is Proposal:
            rows = rows.exclude(state=Proposal.State.DECIDED, decided_at__gt=since)
        returned[name] = _moved(model, field, list(rows.values_list("pk", flat=True)), duplicate)
    return returned


def put_back(altered):
    """Put columns back that nobody has touched since they were altered."""
    for row in altered:
        model = apps.get_model(row["model"])
        columns = {model._meta.get_field(name.removesuffix("_id")): name for name in row["before"]}
        live = model._base_manager.filter(pk=row["pk"]).first()
        if live is None:
            continue
        after = {name: field.to_python(row["after"][name]) for field, name in columns.items()}
        if all(_same(getattr(live, name), value) for name, value in after.items()):
            before = {name: field.to_python(row["before"][name]) for field, name in columns.items()}
            _set(model, row["pk"], before)


def _set(model, pk, columns):
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**columns)
    except IntegrityError:
        return  # another such row was made since, and stands


def _same(one, other):
    # JSON keeps milliseconds, the database microseconds.
    if hasattr(one, "replace") and hasattr(one, "microsecond") and hasattr(other, "microsecond"):
        return abs((one - other).total_seconds()) < 0.001
    return one == other
