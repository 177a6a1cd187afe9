"""publish(): the only code that changes a member which others may be reading."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.core.stale import StaleState
from members.core.text import sort_key
from members.mailing import notices
from members.models import DirectoryVersion, FormerSlug, Member, Revision
from members.presenting import site_at
from members.presenting.completeness import completeness
from members.presenting.site import carry_over
from members.search.indexing.public_documents import searchable

from . import translations, values


class EditConflict(StaleState):
    """Somebody else changed the same fields since they were read.

    Attributes:
        revision: the newest Revision that touched one of them.
        fields: {field: the value that it has now}.
    """

    def __init__(self, revision, fields):
        self.revision, self.fields = revision, fields
        super().__init__(f"revision {revision.number} changed {', '.join(fields)}")


@transaction.atomic
def publish(member, changes, actor, source, *, base=None, reason=""):
    """Change a member, or add one, and keep who did it, when and what was there before.

    Args:
        member: the Member to change; an unsaved `Member()` adds one.
        changes: {field: new value}, fields and forms as in `values.FIELDS`. Fields that hold
            the value already are left out of the revision.
        actor: the User who decided it, or None for the machine itself.
        source: a Revision.Source.
        base: the revision that the person saw while editing; None means "whatever is there".
        reason: why, in the person's own words.

    Returns:
        The new Revision, or None where nothing changed. The member given is brought up to date.

    Raises:
        ValidationError: by field, in the active language; nothing is written.
        EditConflict: when one of the fields was changed after `base`; nothing is written.
        KeyError: for a field that does not exist.
    """
    version = DirectoryVersion.objects.lock()
    live = Member.objects.locked().get(pk=member.pk) if member.pk else Member(uuid=member.uuid)
    revision = publish_locked(
        live, changes, actor, source, version=version, base=base, reason=reason
    )
    if revision:
        member.__dict__.update(live.__dict__)
    return revision


def publish_locked(live, changes, actor, source, *, version, base=None, reason=""):
    """Do as publish() does for a member that its caller has locked and read.

    Args:
        live: the Member, of `Member.objects.locked()` in this transaction, or an unsaved one; it
            is brought up to date. After an error what it holds counts for nothing.
        version: what DirectoryVersion.objects.lock() returned; nothing raised it since.
        changes, actor, source, base, reason: as of publish(), as what is returned and raised.
    """
    if unknown := set(changes) - set(values.FIELDS):
        raise KeyError(f"no such field: {', '.join(sorted(unknown))}")
    cleaned = values.clean(changes, seat=live)
    if live.pk:
        refuse_merged(live, source)
    before = values.read(live) if live.pk else values.blank()
    changed = changed_values(cleaned, before)
    if live.pk and base is not None:
        _refuse_conflicts(live, changed, before, base)
    if live.pk and not changed:
        return None
    site = site_at(version)
    _save(live, changed, before, site)
    version = DirectoryVersion.objects.bump(locked=version)
    carry_over(site, version)
    revision = Revision.objects.create(
        member=live,
        number=live.revision,
        version=version.number,
        actor=actor,
        source=source,
        reason=reason,
        changes={name: {"old": before[name], "new": value} for name, value in changed.items()},
    )
    translations.follow(revision, site.languages)
    notices.profile_changed(revision)
    return revision


def changed_values(cleaned, before):
    """Return {field: value} of the cleaned values that differ from those before."""
    changed = {
        name: value for name, value in cleaned.items() if not values.same(name, before[name], value)
    }
    if changed.get("confirmed_at") and before["unconfirmed_since"]:
        # The round's mark ends with an answer; a restore names it itself.
        changed |= {} if "unconfirmed_since" in cleaned else {"unconfirmed_since": None}
    return changed


def refuse_merged(live, source):
    """Raise ValidationError for a member that another has taken over."""
    if live.merged_into_id and source != Revision.Source.MERGE:
        note = _("It was merged into %(member)s. Change that one, or undo the merge.")
        raise ValidationError({"__all__": [note % {"member": live.successor.name}]})


def _refuse_conflicts(live, changed, before, base):
    for revision in live.revisions.filter(number__gt=base):
        if touched := set(changed) & set(revision.changes):
            raise EditConflict(revision, {name: before[name] for name in sorted(touched)})


def _save(live, changed, before, site):
    """Write the values, and what can be found of them.

    Args:
        live: the Member.
        changed: {field: value} of those that change.
        before: its plain values.
        site: the Site of the version that is locked: a publish changes nothing of it.

    Raises:
        ValidationError: where the row as a whole cannot be.
    """
    old_slug = live.slug
    prepare(live, before, changed)
    _check_row(live, changed)
    if not live.pk:
        live.save()
    keep_former_slug(live, old_slug)
    values.write_relations(live, changed)
    values.reread_relations(live, changed)
    live.search_text, live.search_terms = searchable(live, site)
    live.save()


def prepare(live, before, changed, terms=None):
    """Set on a member what moved and what follows from it, without saving it.

    Args:
        live: the Member.
        before: its plain values.
        changed: {field: value} of those that change.
        terms: as of values.assign().
    """
    values.assign(live, changed, terms)
    live.sort_name = sort_key(live.name)
    live.revision += 1
    live.updated_at = timezone.now()
    live.completeness = completeness(before | changed).percent


def keep_former_slug(live, old_slug):
    """Let the address that a member had lead to the one it has now."""
    if old_slug and old_slug != live.slug:
        FormerSlug.objects.filter(slug=live.slug).delete()
        FormerSlug.objects.create(member=live, slug=old_slug)


def _check_row(live, changed):
    errors = {}
    if not live.name:
        errors["name"] = [_("A member needs a name.")]
    if not live.slug:
        errors["slug"] = [_("A member needs a short name for its address.")]
    elif "slug" in changed and _slug_is_taken(live):
        errors["slug"] = [_("Another member has, or had, this address.")]
    if (live.latitude is None) != (live.longitude is None):
        errors["latitude"] = [_("Give both latitude and longitude, or neither.")]
    if errors:
        raise ValidationError(errors)
    live.validate_constraints(changed=changed.keys())


def _slug_is_taken(live):
    now = Member.objects.exclude(pk=live.pk).filter(slug=live.slug)
    before = FormerSlug.objects.exclude(member=live.pk).filter(slug=live.slug)
    return now.order_by().values("pk").union(before.order_by().values("pk")).exists()
