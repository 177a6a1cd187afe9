"""The form fields of a profile's cells, made from the member's own fields."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.models import Area, Member, Place, Theme
from members.models.address_fields import LinksField, MailField, PhoneField, WebAddressField
from members.models.texts import PlainTextField
from members.presenting.countries import country_choices, language_choices, language_name
from members.presenting.diff import TEXTS
from members.presenting.labels import field_label, term_choices

_LABELS = {
    "website": _("Website"),
    "donation_link": _("Page for donations"),
    "social_links": _("Social media"),
}
_HELP = {
    "mission": _(
        "A few paragraphs. An empty line begins a new one; **bold**, lists and links in Markdown."
    ),
    "languages": _("The languages in which your office can be reached."),
    "phone": _("Such as +32 2 123 45 67. Without a country code it counts as a number here."),
    "countries_total": _("If you do not want to name them all, say how many they are."),
    "latitude": _("In degrees, such as 50.8503. Leave both empty if you do not know them."),
}


def field_of(name, language=""):
    """Return the form field of one cell.

    Args:
        name: publish()'s name of the field.
        language: the code of the text's language, for a field with texts.
    """
    if name in TEXTS:
        return _text(name, language)
    if name in _CHOICES:
        return _CHOICES[name]()
    column = Member._meta.get_field(name)
    kinds = {
        "website": WebAddressField,
        "donation_link": WebAddressField,
        "social_links": LinksField,
        "phone": PhoneField,
        "email": MailField,
    }
    if name in kinds:
        return kinds[name](
            label=_LABELS.get(name) or field_label(name),
            required=False,
            help_text=_HELP.get(name, column.help_text),
        )
    field = column.formfield()
    field.help_text = _HELP.get(name, column.help_text)
    return field


def _text(name, language):
    column = Member._meta.get_field(name)
    attrs = {"lang": language}
    rows = {"summary": 3, "mission": 12}.get(name)
    widget = forms.Textarea(attrs | {"rows": rows}) if rows else forms.TextInput(attrs)
    label = field_label(name)
    if not rows:
        label = _("Name in %(language)s") % {"language": language_name(language, get_language())}
    limit = column.max_text_length
    return PlainTextField(
        label=label,
        required=False,
        max_length=limit,
        widget=widget,
        help_text=_HELP.get(name, column.help_text),
    )


def _term(name, model):
    choices = [("", "—"), *term_choices(model)]
    return forms.ChoiceField(label=field_label(name), choices=choices, required=False)


def _many(name, choices):
    return forms.MultipleChoiceField(
        label=field_label(name),
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_HELP.get(name, ""),
    )


_CHOICES = {
    "place": lambda: _term("place", Place),
    "area": lambda: _term("area", Area),
    "themes": lambda: _many("themes", term_choices(Theme)),
    "countries": lambda: _many("countries", country_choices(get_language())),
    "languages": lambda: _many("languages", language_choices(get_language())),
}
