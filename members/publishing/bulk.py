"""publish_many(): what publish() does, for thousands of members in one transaction.

The same checks, the same revisions, one number of the directory's version for each; only the
queries are those of a batch instead of those of a member. Owners are not told here: whoever
publishes thousands tells each person once, afterwards.
"""

import uuid
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.core.stale import StaleState
from members.models import DirectoryVersion, FormerSlug, Member, Revision, Theme
from members.presenting import site_at
from members.search.indexing.public_documents import searchable

from . import values
from .preview_copy import preview_copy
from .publish import changed_values, keep_former_slug, prepare, refuse_merged

_BATCH = 200


@dataclass(frozen=True)
class Wish:
    """What should become of one member.

    Attributes:
        key: by which the caller knows it.
        member_id: the member's primary key; None adds one.
        identifier: of a new member, its permanent identifier.
        changes: {field: {"old": what it was when it was decided, "new": value}}.
        base: the revision that the member had then; what changed since is looked for after it.
    """

    key: int
    member_id: int | None
    identifier: uuid.UUID | None
    changes: dict
    base: int = 0


class ManyConflicts(StaleState):
    """Some members are no longer what they were when it was decided; nothing is written.

    Attributes:
        fields: {a Wish's key: {field: the value that it has now}}.
    """

    def __init__(self, fields):
        self.fields = fields
        super().__init__(f"{len(fields)} members were changed since")


@dataclass
class Published:
    """What publish_many() did.

    Attributes:
        first, last: the numbers of the directory's version that its revisions have; 0 for none.
        count: how many revisions it made.
    """

    first: int = 0
    last: int = 0
    count: int = 0
    _done: int = field(default=0, repr=False)


@transaction.atomic
def publish_many(wishes, actor, source, *, reason="", progress=lambda count: None):
    """Change or add many members, all or none.

    Args:
        wishes: a function that returns an iterable of Wishes; it is called twice.
        actor, source, reason: as of publish().
        progress: called with how many were written, after each batch.

    Returns:
        A Published.

    Raises:
        ManyConflicts: where a field that would change is no longer what it was.
        ValidationError: where a value cannot be published any more.
    """
    DirectoryVersion.objects.lock()
    conflicts = {}
    for batch in _batches(wishes()):
        conflicts |= _conflicts(batch)
    if conflicts:
        raise ManyConflicts(conflicts)
    published, vocabularies = Published(), values.known_terms()
    for batch in _batches(wishes()):
        _publish_batch(batch, published, vocabularies, (actor, source, reason))
        progress(published._done)
    return published


def _batches(wishes):
    following = iter(wishes)
    while batch := list(islice(following, _BATCH)):
        yield batch


def _conflicts(batch):
    """Return {key: {field: value now}} of the wishes that somebody was faster with."""
    revisions = dict(
        Member.objects.filter(pk__in=[wish.member_id for wish in batch]).values_list(
            "pk", "revision"
        )
    )
    since = [w for w in batch if w.member_id and revisions.get(w.member_id) != w.base]
    live = Member.objects.with_parts().in_bulk([wish.member_id for wish in since])
    conflicts = {}
    for wish in since:
        now = values.read(live[wish.member_id])
        changed = {
            name: now[name]
            for name, change in wish.changes.items()
            if now[name] not in (change["old"], change["new"])
        }
        conflicts |= {wish.key: changed} if changed else {}
    return conflicts | _taken(batch)


def _taken(batch):
    """Return {key: {field: value}} of what another member has got in the meantime."""
    requested = {
        name: {w.changes[name]["new"] for w in batch if name in w.changes} - {""}
        for name in ("slug", "enterprise_number")
    }
    members = Member.objects.filter(slug__in=requested["slug"])
    owners = {("slug", slug): pk for slug, pk in _former(requested["slug"])}
    owners |= {("slug", slug): pk for slug, pk in members.values_list("slug", "pk")}
    if requested["enterprise_number"]:
        holders = Member.objects.filter(enterprise_number__in=requested["enterprise_number"])
        owners |= {
            ("enterprise_number", number): pk
            for number, pk in holders.values_list("enterprise_number", "pk")
        }
    if added := [wish.identifier for wish in batch if wish.identifier]:
        there = Member.objects.filter(uuid__in=added).values_list("uuid", "pk")
        owners |= {("id", identifier): pk for identifier, pk in there}
    conflicts = {}
    for wish in batch:
        claimed = {(name, change["new"]) for name, change in _unique(wish).items()}
        if not wish.member_id:
            claimed.add(("id", wish.identifier))
        if lost := [key for key in claimed if owners.get(key, wish.member_id) != wish.member_id]:
            conflicts[wish.key] = {name: str(value) for name, value in lost}
    return conflicts


def _unique(wish):
    return {n: c for n, c in wish.changes.items() if n in ("slug", "enterprise_number")}


def _former(slugs):
    return FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "member_id")


def _publish_batch(batch, published, vocabularies, who):
    pks = [wish.member_id for wish in batch if wish.member_id]
    # Whoever else writes these rows, outside publish(), waits, and then sees what is written.
    list(Member.objects.select_for_update(of=("self",)).filter(pk__in=pks).values_list("pk"))
    live = Member.objects.with_parts().in_bulk(pks)
    changed = []
    for wish in batch:
        member = live.get(wish.member_id) or Member(uuid=wish.identifier)
        before = values.read(member) if member.pk else values.blank()
        requested = {name: change["new"] for name, change in wish.changes.items()}
        new_values = changed_values(values.clean(requested, vocabularies, before), before)
        if new_values and member.pk:
            refuse_merged(member, who[1])
        if new_values or not member.pk:
            changed.append((member, before, new_values))
    if changed:
        _write(changed, published, who)
    published._done += len(batch)


def _write(changed, published, who):
    version = DirectoryVersion.objects.bump(by=len(changed))
    first = version.number - len(changed) + 1
    site, terms = site_at(version), _Terms()
    added = [entry for entry in changed if not entry[0].pk]
    for member, before, new_values in changed:
        former = member.slug
        prepare(member, before, new_values, terms.by_slug)
        if not member.name or not member.slug:
            raise ValidationError({"name": [_("A member needs a name.")]})
        if member.pk:
            keep_former_slug(member, former)
    Member.objects.bulk_create(member for member, _before, _moved in added)
    values.add_relations([(m, new_values) for m, _before, new_values in added], terms.themes)
    for member, before, new_values in changed:
        if before["slug"]:
            values.write_relations(member, new_values)
        twin = preview_copy(member, before | new_values, terms)
        member.search_text, member.search_terms = searchable(twin, site)
        member.save(update_fields=[*_columns(new_values), "search_text", "search_terms"])
    _record(changed, first, who)
    published.first = published.first or first
    published.last = version.number
    published.count += len(changed)


class _Terms:
    """The vocabularies' rows by their slugs, read once for a batch."""

    def __init__(self):
        self.by_slug = {
            name: {term.slug: term for term in model.objects.all()}
            for name, model in values.TERMS.items()
        }
        self.themes = {theme.slug: theme for theme in Theme.objects.order_by("position", "slug")}


def _columns(new_values):
    columns = [name for name in new_values if name in values.COLUMNS or name in values.TERMS]
    return {*columns, "sort_name", "revision", "updated_at", "completeness"}


def _record(changed, first, who):
    actor, source, reason = who
    Revision.objects.bulk_create(
        Revision(
            member=member,
            number=member.revision,
            version=first + place,
            actor=actor,
            source=source,
            reason=reason,
            changes={name: {"old": before[name], "new": new} for name, new in new_values.items()},
        )
        for place, (member, before, new_values) in enumerate(changed)
    )
