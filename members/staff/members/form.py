"""The form of a member: plain values in, and out only those that the person changed."""

from copy import deepcopy
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.fields import FIELDS
from members.models import Area, Member, Place, Theme
from members.models.address_fields import LinksField, MailField, PhoneField, WebAddressField
from members.parsing.slugs import slug_of
from members.presenting import HIDEABLE
from members.presenting.countries import country_choices, language_choices
from members.presenting.labels import field_label, term_choices
from members.publishing import values
from members.staff.form_errors import problems_of
from members.staff.widgets import CheckList, CountedTextsWidget, DayInput, ThemeList, searchable

from .focus_areas import focus_area_rows
from .logo_field import LogoField

_SUMMARY_LIMIT = Member._meta.get_field("summary").max_text_length
_MISSION_LIMIT = Member._meta.get_field("mission").max_text_length
# Their order is the vocabulary's or the code's: only what is in them counts.
_UNORDERED = {"themes", "countries", "languages", "hidden_fields"}
_NOTHING_IS_NONE = {"joined_on", "left_on", "place", "area"}
# What has a widget of its own above, and what only publish() and the rounds write.
_NOT_TYPED = {"logo", "hidden_fields", "confirmed_at", "unconfirmed_since", "left_text"}


def _lines(section):
    """Return the lines of one section of the form: a name, or names that stand side by side."""
    placed = [field for field in FIELDS if (field.staff_form or ("",))[0] == section]
    lines = {}
    for field in sorted(placed, key=lambda field: field.staff_form[1]):
        lines.setdefault(field.staff_form[1], []).append(field.name)
    return tuple(tuple(line) if len(line) > 1 else line[0] for line in lines.values())


# The parts of the form as Django's admin wants them; focus areas are a formset of their own.
FIELDSETS = (
    (_("Identity"), {"fields": _lines("identity")}),
    (_("Texts"), {"fields": _lines("texts")}),
    (_("Focus areas"), {"fields": (), "classes": ["focus-areas"]}),
    (_("Themes and countries"), {"fields": _lines("work")}),
    (_("Contact"), {"fields": _lines("contact")}),
    (_("Address"), {"fields": _lines("place")}),
    (_("Membership"), {"fields": _lines("membership")}),
    (_("Sources and visibility"), {"fields": (*_lines("visibility"), "confirm_now", "base")}),
    (_("Why"), {"fields": ("reason",)}),
)


class MemberForm(forms.ModelForm):
    """A member's profile as staff edit it. It saves nothing: publish() does.

    Attributes:
        shown: {field: plain value} that the person saw when the form was opened.
        focus_areas: the formset of the focus areas.
    """

    place = forms.ChoiceField(label=_("province or region"), required=False)
    area = forms.ChoiceField(label=_("working area"), required=False)
    themes = forms.MultipleChoiceField(label=_("themes"), required=False, widget=ThemeList)
    countries = forms.MultipleChoiceField(
        label=_("countries it works in"), required=False, widget=CheckList
    )
    languages = forms.MultipleChoiceField(
        label=_("working languages"),
        required=False,
        widget=CheckList,
        help_text=_("The languages in which its office can be reached."),
    )
    logo = LogoField(label=_("logo"))
    hidden_fields = forms.MultipleChoiceField(
        label=_("kept off the public page"),
        required=False,
        widget=CheckList,
        help_text=_("Staff keep seeing them; readers, search and exports do not."),
    )
    confirm_now = forms.BooleanField(
        label=_("The organisation has told us that everything here is right"),
        required=False,
        help_text=_(
            "Tick it after a call or a mail, and the page says that it was confirmed today."
        ),
    )
    reason = forms.CharField(
        label=_("Why this change?"),
        required=False,
        max_length=300,
        help_text=_("For your colleagues. It is shown in the history."),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Member
        fields = [name for name in values.COLUMNS if name not in _NOT_TYPED]
        field_classes = {
            "website": WebAddressField,
            "donation_link": WebAddressField,
            "social_links": LinksField,
            "phone": PhoneField,
            "email": MailField,
        }
        widgets = {
            "joined_on": DayInput,
            "left_on": DayInput,
            "summary": CountedTextsWidget(_SUMMARY_LIMIT),
            "mission": CountedTextsWidget(_MISSION_LIMIT, rows=9),
            "website": WebAddressField.widget,
            "donation_link": WebAddressField.widget,
            "phone": PhoneField.widget,
        }

    def __init__(self, data=None, files=None, *, baseline, base=0, typed=None):
        """Make the form of one member.

        Args:
            data: request.POST, or None.
            files: request.FILES, or None.
            shown: the plain values that the person sees, or saw, on opening it.
            base: the number of the revision that `baseline` is of.
            typed: plain values to show instead of those of `baseline`, for an unsent form.
        """
        self.shown = baseline
        now = baseline | (typed or {})
        initial = now | {"base": base, "confirm_now": bool(typed and typed.get("confirmed_at"))}
        super().__init__(data, files, initial=initial)
        self.focus_areas = focus_area_rows(now["focus_areas"], data, files)
        for name, choices in _CHOICES.items():
            self.fields[name].choices = choices()
            searchable(self.fields[name])
        if not baseline["slug"]:
            self.fields["slug"].widget.attrs["data-slug-from"] = "id_name"
            self.fields["slug"].required = False  # made from the name

    @property
    def media(self):
        return super().media + self.focus_areas.media

    def is_valid(self):
        return self.focus_areas.is_valid() & super().is_valid()

    def changes(self):
        """Return {field: plain value} of what differs from what was shown.

        Raises:
            ValidationError: by field, where a new value cannot be.
        """
        typed = {
            name: value
            for name, value in self._typed().items()
            if _comparable(name, value) != _comparable(name, self.shown[name])
        }
        # Only now: "0546.740.696" is no change of 0546740696.
        return {
            name: value
            for name, value in values.clean(typed, seat=self.shown).items()
            if _comparable(name, value) != _comparable(name, self.shown[name])
        }

    def problems(self):
        """Return the Problems of the form and its focus areas, for the summary on top."""
        return problems_of(self, *self.focus_areas.forms)

    def clean(self):
        cleaned = super().clean()
        try:
            self.typed_changes = self.changes()
        except ValidationError as error:
            self.show(error)
        if cleaned.get("logo"):
            self._keep_logo(cleaned["logo"])
        return cleaned

    def show(self, error):
        """Put a ValidationError of publish() beside the fields that it is about."""
        errors = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for name, messages in errors.items():
            self.add_error(name if name in self.fields else None, messages)

    def _post_clean(self):
        # ModelForm would write on the instance here; publish() checks the values instead.
        pass

    def _typed(self):
        """Return {field: plain value} of the fields that could be read."""
        typed = {
            name: plain(name, value)
            for name, value in self.cleaned_data.items()
            if name in values.FIELDS
        }
        if "slug" in typed and not typed["slug"]:
            typed["slug"] = slug_of(typed.get("name", ""))
        if self.focus_areas.is_valid():
            typed["focus_areas"] = self.focus_areas.values()
        if self.cleaned_data.get("confirm_now"):
            typed["confirmed_at"] = timezone.now().isoformat()
        return typed

    def _keep_logo(self, word):
        # A file is sent once: after an error elsewhere the form must remember what came of it.
        if self.data.get("logo_word") != word:
            self.data = self.data.copy()
            self.data["logo_word"] = word


def _comparable(name, value):
    return sorted(value) if name in _UNORDERED else value


def _languages():
    """Return all languages without groups: the list is searched while typing."""
    return [choice for _label, group in language_choices(get_language()) for choice in group]


_CHOICES = {
    "place": lambda: [("", "—"), *term_choices(Place)],
    "area": lambda: [("", "—"), *term_choices(Area)],
    "themes": lambda: term_choices(Theme),
    "countries": lambda: country_choices(get_language()),
    "languages": _languages,
    "hidden_fields": lambda: [(name, field_label(name)) for name in HIDEABLE],
}


def plain(name, value):
    """Return what one of the form's fields gave as publish() wants it."""
    if isinstance(value, date):
        return value.isoformat()
    return (value or None) if name in _NOTHING_IS_NONE else value


def single_field(name):
    """Return the form's control for one of publish()'s fields, not required, with its choices."""
    field = deepcopy(MemberForm.base_fields[name])
    field.required = False
    if name in _CHOICES:
        field.choices = _CHOICES[name]()
        searchable(field)
    return field
