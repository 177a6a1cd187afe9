"""Pieces of sentences about what somebody wrote."""

from django.utils.translation import gettext as _


def either_of(names):
    """Return names as a choice: "A", "A or B", "A, B or C"."""
    *first, last = names
    if not first:
        return last
    return _("%(names)s or %(last)s") % {"names": ", ".join(first), "last": last}
