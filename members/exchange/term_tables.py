"""Vocabularies as tables: themes, places and working areas, exported and taken in.

A term is known by its short name, else by one of its names. A table adds terms and changes names;
it deletes none, and an empty cell leaves what is there.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from members.core.text import fold
from members.models.texts import language_names
from members.parsing.slugs import slug_of
from members.parsing.text import one_line
from members.publishing import change_setting
from members.publishing.terms import VOCABULARIES, Terms

from . import heading_synonyms, tables
from .exporting import simple_table
from .file_layout import Broken, FileError

MOST_TERMS = 2000
_SLUG_WORDS = (
    "slug|short name|short name in addresses|code|key|id|iso|iso code|kort|korte naam"
    "|korte naam in adressen|nom court|nom court dans les adresses|identifiant|kurzname"
)
_NAME_WORDS = (
    "name|naam|nom|label|libelle|term|terme|title|titel|titre|bezeichnung|theme|thema|place|plaats"
    "|lieu|province|provincie|area|werkgebied|working area"
)
_SYNONYM_WORDS = "synonyms|synonym|synoniemen|synoniem|synonymes|synonyme|aliases|alias"


@dataclass
class TermRow:
    """One row of a table of terms.

    Attributes:
        number: as a spreadsheet counts it.
        slug: its short name as the file has it, or "".
        names: {language: name}.
        synonyms: {language: [word, …]}.
        error: what is wrong with it, in words.
        term: the Term that it means, or None for a new one.
        changes: [(language, old, new), …] of names and synonyms that differ.
    """

    number: int
    slug: str = ""
    names: dict = field(default_factory=dict)
    synonyms: dict = field(default_factory=dict)
    error: str = ""
    term: object = None
    changes: list = field(default_factory=list)

    def plain(self):
        """Return what the file says, as JSON can hold it."""
        return [self.number, self.slug, self.names, self.synonyms]

    @property
    def called(self):
        """What a person calls it."""
        return next(iter(self.names.values()), "") or self.slug

    @property
    def outcome(self):
        """ "error", "new", "changed" or "unchanged"."""
        if self.error:
            return "error"
        if self.term is None:
            return "new"
        return "changed" if self.changes else "unchanged"


def vocabularies():
    """Return [(name, label)] of the vocabularies, for a box."""
    return [
        (name, str(model._meta.verbose_name_plural).capitalize())
        for name, model in VOCABULARIES.items()
    ]


def export_terms(name, kind, separator=","):
    """Yield the bytes of a table of a vocabulary; imported again, it changes nothing.

    Args:
        name: a key of VOCABULARIES.
        kind: a name of exporting.FORMATS.
        separator: of CSV, the sign between two cells.
    """
    model, codes = VOCABULARIES[name], list(language_names())
    headings = [_("Short name"), *(f"{_('Name')} ({code})" for code in codes)]
    has_synonyms = hasattr(model, "synonyms")
    if has_synonyms:
        headings += [f"{_('Synonyms')} ({code})" for code in codes]
    rows = ([term.slug, *_cells(term, codes, has_synonyms)] for term in model.objects.iterator())
    title = str(model._meta.verbose_name_plural).capitalize()
    return simple_table(title, headings, rows, kind, separator)


def _cells(term, codes, has_synonyms):
    names = [term.name.get(code, "") for code in codes]
    words = ["; ".join(term.synonyms.get(code, ())) for code in codes] if has_synonyms else []
    return [*names, *words]


def read_terms(path):
    """Return the TermRows of a file, with nothing but what it says.

    Raises:
        FileError: where it is no table of terms.
    """
    layout = tables.detect(path)
    following = tables.rows(path, layout)
    _number, headings = next(following)
    columns = _columns(headings)
    if not columns:
        raise FileError(_("No column with names or short names was recognised."))
    rows = [_read(number, cells, columns) for number, cells in following]
    if len(rows) > MOST_TERMS:
        raise FileError(_("At most %(count)d terms fit. Split the file.") % {"count": MOST_TERMS})
    return rows


def _columns(headings):
    """Return {index: ("slug", "") or ("name" or "synonyms", language)}."""
    columns = {}
    for index, heading in enumerate(headings):
        meaning = _meanings().get(fold(heading))
        if meaning and meaning not in columns.values():
            columns[index] = meaning
    if not any(kind == "name" for kind, _language in columns.values()) and len(headings) == 1:
        columns[0] = ("name", next(iter(language_names())))
    return columns


def _meanings():
    """Return {folded heading: what it means}."""
    codes, meanings = list(language_names()), {}
    words = {
        code: heading_synonyms.words(heading_synonyms.LANGUAGE_WORDS.get(code, code))
        for code in codes
    }
    for kind, text in (("name", _NAME_WORDS), ("synonyms", _SYNONYM_WORDS)):
        for word in text.split("|"):
            meanings.setdefault(word, (kind, codes[0]))
            for code, languages in words.items():
                for language in languages:
                    meanings.setdefault(f"{word} {language}", (kind, code))
                    meanings.setdefault(f"{language} {word}", (kind, code))
    for code, languages in words.items():
        meanings |= dict.fromkeys(languages, ("name", code))
    return meanings | dict.fromkeys(_SLUG_WORDS.split("|"), ("slug", ""))


def _read(number, cells, columns):
    row = TermRow(number)
    for index, (kind, language) in columns.items():
        cell = cells[index] if index < len(cells) else ""
        if isinstance(cell, Broken):
            row.error = cell.message
            continue
        text = one_line(str(cell)).strip()
        if not text:
            continue
        if kind == "slug":
            row.slug = text
        elif kind == "name":
            row.names[language] = text
        else:
            row.synonyms[language] = [word.strip() for word in text.split(";") if word.strip()]
    return row


def rows_of_plain(plain):
    """Return the TermRows of what TermRow.plain() gave."""
    return [TermRow(*row) for row in plain]


def plan(name, rows):
    """Say on each TermRow which term it means, and what it would change; return the rows.

    Args:
        name: a key of VOCABULARIES.
        rows: TermRows as read.
    """
    terms, model, first_rows = Terms(name), VOCABULARIES[name], {}
    by_slug = {term.slug.casefold(): term for term in model.objects.all()}
    for row in rows:
        if not row.error:
            _plan(row, terms, by_slug, model)
        mark = row.term.slug if row.term else row.slug.casefold()
        if not row.error and (first := first_rows.setdefault(mark, row.number)) != row.number:
            row.error = _("Row %(row)d is about the same term.") % {"row": first}
    return rows


def _plan(row, terms, by_slug, model):
    try:
        row.term = _meant(row, terms, by_slug)
        if row.term is None and not row.names:
            raise ValidationError(_("A new term needs a name."))
        if row.term is None:
            row.slug = row.slug or slug_of(row.called)
        row.changes = _changes(row, row.term)
        _changed(row, model).full_clean(exclude=["position"], validate_unique=False)
    except ValidationError as error:
        row.error = " ".join(error.messages)


def _meant(row, terms, by_slug):
    if row.slug.casefold() in by_slug:
        return by_slug[row.slug.casefold()]
    if row.slug:
        return None
    slugs = {terms.slug_of(name) for name in row.names.values()} - {None}
    if len(slugs) > 1:
        raise ValidationError(_("Its names are those of two terms. Fill in the short name."))
    return by_slug[slugs.pop().casefold()] if slugs else None


def _changes(row, term):
    changes = []
    for language, new in row.names.items():
        old = term.name.get(language, "") if term else ""
        if old != new:
            changes.append((language, old, new))
    for language, words in row.synonyms.items():
        old = getattr(term, "synonyms", {}).get(language, []) if term else []
        if old != words:
            changes.append((language, "; ".join(old), "; ".join(words)))
    return changes


def _changed(row, model):
    """Return the term of a row as it would be, unsaved."""
    term = row.term or model(slug=row.slug, name={})
    fresh = model(pk=term.pk, slug=term.slug, position=term.position)
    fresh.name = {**term.name, **row.names}
    if hasattr(model, "synonyms"):
        fresh.synonyms = {**term.synonyms, **row.synonyms}
    return fresh


def apply_terms(name, rows):
    """Write the rows that add or change a term; return how many of each, (new, changed)."""
    return change_setting(lambda: _apply(VOCABULARIES[name], rows))


def _apply(model, rows):
    last = model.objects.aggregate(last=Max("position"))["last"]
    position, counts = 0 if last is None else last + 1, {"new": 0, "changed": 0}
    for row in rows:
        if row.outcome not in counts:
            continue
        term = _changed(row, model)
        counts[row.outcome] += 1
        if row.outcome == "new":
            term.position, position = position, position + 1
            term.save()
        else:
            columns = ["name", *(["synonyms"] if row.synonyms else [])]
            term.save(update_fields=columns)
    return counts["new"], counts["changed"]
