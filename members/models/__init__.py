"""What is kept: the ground floor, which knows nothing of the rooms above it."""

from .federation import DirectoryVersion, Federation
from .member import CountryOfActivity, FocusArea, FormerSlug, Member, WorkingLanguage
from .report import Report
from .revision import Revision
from .search_term import SearchTerm
from .taxonomy import Area, Place, Theme
from .user import User

__all__ = [
    "Area",
    "CountryOfActivity",
    "DirectoryVersion",
    "Federation",
    "FocusArea",
    "FormerSlug",
    "Member",
    "Place",
    "Report",
    "Revision",
    "SearchTerm",
    "Theme",
    "User",
    "WorkingLanguage",
]
