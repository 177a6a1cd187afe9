"""Whether the members that rows would make may be what they ask to be."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.models import Revision
from members.parsing.slugs import slug_of
from members.presenting.logo import WIDTHS
from members.publishing import values
from members.publishing.logos import logo_path
from members.publishing.publish import refuse_merged


class Claims:
    """Remembers which short names and numbers the rows of a file take.

    Args:
        register: the Register of all members.
    """

    def __init__(self, register):
        self._register, self._taken = register, {"slug": {}, "enterprise_number": {}}

    def check(self, match, changes):
        """Add what is wrong with the member that a row would make, as a whole.

        Args:
            match: the Match; of a new member its `key` is None.
            changes: {field: value}; a new member without a short name is given one.
        """
        row, member = match.row, match.member
        if row.errors:
            return
        if member is None:
            self._check_new(row, changes)
        for name in ("slug", "enterprise_number"):
            self._claim(row, member, name, changes)
        if member and changes:
            _check_merged(row, member)
        if row.tolerant:
            self._without_what_was_refused(row, member, changes)
        before = values.read(member) if member else values.blank()
        _check_whole(row, before | changes, changes)
        if row.tolerant:
            self._without_what_was_refused(row, member, changes)

    def _without_what_was_refused(self, row, member, changes):
        """Take off the changes whose cells the row goes without."""
        refused = {error["field"] for error in row.without}
        refused |= {"latitude", "longitude"} if refused & {"latitude", "longitude"} else set()
        for name in refused & set(changes):
            del changes[name]
        if member is None and not changes.get("slug") and changes.get("name"):
            changes["slug"] = self._free_slug(changes["name"])

    def _check_new(self, row, changes):
        if not changes.get("name"):
            row.refuse("name", _("A new member needs a name."))
        elif not changes.get("slug"):
            changes["slug"] = self._free_slug(changes["name"])

    def _free_slug(self, name):
        base = slug_of(name)
        slug, number = base, 1
        while slug in self._taken["slug"] or self._owner("slug", slug) is not None:
            number += 1
            slug = f"{base}-{number}"
        return slug

    def _owner(self, name, value):
        register = self._register
        if name == "slug":
            return register.slugs.get(value) or register.former_slugs.get(value)
        key = register.with_number(value)
        return key if key and key > 0 else None

    def _claim(self, row, member, name, changes):
        value = changes.get(name)
        if not value:
            return
        owner = self._owner(name, value)
        if owner is not None and owner != (member and member.pk):
            messages = {
                "slug": _("Another member has, or had, this address."),
                "enterprise_number": _("Another member has this enterprise number."),
            }
            row.refuse(name, messages[name])
            return
        first = self._taken[name].setdefault(value, row.number)
        if first != row.number:
            row.refuse(name, _("Row %(row)d has the same value.") % {"row": first})


def _check_whole(row, state, changes):
    if not state["name"]:
        row.refuse("name", _("A member needs a name."))
    if not state["slug"]:
        row.refuse("slug", _("A member needs a short name for its address."))
    if (state["latitude"] is None) != (state["longitude"] is None):
        row.refuse("latitude", _("Give both latitude and longitude, or neither."))
    if state["joined_on"] and state["left_on"] and state["left_on"] < state["joined_on"]:
        row.refuse("left_on", _("A member cannot leave before it joined."))
    if changes.get("logo") and not _is_kept(changes["logo"]):
        message = _("This logo is not kept here. Upload it on the member’s page.")
        row.refuse("logo", message)


def _check_merged(row, member):
    try:
        refuse_merged(member, Revision.Source.IMPORT)
    except ValidationError as error:
        row.refuse("", " ".join(error.messages))


def _is_kept(logo):
    digest = logo.split("-")[0]
    return all(logo_path(digest, width).exists() for width in WIDTHS.values())
