"""Messages of Django that Koepel says in plainer words: its catalogues are asked before Django's.

Nothing uses this module; it is where the texts are collected from.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MENU_FILTER = _("Start typing to filter…")

TOO_LONG = ngettext_lazy(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)
