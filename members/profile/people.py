"""What people are called towards the editors of a member."""

from django.utils.translation import gettext as _


def person_name(user):
    """Return a person's name for editors; staff without a name are "staff", not an address."""
    if user is None:
        return _("The directory itself")
    if user.is_staff:
        return user.name or _("Staff")
    return str(user)
