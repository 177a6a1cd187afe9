"""Where staff work on links, calls, duplicates, translations and themes: addresses and menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.staff.members import translations
from members.staff.merge import duplicates

from . import links, phone_list, themes

VIEWS = {
    "links/": ("links", links.links_page),
    "links/decide/": ("links_decide", links.decide_on_links),
    "calls/": ("calls", phone_list.calls_page),
    "calls/<int:pk>/": ("call_confirmed", phone_list.confirmed_by_phone),
    "duplicates/": ("duplicates", duplicates.duplicates_page),
    "duplicates/<int:pk>/": ("duplicate_decide", duplicates.decide_on_duplicate),
    "themes/": ("themes", themes.themes_page),
    "translations/<int:pk>/": ("still_right", translations.still_right),
}
_MENU = (
    ("links", _("Links"), "members.view_linkcheck"),
    ("calls", _("Phone list"), "members.view_member"),
    ("duplicates", _("Possible duplicates"), "members.view_possibleduplicate"),
    ("themes", _("Check of the themes"), "members.view_theme"),
)
# The list of members whose profiles need somebody → the page on which that is worked on.
_DESKS = {
    "broken-site": ("links", "?verdict=broken"),
    "possible-duplicates": ("duplicates", ""),
    "to-call": ("calls", ""),
}


def desk_of(slug):
    """Return the address of the page where a HealthList's members are dealt with, or ""."""
    if slug not in _DESKS:
        return ""
    name, query = _DESKS[slug]
    return reverse(f"admin:{name}") + query


def menu(user, home):
    """Return this part of the menu as a dict that Django's templates know."""
    pages = [
        {
            "name": label,
            "object_name": name,
            "admin_url": reverse(f"admin:{name}"),
            "add_url": None,
            "view_only": True,
            "perms": {},
            "model": None,
        }
        for name, label, permission in _MENU
        if user.has_perm(permission)
    ]
    return {
        "name": _("State of the data"),
        "app_label": "freshness",
        "app_url": f"{home}#freshness",
        "has_module_perms": True,
        "models": pages,
    }
