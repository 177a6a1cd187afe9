"""The history as readers may know it: a piece of news for each revision that shows something."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Member, Revision
from members.opendata.resources.profile import SHOWN
from members.presenting import HIDEABLE, public_view
from members.presenting.former_member import farewell
from members.presenting.labels import field_label

_READ = 500  # revisions to look through
_FEW_IDS = 500  # of so few members the database looks only at theirs
_TOLD = {part.name for part in SHOWN} - {"confirmed_at", "unconfirmed_since"}
KINDS = {
    "new": gettext_lazy("New member"),
    "changed": gettext_lazy("Changed"),
    "confirmed": gettext_lazy("Confirmed by the organisation"),
    "left": gettext_lazy("Left the federation"),
}


@dataclass(frozen=True)
class News:
    """One piece of news.

    Attributes:
        id: its permanent identifier.
        kind: a key of KINDS.
        version: the directory's version that brought it.
        at: when that was.
        name: what the reader calls the member.
        url: the path of its profile, "" for one that left.
        details: what of it changed, or its summary, in the reader's language.
    """

    id: UUID
    kind: str
    version: int
    at: dt.datetime
    name: str
    url: str
    details: str

    @property
    def title(self):
        """The piece in one line."""
        return _("%(name)s: %(news)s") % {"name": self.name, "news": self.kind_label}

    @property
    def kind_label(self):
        """What happened, within a sentence."""
        label = str(KINDS[self.kind])
        return label[:1].lower() + label[1:]


def news(query, most, after=0):
    """Return the newest News of a search's members, newest first.

    Args:
        query: a DirectoryQuery; its language is the active one. Of members that left, which no
            search finds, only the whole directory tells.
        most: how many at the most.
        after: the version after which the news begin.
    """
    pieces = []
    for revision in _revisions(query, after):
        piece = _piece(revision, query)
        if piece:
            pieces.append(piece)
        if len(pieces) == most:
            break
    return pieces


def _revisions(query, after):
    """Return the newest Revisions of the members of a search with their members."""
    revisions = Revision.objects.filter(version__gt=after, version__lte=query.site.version)
    revisions = revisions.order_by("-version").select_related("member__place", "member__area")
    if not query.is_narrowed:
        return revisions[:_READ]
    ids = query.ids
    if len(ids) <= _FEW_IDS:
        return revisions.filter(member__in=ids)[:_READ]
    members = set(ids)
    return [revision for revision in revisions[:_READ] if revision.member_id in members]


def _piece(revision, query):
    member, language, site = revision.member, query.language, query.site
    kind = _kind_of(revision)
    identity = uuid5(member.uuid, str(revision.number))
    common = (identity, kind, revision.version, revision.created_at)
    if kind == "left":
        goodbye = farewell(member, language, site)
        return goodbye and News(*common, goodbye.name, "", str(goodbye.text or ""))
    view = public_view(member, language, site)
    if view is None or kind is None:
        return None
    if kind == "changed":
        fields = _shown_fields(revision, member)
        details = ", ".join(field_label(name) for name in fields)
        return News(*common, view.title, view.canonical_url, details) if fields else None
    return News(*common, view.title, view.canonical_url, str(view.summary or ""))


def _kind_of(revision):
    """Return what a revision was for readers, or None for what they did not see."""
    status = revision.changes.get("status")
    if status and status["new"] == Member.Status.PUBLISHED:
        return "new"
    if status and status["old"] == Member.Status.PUBLISHED:
        return "left"
    if status:
        return None
    return "confirmed" if "confirmed_at" in revision.changes else "changed"


def _shown_fields(revision, member):
    """Return the fields of a change that readers see, in the order of a profile.

    A change made while the member, or the field, was not shown is no news now either.
    """
    hidden = set(member.hidden_fields) & set(HIDEABLE)
    return [
        part.name
        for part in SHOWN
        if part.name in _TOLD and part.name in revision.changes and part.name not in hidden
    ]
