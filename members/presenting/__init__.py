"""Every read of the public: what may be seen is decided here and nowhere else."""

from .list_rows import ListedMember, listed, load_focus_areas
from .public_view import HIDEABLE, PublicMember, preview, public_view
from .site import Site, Term, current_site, site_at

__all__ = [
    "HIDEABLE",
    "ListedMember",
    "PublicMember",
    "Site",
    "Term",
    "current_site",
    "listed",
    "load_focus_areas",
    "preview",
    "public_view",
    "site_at",
]
