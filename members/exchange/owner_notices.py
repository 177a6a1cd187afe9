"""Owners are told that an import changed their profiles: each of them once."""

from django.db import transaction
from django.utils import timezone

from members.mailing import notices
from members.models import Editor, ImportJob, Revision, User

_BATCH = 25


def tell_owners(job, progress=lambda: None):
    """Queue the mails about an applied import; where it stopped, it goes on.

    A batch of people and how far it got are one transaction: nobody is told twice or never.
    """
    while _tell_some(job):
        progress()


@transaction.atomic
def _tell_some(job):
    locked = ImportJob.objects.select_for_update().get(pk=job.pk)
    if locked.told_at:
        return False
    people = list(_people(locked)[:_BATCH])
    changed = _revisions_of(people, locked)
    for person in people:
        notices.profiles_changed(person, changed[person.pk])
    columns = {"told_up_to": people[-1].pk} if people else {"told_at": timezone.now()}
    ImportJob.objects.filter(pk=job.pk).update(**columns)
    job.refresh_from_db()
    return bool(people)


def _owners(job):
    versions = (job.first_version or 1, job.last_version)
    return Editor.objects.filter(
        role=Editor.Role.OWNER, user__is_active=True, member__revisions__version__range=versions
    ).exclude(user=job.created_by)


def _people(job):
    owners = _owners(job).filter(user__gt=job.told_up_to)
    return User.objects.filter(pk__in=owners.values("user")).order_by("pk")


def _revisions_of(people, job):
    revisions_of = {person.pk: [] for person in people}
    pairs = list(_owners(job).filter(user__in=people).values_list("user", "member").distinct())
    revisions = Revision.objects.filter(
        member__in={member for _user, member in pairs},
        version__range=(job.first_version or 1, job.last_version),
    ).select_related("member", "actor")
    by_member = {
        revision.member_id: revision
        for revision in revisions.defer("member__search_text", "member__search_terms")
    }
    for user, member in sorted(pairs):
        revisions_of[user].append(by_member[member])
    return revisions_of
