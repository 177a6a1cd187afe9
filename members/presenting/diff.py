"""What changed between two states of a profile: words marked, lists as added and removed."""

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.fields import BY_NAME, names
from members.models.texts import language_names

from .labels import Labels, field_label
from .logo import Logo

TEXTS = set(names(lambda field: field.is_texts))
LISTS = set(names(lambda field: field.is_list))
# The order of a profile.
_ORDER = {name: place for place, name in enumerate(BY_NAME)}
# Of a long passage that stayed, only so much is shown on both sides of a change.
_CONTEXT = 90
# Texts less alike than this are easier to read as old and new than as a patchwork.
_ALIKE = 0.5
_NO_AREA = {"title": {}, "description": {}}


@dataclass(frozen=True)
class Part:
    """A piece of text: `kind` is "same", "del" or "ins"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """One line of a field's change.

    Attributes:
        parts: the Parts in reading order.
        label: what the line is about, such as a language; "" where the field says enough.
        language: the code of the parts' language, or "".
        is_list: whether each part is an entry of its own.
        kept: the entries of a list that stayed, for a page that shows both sides whole.
    """

    parts: list
    label: str = ""
    language: str = ""
    is_list: bool = False
    kept: list = field(default_factory=list, compare=False)

    @property
    def old(self):
        """The Parts as they were, for a page that shows old and new side by side."""
        return self.kept + [part for part in self.parts if part.kind != "ins"]

    @property
    def new(self):
        """The Parts as they become."""
        return self.kept + [part for part in self.parts if part.kind != "del"]


@dataclass(frozen=True)
class FieldDiff:
    """What happened to one field.

    Attributes:
        name: publish()'s name of the field.
        label: its name for people.
        rows: the Rows.
        logos: (Logo or None before, Logo or None after), for the logo only.
    """

    name: str
    label: str
    rows: list = field(default_factory=list)
    logos: tuple = ()


def diff(changes, labels=None):
    """Return the FieldDiffs of a revision's changes, in the order of a profile.

    Args:
        changes: {field: {"old": plain value, "new": plain value}}.
        labels: the Labels to use, where several diffs share one page.
    """
    labels = labels or Labels()
    return [
        _field_diff(name, changes[name]["old"], changes[name]["new"], labels)
        for name in sorted(changes, key=lambda name: (_ORDER.get(name, len(_ORDER)), name))
    ]


def between(old, new):
    """Return the changes between two states ({field: plain value}), as a revision keeps them."""
    return {name: {"old": old[name], "new": new[name]} for name in old if old[name] != new[name]}


def words(old, new):
    """Return the Parts of a text: which words went and which came."""
    before, after = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if old and new and matcher.ratio() < _ALIKE:
        return [Part("del", old), Part("ins", new)]
    parts = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            parts.append(Part("same", "".join(before[start:end])))
            continue
        if end > start:
            parts.append(Part("del", "".join(before[start:end])))
        if new_end > new_start:
            parts.append(Part("ins", "".join(after[new_start:new_end])))
    return _shortened(parts)


def _tokens(text):
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _shortened(parts):
    last = len(parts) - 1
    return [
        part
        if part.kind != "same"
        else Part("same", _shorten(part.text, index == 0, index == last))
        for index, part in enumerate(parts)
    ]


def _shorten(text, is_first, is_last):
    if len(text) <= 2 * _CONTEXT + 20:
        return text
    head = "" if is_first else text[:_CONTEXT]
    tail = "" if is_last else text[-_CONTEXT:]
    return f"{head} … {tail}"


def _field_diff(name, old, new, labels):
    label = field_label(name)
    if name in TEXTS:
        return FieldDiff(name, label, _texts(old, new))
    if name in LISTS:
        return FieldDiff(name, label, _list(name, old or [], new or [], labels))
    if name == "focus_areas":
        return FieldDiff(name, label, _focus_areas(old or [], new or []))
    if name == "logo":
        return FieldDiff(name, label, logos=(Logo.of(old), Logo.of(new)))
    return FieldDiff(name, label, [Row(_swap(labels.one(name, old), labels.one(name, new)))])


def _swap(old, new):
    return [Part(kind, text) for kind, text in (("del", old), ("ins", new)) if text]


def _texts(old, new, prefix=""):
    old, new = old or {}, new or {}
    names = language_names()
    # A language that the site no longer has still stands in the history.
    codes = [*names, *sorted(code for code in {**old, **new} if code not in names)]
    return [
        Row(words(old.get(code, ""), new.get(code, "")), f"{prefix}{names.get(code, code)}", code)
        for code in codes
        if old.get(code, "") != new.get(code, "")
    ]


def _list(name, old, new, labels):
    # An entry may stand there twice, and each of the two can go.
    removed, added = _surplus(old, new), _surplus(new, old)
    stayed, stayed_new = _surplus(old, removed), _surplus(new, added)
    rows = []
    if removed or added:
        parts = [Part("del", labels.one(name, entry)) for entry in removed]
        parts += [Part("ins", labels.one(name, entry)) for entry in added]
        unchanged = [Part("same", labels.one(name, entry)) for entry in stayed]
        rows.append(Row(parts, is_list=True, kept=unchanged))
    if stayed != stayed_new:
        rows.append(_order_changed())
    return rows


def _surplus(entries, others):
    """Return the entries that stand in a list more often than in another one, in their order."""
    spare = Counter(map(str, others))
    surplus = []
    for entry in entries:
        spare[str(entry)] -= 1
        if spare[str(entry)] < 0:
            surplus.append(entry)
    return surplus


def _order_changed():
    return Row([Part("same", _("The order changed."))])


def _focus_areas(old, new):
    before = {area["id"]: area for area in old}
    after = {area["id"]: area for area in new}
    removed = [area for key, area in before.items() if key not in after]
    added = [area for key, area in after.items() if key not in before]
    rows = []
    if removed or added:
        stayed = [Part("same", _title(area)) for key, area in after.items() if key in before]
        parts = [Part("del", _title(area)) for area in removed]
        parts += [Part("ins", _title(area)) for area in added]
        rows.append(Row(parts, is_list=True, kept=stayed))
    for area in removed:
        rows += _area_texts(_untitled(area), _NO_AREA, _title(area))
    for key, area in after.items():
        if key in before:
            rows += _area_texts(before[key], area, _title(area))
        else:
            rows += _area_texts(_NO_AREA, _untitled(area), _title(area))
    if [key for key in before if key in after] != [key for key in after if key in before]:
        rows.append(_order_changed())
    return rows


def _area_texts(old, new, title):
    prefix = f"{title}{_(':')} "
    return [
        row for kind in ("title", "description") for row in _texts(old[kind], new[kind], prefix)
    ]


def _untitled(area):
    """Return a focus area without the one title that names it in the list of areas."""
    language = _title_language(area)
    titles = {code: text for code, text in area["title"].items() if code != language}
    return {"title": titles, "description": area["description"]}


def _title_language(area):
    title = area["title"]
    return get_language() if title.get(get_language()) else next(iter(title), "")


def _title(area):
    return area["title"].get(_title_language(area), "")
