"""The page of the focus areas: rows to write, put in order, add and take away."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.models import FocusArea
from members.models.texts import PlainTextField
from members.presenting.countries import language_name
from members.publishing import values

from .drafting import FormValues
from .forms import StepForm

CELL = "focus_areas"
_TITLE = FocusArea._meta.get_field("title").max_text_length
_DESCRIPTION = FocusArea._meta.get_field("description").max_text_length


class AreaForm(forms.Form):
    """One focus area; its id stays the same when it moves or is written anew."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs, label_suffix="")
        self.languages = languages
        for code in languages:
            language = language_name(code, get_language())
            self.fields[f"title-{code}"] = PlainTextField(
                label=_("Title in %(language)s") % {"language": language},
                max_length=_TITLE,
                required=False,
                widget=forms.TextInput({"lang": code}),
            )
            self.fields[f"description-{code}"] = PlainTextField(
                label=_("Description in %(language)s") % {"language": language},
                max_length=_DESCRIPTION,
                required=False,
                widget=forms.Textarea({"lang": code, "rows": 5}),
            )

    @property
    def heading(self):
        """The title in the active language, else the first; "" where there is none yet."""
        titles = [self[f"title-{code}"].value() for code in (get_language(), *self.languages)]
        return next(filter(None, titles), "")

    def columns(self):
        """Return the bound fields of each language, side by side."""
        return [(self[f"title-{code}"], self[f"description-{code}"]) for code in self.languages]

    def has_changed(self):
        """Whether something was written: a number alone does not make a focus area."""
        return bool(set(self.changed_data) - {"id", "ORDER"})

    def clean(self):
        cleaned = super().clean()
        titles = [name for name in self.fields if name.startswith("title-")]
        if not any(cleaned.get(name) for name in titles) and not set(titles) & set(self.errors):
            self.add_error(titles[0], _("Give this focus area a title in one language at least."))
        return cleaned

    def value(self, before):
        """Return the focus area as publish() takes it.

        Args:
            before: the area as it was, for the languages that the page does not show; or {}.
        """
        texts = {}
        for name in ("title", "description"):
            typed = {code: self.cleaned_data[f"{name}-{code}"] for code in self.languages}
            whole = (before.get(name) or {}) | typed
            texts[name] = {code: text for code, text in whole.items() if text}
        return {"id": str(self.cleaned_data.get("id") or ""), **texts}


_ROWS = forms.formset_factory(
    AreaForm,
    can_order=True,
    can_delete=True,
    extra=1,
    max_num=values.FOCUS_AREA_LIMIT,
    # A form may say that it has a hundred million rows; those taken away count too.
    absolute_max=4 * values.FOCUS_AREA_LIMIT,
)


class AreaFormSet(_ROWS):
    """The rows in the order of their numbers; an empty one stands ready at the end."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Order")
        form.fields["ORDER"].widget.attrs["min"] = 1
        form.fields["DELETE"].label = _("Remove this focus area")


class FocusForm(StepForm):
    """The StepForm of the focus areas: its one cell is a list, edited in rows."""

    def __init__(self, workspace, step, data=None, files=None, mine=None):
        super().__init__(workspace, step, data, files, mine)
        self.areas = AreaFormSet(
            data,
            initial=[_initial(area) for area in self.initial[CELL]],
            prefix="areas",
            form_kwargs={"languages": workspace.languages},
        )

    def add_cells(self, names):
        """Add nothing: the rows hold the one cell."""

    def is_valid(self):
        return self.areas.is_valid() & super().is_valid()

    def clean(self):
        if not self.areas.is_valid():
            return self.cleaned_data
        before = {area["id"]: area for area in self.now[CELL]}
        areas = [
            form.value(before.get(str(form.cleaned_data.get("id")), {}))
            for form in self.areas.ordered_forms
        ]
        self.typed = FormValues(self._checked({CELL: areas}), self.shown)
        return self.cleaned_data

    def problems(self):
        problems = super().problems()
        for form in self.areas.forms:
            for field in form.visible_fields():
                problems += [(field.auto_id, message) for message in field.errors]
        return problems + [("", message) for message in self.areas.non_form_errors()]


def _initial(area):
    row = {"id": area["id"]}
    for name in ("title", "description"):
        row |= {f"{name}-{code}": text for code, text in (area[name] or {}).items()}
    return row
