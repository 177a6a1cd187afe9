"""Text per language, as data: one JSON object of language code to text a field.

A plain dict is kept rather than a string class that picks a language for itself: whoever
shows a text must know in which language it is, to mark it (WCAG 3.1.2 Language of Parts).
"""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


def language_names():
    """Return {code: name} of the languages that texts may have, in the settings' order."""
    return dict(settings.LANGUAGES)


def clean_texts(value, max_length=None):
    """Return {language: text} without blank texts, in the settings' order of languages.

    Args:
        value: {language code: text}; None counts as empty.
        max_length: the most characters that one text may have.

    Raises:
        ValidationError: for another type, an unknown language or a text that is too long.
    """
    if value in (None, ""):
        return {}
    names = language_names()
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise ValidationError(_("This must be one text per language."))
    if unknown := sorted(set(value) - set(names)):
        raise ValidationError(
            _("Koepel has no texts in the language “%(language)s”."),
            params={"language": unknown[0]},
        )
    cleaned = {code: _tidy(value[code]) for code in names if _tidy(value.get(code, ""))}
    for code, text in cleaned.items():
        if max_length and len(text) > max_length:
            raise ValidationError(_too_long(text, max_length), params={"language": names[code]})
    return cleaned


def _tidy(text):
    # Browsers send CRLF; NUL is refused by PostgreSQL.
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _too_long(text, limit):
    spare = len(text) - limit
    return ngettext(
        "The text in %%(language)s has %(spare)d character too many; at most %(limit)d fit.",
        "The text in %%(language)s has %(spare)d characters too many; at most %(limit)d fit.",
        spare,
    ) % {"spare": spare, "limit": limit}


class TextsWidget(forms.MultiWidget):
    """One input a language, side by side, each labelled and marked with its language."""

    template_name = "staff/widgets/texts.html"

    def __init__(self, multiline=False, attrs=None):
        self.codes = list(language_names())
        kind = forms.Textarea if multiline else forms.TextInput
        size = {"rows": 7} if multiline else {}
        widgets = {code: kind({"lang": code, **size, **(attrs or {})}) for code in self.codes}
        super().__init__(widgets)

    def decompress(self, value):
        return [(value or {}).get(code, "") for code in self.codes]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for code, subwidget in zip(self.codes, context["widget"]["subwidgets"], strict=True):
            subwidget["language"] = language_names()[code]
        return context


class TextsFormField(forms.MultiValueField):
    """A form field whose value is {language: text}."""

    def __init__(self, *, multiline=False, max_text_length=None, **kwargs):
        self.max_text_length = max_text_length
        limit = {"data-limit": max_text_length} if max_text_length and not multiline else {}
        kwargs.setdefault("widget", TextsWidget(multiline, limit))
        fields = [PlainTextField(required=False) for _code in language_names()]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list):
        texts = dict(zip(language_names(), data_list or [], strict=False))
        return clean_texts(texts, self.max_text_length)


class TextsField(models.JSONField):
    """A model field that holds {language: text}; max_text_length counts for each text."""

    def __init__(self, *args, max_text_length=None, multiline=False, **kwargs):
        self.max_text_length, self.multiline = max_text_length, multiline
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.max_text_length:
            kwargs["max_text_length"] = self.max_text_length
        return name, path, args, kwargs

    def clean(self, value, model_instance):
        return super().clean(clean_texts(value, self.max_text_length), model_instance)

    def formfield(self, **kwargs):
        defaults = {
            "form_class": TextsFormField,
            "max_text_length": self.max_text_length,
            "multiline": self.multiline,
            # Django would send the old value along, because the default is a function.
            "show_hidden_initial": False,
        }
        # JSONField.formfield would add an encoder that this form field does not know.
        return models.Field.formfield(self, **(defaults | kwargs))


class LinesField(models.JSONField):
    """A model field that holds a list of short texts, edited one a line."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        defaults = {"form_class": LinesFormField, "show_hidden_initial": False}
        return models.Field.formfield(self, **(defaults | kwargs))


class LinesFormField(forms.CharField):
    """A text area whose value is the list of its lines that are not blank."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


class PlainTextField(forms.CharField):
    """A text whose line breaks count as one character, as they do in the browser's own count."""

    def to_python(self, value):
        value = super().to_python(value)
        return value.replace("\r\n", "\n")
