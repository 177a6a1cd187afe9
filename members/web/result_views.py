"""The ways to look at a result: as a list, on a map, in a grid."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

LABELS = {"list": _("List"), "map": _("Map"), "grid": _("Grid")}


def result_views(query):
    """Return [(view, its name, its address)] of what a DirectoryQuery finds."""
    first_page = replace(query.selection, page=1)
    return [
        (view, label, f"?{replace(first_page, view=view).querystring()}")
        for view, label in LABELS.items()
    ]
