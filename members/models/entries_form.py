"""The form field of a list of entries: a row of inputs for each, and two more to add."""

from django import forms
from django.core.exceptions import ValidationError

from .texts import language_names

# The kinds of pieces that an entry has.
TEXT, TEXTS, LINK, YEAR, DAY, CHOICE = "text", "texts", "link", "year", "day", "choice"
_SPARE = 2
_MOST_ROWS = 60  # of what a browser sends; how many fit is for the Shape to say
_KINDS = {LINK: ("url", "url"), YEAR: ("text", "numeric"), DAY: ("date", "")}


class EntriesWidget(forms.Widget):
    """Inputs for each piece of each entry. An entry whose inputs are emptied is gone.

    Attributes:
        shape: the Shape of the entries.
    """

    template_name = "components/entries.html"
    use_fieldset = True

    def __init__(self, shape, attrs=None):
        self.shape = shape
        super().__init__(attrs)

    def id_for_label(self, id_):
        return ""  # a group has a legend

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        entries = value if isinstance(value, list) else []
        rows = [*entries, *[{}] * _SPARE]
        context["widget"] |= {
            "total": len(rows),
            "rows": [
                [one for piece in self.shape.pieces for one in self._inputs(name, n, piece, entry)]
                for n, entry in enumerate(rows)
            ],
        }
        return context

    def _inputs(self, name, number, piece, entry):
        """Return dicts of what the template needs of one piece: of texts, one a language."""
        kind, mode = _KINDS.get(piece.kind, ("text", ""))
        common = {"label": piece.label, "kind": kind, "mode": mode, "choices": piece.choices}
        value = entry.get(piece.key, "")
        if piece.kind != TEXTS:
            return [common | {"name": f"{name}-{number}-{piece.key}", "value": str(value)}]
        texts = value if isinstance(value, dict) else {}
        return [
            common
            | {
                "name": f"{name}-{number}-{piece.key}-{code}",
                "value": texts.get(code, ""),
                "language": code,
                "language_name": language,
                "limit": piece.max_length,
            }
            for code, language in language_names().items()
        ]

    def value_from_datadict(self, data, files, name):
        total = str(data.get(f"{name}-total", ""))
        if not (total.isascii() and total.isdigit() and len(total) < 4):
            return data.get(name) if isinstance(data.get(name), list) else None
        rows = range(min(int(total), _MOST_ROWS))
        return [entry for entry in (self._entry(data, name, n) for n in rows) if entry]

    def _entry(self, data, name, number):
        entry = {}
        for piece in self.shape.pieces:
            place = f"{name}-{number}-{piece.key}"
            if piece.kind == TEXTS:
                texts = {code: data.get(f"{place}-{code}", "") for code in language_names()}
                entry[piece.key] = {code: text for code, text in texts.items() if text.strip()}
            else:
                entry[piece.key] = data.get(place, "").strip()
        return {key: value for key, value in entry.items() if value}

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-total" not in data


class EntriesFormField(forms.Field):
    """A list of entries, as EntriesField keeps them."""

    def __init__(self, *, shape, **kwargs):
        self.shape = shape
        kwargs.pop("max_length", None)
        super().__init__(**{"widget": EntriesWidget(shape)} | kwargs)

    def to_python(self, value):
        return self.shape.clean(value or [])

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
