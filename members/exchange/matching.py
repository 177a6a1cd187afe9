"""Which member each row of a table means, and whether it may be what it asks to be."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from members.models import FormerSlug, Member, Proposal, Revision
from members.models.checks import compact_enterprise_number
from members.presenting.logo import WIDTHS
from members.publishing import values
from members.publishing.logos import logo_path
from members.publishing.publish import refuse_merged

_KEYS = ("uuid", "slug", "enterprise_number", "sort_name")


class Matcher:
    """Finds the members of many rows at once, and remembers what the file said already."""

    def __init__(self):
        self._members, self._taken = {}, {"slug": {}, "enterprise_number": {}, "sort_name": {}}

    def match(self, rows):
        """Return [(Row, Member or None, pending)] with what is wrong added to each row.

        Members come with their parts; `pending` tells whether a proposal waits. Seven queries,
        however many rows.
        """
        wanted = [_wanted(row) for row in rows]
        found = _found(wanted)
        chosen = [_choose(row, keys, found) for row, keys in zip(rows, wanted, strict=True)]
        pks = {pk for pk in chosen if pk}
        members = Member.objects.with_parts().in_bulk(pks)
        waiting = (Proposal.State.SUBMITTED, Proposal.State.RETURNED)
        pending = set(
            Proposal.objects.filter(member__in=pks, state__in=waiting).values_list(
                "member_id", flat=True
            )
        )
        for row, pk in zip(rows, chosen, strict=True):
            if pk and (first := self._members.setdefault(pk, row.number)) != row.number:
                _refuse(row, "", _("Row %(row)d is about the same member.") % {"row": first})
        return [(row, members.get(pk), pk in pending) for row, pk in zip(rows, chosen, strict=True)]

    def check(self, results):
        """Add what is wrong with the members that rows would make, as a whole.

        Args:
            results: [(Row, Member or None, {field: value that changes}), …]; a new member
                without a short name is given one.
        """
        used = _used(results)
        for row, member, changes in results:
            if row.errors:
                continue
            if member is None:
                self._check_new(row, changes, used)
            for name in ("slug", "enterprise_number"):
                self._claim(row, member, name, changes.get(name), used)
            if member and changes:
                _check_merged(row, member)
            before = values.read(member) if member else values.blank()
            _check_whole(row, before | changes, changes)

    def _check_new(self, row, changes, used):
        if not changes.get("name"):
            _refuse(row, "name", _("A new member needs a name."))
            return
        key = row.name_key
        first = self._taken["sort_name"].setdefault(key, row.number)
        if first != row.number and not row.value("slug") and not row.value("id"):
            _refuse(row, "name", _("Row %(row)d adds a member of this name.") % {"row": first})
        if not changes.get("slug"):
            changes["slug"] = self._free_slug(changes["name"], used["slug"])

    def _free_slug(self, name, used):
        base = _slug_of(name)
        slug, number = base, 1
        while slug in self._taken["slug"] or slug in used or _exists(slug, base):
            number += 1
            slug = f"{base}-{number}"
        return slug

    def _claim(self, row, member, name, value, used):
        if not value:
            return
        owner = used[name].get(value)
        if owner is not None and owner != (member and member.pk):
            taken = {
                "slug": _("Another member has, or had, this address."),
                "enterprise_number": _("Another member has this enterprise number."),
            }
            _refuse(row, name, taken[name])
            return
        first = self._taken[name].setdefault(value, row.number)
        if first != row.number:
            _refuse(row, name, _("Row %(row)d has the same value.") % {"row": first})


def _slug_of(name):
    return slugify(name.replace("_", "-"))[:60].strip("-") or "member"


def _exists(slug, base):
    # The base itself was looked up with the others of its batch.
    return slug != base and bool(_slug_owners([slug]))


def _refuse(row, name, message):
    row.errors.append({"column": row.headings.get(name, ""), "message": message})


def _wanted(row):
    """Return {key: value} by which a row's member may be found."""
    try:
        number = compact_enterprise_number(row.value("enterprise_number"))
    except ValidationError:
        number = ""
    return {
        "uuid": row.value("id"), "slug": row.value("slug"), "enterprise_number": number,
        "sort_name": row.name_key,
    }  # fmt: skip


def _found(wanted):
    """Return {key: {value: [pk, …]}} of the members that any row may mean."""
    some = Q()
    for key in _KEYS:
        asked = {keys[key] for keys in wanted if keys[key]}
        some |= Q(**{f"{key}__in": asked}) if asked else Q()
    found = {key: defaultdict(list) for key in _KEYS}
    if some:
        members = Member.objects.filter(some).values_list("pk", "merged_into", *_KEYS)
        for pk, merged_into, *row in members:
            for key, value in zip(_KEYS, row, strict=True):
                # By its name nobody means one that was merged into another.
                if key != "sort_name" or merged_into is None:
                    found[key][str(value)].append(pk)
    return found


def _choose(row, wanted, found):
    """Return the key of the member that a row means, or None for a new one."""
    if wanted["uuid"]:
        return next(iter(found["uuid"][wanted["uuid"]]), None)
    for key in ("slug", "enterprise_number"):
        if wanted[key] and (pks := found[key][wanted[key]]):
            return pks[0]
    if wanted["slug"] or not row.value("name"):
        if not any(wanted.values()) and not row.errors:
            _refuse(row, "", _("This row does not say which member it is about."))
        return None
    pks = found["sort_name"][wanted["sort_name"]]
    if len(pks) > 1:
        message = _("%(count)d members have this name. Fill in the identifier or the short name.")
        _refuse(row, "name", message % {"count": len(pks)})
        return None
    return next(iter(pks), None)


def _used(results):
    """Return {field: {value: the member that has it}} of the values that rows ask for."""
    slugs, numbers = set(), set()
    for row, member, changes in results:
        if changes.get("slug"):
            slugs.add(changes["slug"])
        elif member is None and changes.get("name") and not row.errors:
            slugs.add(_slug_of(changes["name"]))
        if changes.get("enterprise_number"):
            numbers.add(changes["enterprise_number"])
    held = (
        Member.objects.filter(enterprise_number__in=numbers) if numbers else Member.objects.none()
    )
    return {
        "slug": _slug_owners(slugs),
        "enterprise_number": dict(held.values_list("enterprise_number", "pk")),
    }


def _slug_owners(slugs):
    if not slugs:
        return {}
    former = FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "member_id")
    return dict(former) | dict(Member.objects.filter(slug__in=slugs).values_list("slug", "pk"))


def _check_whole(row, state, changes):
    if not state["name"]:
        _refuse(row, "name", _("A member needs a name."))
    if not state["slug"]:
        _refuse(row, "slug", _("A member needs a short name for its address."))
    if (state["latitude"] is None) != (state["longitude"] is None):
        _refuse(row, "latitude", _("Give both latitude and longitude, or neither."))
    if state["joined_on"] and state["left_on"] and state["left_on"] < state["joined_on"]:
        _refuse(row, "left_on", _("A member cannot leave before it joined."))
    if changes.get("logo") and not _is_kept(changes["logo"]):
        message = _("This logo is not kept here. Upload it on the member’s page.")
        _refuse(row, "logo", message)


def _check_merged(row, member):
    try:
        refuse_merged(member, Revision.Source.IMPORT)
    except ValidationError as error:
        _refuse(row, "", " ".join(error.messages))


def _is_kept(logo):
    digest = logo.split("-")[0]
    return all(logo_path(digest, width).exists() for width in WIDTHS.values())
