"""Form controls that staff's screens need beside Django's; none has script or style of its own."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.models.texts import TextsFormField, TextsWidget, clean_texts
from members.publishing.theme_words import words_of_themes


class DayInput(forms.DateInput):
    """The browser's own calendar; it reads and writes ISO 8601 whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class CheckList(forms.CheckboxSelectMultiple):
    """Tick boxes with a field that narrows them down while one types, for long lists."""

    template_name = "staff/widgets/check_list.html"

    class Media:
        js = [forms.Script("staff/check-list.js", defer=True)]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["chosen"] = len(value or [])
        context["widget"]["many"] = sum(len(group[1]) for group in context["widget"]["optgroups"])
        return context


class ThemeList(CheckList):
    """The tick boxes of themes, each with what it is called otherwise: that finds it too."""

    def get_context(self, name, value, attrs):
        self._words = words_of_themes()
        return super().get_context(name, value, attrs)

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"words": self._words.get(str(value))}


class FindSelect(forms.Select):
    """A choice of very many, with a field above that narrows them down while one types."""

    template_name = "staff/widgets/find_select.html"

    class Media:
        js = [forms.Script("staff/find-select.js", defer=True)]


# From so many choices on nobody finds one by looking.
LONG = 40
_SEARCHABLE = {forms.Select: FindSelect, forms.CheckboxSelectMultiple: CheckList}


def searchable(field):
    """Give a field with a long list of choices a widget in which one can search."""
    other = _SEARCHABLE.get(type(field.widget))
    if other and len(field.choices) > LONG:
        attrs, required = field.widget.attrs, field.widget.is_required
        field.widget = other(attrs=attrs, choices=field.choices)
        field.widget.is_required = required
    return field


class CountedTextsWidget(TextsWidget):
    """Texts in every language with a count of characters beside each."""

    def __init__(self, limit, rows=3):
        super().__init__(multiline=True, attrs={"rows": rows, "data-limit": limit})


class ColourInput(forms.TextInput):
    """The browser's colour picker, which also says how readable the colour is."""

    input_type = "color"
    template_name = "staff/widgets/colour.html"

    class Media:
        js = [forms.Script("staff/colour.js", defer=True)]


class SynonymsField(TextsFormField):
    """{language: [synonym, …]}, edited as one text area a language, one synonym a line."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", SynonymsWidget())
        super().__init__(multiline=True, **kwargs)

    def compress(self, data_list):
        # Asked whether it changed, a form hands over None for a box that was not sent.
        filled = [text or "" for text in data_list or []]
        texts = clean_texts(dict(zip(self.widget.codes, filled, strict=False)))
        return {code: _lines(text) for code, text in texts.items()}

    def has_changed(self, initial, data):
        return self.compress(data) != (initial or {})


class SynonymsWidget(TextsWidget):
    """The text areas of SynonymsField."""

    def __init__(self):
        super().__init__(multiline=True)

    def decompress(self, value):
        return ["\n".join((value or {}).get(code, [])) for code in self.codes]


def _lines(text):
    # dict.fromkeys: a synonym that was typed twice counts once, in its first place
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class OrderedChoiceField(forms.MultiValueField):
    """Some of a few choices in an order of one's own: a select for the first, the second, …"""

    def __init__(self, *, choices, **kwargs):
        self.blank_choices = [("", "—"), *choices]
        fields = [
            forms.ChoiceField(choices=self.blank_choices, required=False) for _each in choices
        ]
        kwargs.setdefault("widget", OrderedChoiceWidget(self.blank_choices))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list):
        chosen = [value for value in data_list or [] if value]
        if len(set(chosen)) < len(chosen):
            raise ValidationError(_("Choose each one once."))
        return chosen


class OrderedChoiceWidget(forms.MultiWidget):
    """The selects of OrderedChoiceField, each labelled with its place."""

    template_name = "staff/widgets/ordered_choice.html"

    def __init__(self, choices):
        super().__init__([forms.Select(choices=choices) for _each in choices[1:]])

    def decompress(self, value):
        return [*(value or []), *[""] * (len(self.widgets) - len(value or []))]
