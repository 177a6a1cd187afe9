"""Reminding, assigning and labelling many members, in batches that are whole or not at all."""

from collections import defaultdict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from members.mailing import queue
from members.mailing.outbox import absolute
from members.models import Editor, Label, Member, Reminder, Task, User
from members.presenting import current_site
from members.presenting.numbers import number
from members.staff.admin_base import in_batches

_PEOPLE = 50  # whose mails are made in one transaction


def remind(pks, one, by, message=""):
    """Mail the owners of some members; return a sentence that says how many.

    Each person gets one mail for all of them. Nobody is reminded of a member twice on one day.

    Args:
        pks: the members' keys.
        one: the HealthList that they are on.
        by: the User who asks.
        message: words of theirs for the mail.
    """
    homes = _members_by_owner(pks)
    people = sum(
        _remind_batch(batch, homes, one, by, message)
        for batch in in_batches(sorted(homes), _PEOPLE)
    )
    text = ngettext("%(count)s person gets a mail.", "%(count)s people get a mail.", people)
    text %= {"count": number(people)}
    if orphans := len(set(pks) - {pk for theirs in homes.values() for pk in theirs}):
        text += " " + _lacking(orphans)
    return text


def reminders_for(pks):
    """Return sentences that say how many a reminder would reach, before it is sent.

    Args:
        pks: the members' keys.
    """
    homes = _members_by_owner(pks)
    today = Reminder.objects.filter(day=timezone.localdate(), user__in=homes)
    reminded = set(today.values_list("user", "member"))
    fresh = [
        user for user, members in homes.items() if any((user, m) not in reminded for m in members)
    ]
    mails = ngettext("%(count)s person gets a mail.", "%(count)s people get a mail.", len(fresh))
    sentences = [mails % {"count": number(len(fresh))}]
    if orphans := len(set(pks) - {pk for theirs in homes.values() for pk in theirs}):
        sentences.append(_lacking(orphans))
    if again := len(homes) - len(fresh):
        words = ngettext(
            "%(count)s person was reminded of them today already.",
            "%(count)s people were reminded of them today already.",
            again,
        )
        sentences.append(words % {"count": number(again)})
    return sentences


def _lacking(orphans):
    words = ngettext(
        "%(count)s member has no owner to remind.",
        "%(count)s members have no owner to remind.",
        orphans,
    )
    return words % {"count": number(orphans)}


def _members_by_owner(pks):
    """Return {user's key: [members' keys]} of the active owners; who has left is not asked."""
    homes = defaultdict(list)
    owners = Editor.objects.filter(role=Editor.Role.OWNER, user__is_active=True)
    owners = owners.exclude(member__status=Member.Status.FORMER)
    for chunk in in_batches(pks):
        for user, member in owners.filter(member__in=chunk).values_list("user", "member"):
            homes[user].append(member)
    return homes


@transaction.atomic
def _remind_batch(users, homes, one, by, message):
    """Remind some people; return how many got a mail."""
    today = timezone.localdate()
    # Whoever else reminds the same people waits here, and then sees the rows of this one.
    people = list(User.objects.select_for_update().filter(pk__in=users).order_by("pk"))
    reminded = set(Reminder.objects.filter(user__in=users, day=today).values_list("user", "member"))
    fresh = {
        person: [pk for pk in homes[person.pk] if (person.pk, pk) not in reminded]
        for person in people
    }
    fresh = {person: members for person, members in fresh.items() if members}
    Reminder.objects.bulk_create(
        Reminder(user=person, member_id=pk, day=today, sent_by=by)
        for person, members in fresh.items()
        for pk in members
    )
    pks = [pk for members in fresh.values() for pk in members]
    names = Member.objects.only("name", "slug", "sort_name").in_bulk(pks)
    for person, members in fresh.items():
        _mail(
            person, sorted((names[pk] for pk in members), key=lambda m: m.sort_name), one, message
        )
    return len(fresh)


def _mail(person, members, one, message):
    with override(person.language):
        if len(members) == 1:
            page = reverse("profile:overview", args=[members[0].slug])
        else:
            page = reverse("profile:home")
        context = {
            "members": "\n".join(f"- {member.name}" for member in members),
            "what": str(one.label),
            "message": message,
            "link": absolute(page),
        }
    return queue("reminder", person, person.language, context)


def assign(pks, one, to):
    """Make a task of each member for a person, or give them the open one; return a sentence."""
    with override(current_site().languages[0]):
        subject, detail = str(one.label)[:500], str(one.explanation)[:2000]
    key = {"kind": Task.Kind.OTHER, "subject": subject, "state": Task.State.OPEN}
    for chunk in in_batches(pks):
        with transaction.atomic():
            tasks = [Task(member_id=pk, detail=detail, **key) for pk in chunk]
            Task.objects.bulk_create(tasks, ignore_conflicts=True)
            Task.objects.filter(member__in=chunk, **key).update(assigned_to=to)
    text = ngettext(
        "%(count)s task is assigned to %(name)s.",
        "%(count)s tasks are assigned to %(name)s.",
        len(pks),
    )
    return text % {"count": number(len(pks)), "name": to}


def put_label(pks, label):
    """Put a label on members; return a sentence."""
    rows = Label.members.through
    for chunk in in_batches(pks):
        rows.objects.bulk_create(
            [rows(label=label, member_id=pk) for pk in chunk], ignore_conflicts=True
        )
    return _("The label “%(label)s” is on all of them.") % {"label": label}
