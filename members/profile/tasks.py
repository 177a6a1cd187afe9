"""The task list: how each part of a profile stands, and what it lacks."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from members.models import Proposal
from members.presenting.countries import language_name
from members.presenting.diff import TEXTS
from members.presenting.labels import field_label
from members.publishing.policy import DIRECT

from .parts import PARTS, Part

STATES = {
    "refused": gettext_lazy("Refused"),
    "returned": gettext_lazy("Staff have a question"),
    "draft": gettext_lazy("Changed, not sent yet"),
    "waiting": gettext_lazy("Waiting for staff"),
    "todo": gettext_lazy("To do"),
    "done": gettext_lazy("Done"),
    "staff": gettext_lazy("Managed by staff"),
}


@dataclass(frozen=True)
class Page:
    """A page of a part, as the task list links to it: its title, its address, what it lacks.

    `behind` says in sentences by how many edits its texts are behind other languages.
    """

    title: str
    url: str
    missing: list
    behind: list


@dataclass(frozen=True)
class Task:
    """How one part stands.

    Attributes:
        part: the Part.
        state: a key of STATES.
        pages: its Pages; none where only staff change it.
        refused: (label of the field, Change) of what staff refused.
        policy: sentences that say where staff do not look at a change first.
    """

    part: Part
    state: str
    pages: list
    refused: list
    policy: list

    @property
    def state_label(self):
        """The state in words."""
        return STATES[self.state]

    @property
    def is_done(self):
        """Whether there is nothing that the editor has still to do here."""
        lacks = any(page.missing or page.behind for page in self.pages)
        return not lacks and self.state not in ("refused", "returned")


def tasks_of(workspace):
    """Return the Tasks of a member, one a part, in order."""
    return [_task(workspace, part) for part in PARTS]


def _task(workspace, part):
    pages = [
        Page(
            step.title,
            step.url(workspace.member),
            missing(workspace, step),
            [lag_sentence(lag.text) for lag in lags_on(workspace, step)],
        )
        for step in workspace.steps
        if step.part == part
    ]
    refused = [
        (field_label(field), change)
        for field, change in workspace.refused.items()
        if field in part.fields
    ]
    state = _state(workspace, part, pages, refused)
    policy = policy_sentences(workspace, part, exceptions=True)
    return Task(part, state, pages, refused, policy)


def _state(workspace, part, pages, refused):
    fields = set(part.fields)
    if not pages:
        return "staff"
    if refused:
        return "refused"
    if fields & set(workspace.waiting):
        if workspace.pending.state == Proposal.State.RETURNED:
            return "returned"
        if not _differs(workspace, fields):
            return "waiting"
    if _differs(workspace, fields):
        return "draft"
    return "todo" if any(page.missing or page.behind for page in pages) else "done"


def _differs(workspace, fields):
    """Whether the draft proposes something else for these fields than what waits already."""
    waiting_values = {field: change.new for field, change in workspace.waiting.items()}
    drafted = {field: change.new for field, change in workspace.drafted.items()}
    return bool(workspace.draft) and any(drafted.get(f) != waiting_values.get(f) for f in fields)


def missing(workspace, step):
    """Return what a page lacks, in words; what only staff change is not asked for."""
    expected = [field for field in step.part.wanted if field in workspace.policies]
    if step.part.key == "focus":
        return _missing_titles(workspace) if expected else []
    lacks = []
    for field in expected:
        value = workspace.working[field]
        if field in TEXTS:
            value = (value or {}).get(step.language)
        if not value:
            lacks.append(field_label(field))
    return lacks


def _missing_titles(workspace):
    areas = workspace.working["focus_areas"]
    if not areas:
        return [field_label("focus_areas")]
    lacks = []
    for code in workspace.languages:
        count = sum(not area["title"].get(code) for area in areas)
        if count:
            text = ngettext(
                "%(count)d title in %(language)s", "%(count)d titles in %(language)s", count
            )
            language = language_name(code, get_language())
            lacks.append(text % {"count": count, "language": language})
    return lacks


def lags_on(workspace, step):
    """Return the Lags of the texts that are edited on a page."""
    return [
        lag
        for lag in workspace.lags
        if lag.text.field in step.part.fields and step.language in ("", lag.text.language)
    ]


def lag_sentence(text):
    """Return how far a text is behind: "Mission in French: 2 edits behind Dutch"."""
    sentence = ngettext(
        "%(field)s in %(language)s: %(count)d edit behind %(source)s",
        "%(field)s in %(language)s: %(count)d edits behind %(source)s",
        text.edits,
    )
    reader = get_language()
    return sentence % {
        "field": field_label(text.field),
        "count": text.edits,
        "language": language_name(text.language, reader),
        "source": language_name(text.source, reader),
    }


def policy_sentences(workspace, part, *, exceptions=False):
    """Return what becomes of a change in this part, as sentences.

    Args:
        workspace: the Workspace.
        part: the Part.
        exceptions: whether to leave out what staff look at first, which a page says once for all.
    """
    groups = {"direct": [], "review": [], "staff": []}
    for field in part.fields:
        groups[workspace.policies.get(field, "staff")].append(field)
    sentences = {
        "direct": _("Goes live straight away: %(fields)s."),
        "review": _("Reviewed by staff first: %(fields)s."),
        "staff": _("Only staff change this: %(fields)s."),
    }
    whole = {
        "direct": _("Your changes here go live straight away."),
        "review": _("Staff review your changes here before they go live."),
        "staff": _("Only staff change this part."),
    }
    used = [key for key, fields in groups.items() if fields]
    keys = [key for key in used if key != "review" or not exceptions]
    if len(used) == 1:
        return [whole[key] for key in keys]
    return [sentences[key] % {"fields": _listed(groups[key])} for key in keys]


def _listed(fields):
    return capfirst(", ".join(field_label(field).lower() for field in fields))


def field_policy(workspace, field):
    """Return what becomes of a change of one field, in words."""
    policy = workspace.policies.get(field)
    if policy is None:
        return _("Only staff change this")
    return _("Goes live straight away") if policy == DIRECT else _("Reviewed by staff first")
