"""Texts of Django that its own Dutch catalogue lacks.

They stand here only so that `makemessages` collects them for Koepel's catalogues, which win.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

# On every page of the admin.
MENU = (_("Model name"), _("Add link"), _("Change or view list link"))
FORMS = (
    _("Error:"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
