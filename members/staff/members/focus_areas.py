"""Focus areas in the member's form: rows that can be added, put in order and taken away."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.models import FocusArea
from members.models.texts import TextsFormField
from members.publishing import values

_TITLE = FocusArea._meta.get_field("title")
_DESCRIPTION = FocusArea._meta.get_field("description")
_PREFIX = "focus_areas"


class FocusAreaForm(forms.Form):
    """One focus area; its id stays the same when it moves or is written again."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = TextsFormField(
        label=_("Title"),
        max_text_length=_TITLE.max_text_length,
        error_messages={"required": _("Give this focus area a title in one language at least.")},
    )
    description = TextsFormField(
        label=_("Description"),
        multiline=True,
        max_text_length=_DESCRIPTION.max_text_length,
        required=False,
    )

    def heading(self):
        """Return the title in the active language, else the first; "" where there is none yet."""
        title = self.initial.get("title") or {}
        return title.get(get_language()) or next(iter(title.values()), "")

    def has_changed(self):
        """Whether something was written: a number alone does not make a focus area."""
        return bool({"title", "description", "DELETE"} & set(self.changed_data))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for textarea in self.fields["description"].widget.widgets:
            textarea.attrs["rows"] = 4


_ROWS = forms.formset_factory(
    FocusAreaForm,
    can_order=True,
    can_delete=True,
    extra=1,
    max_num=values.FOCUS_AREA_LIMIT,
    absolute_max=4 * values.FOCUS_AREA_LIMIT,
)


class FocusAreaFormSet(_ROWS):
    """The rows in the order of their numbers; an empty one stands ready at the end."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is not None:
            form.label = _("Focus area %(number)d") % {"number": index + 1}
        form.fields["ORDER"].label = _("Order")
        form.fields["ORDER"].widget.attrs["min"] = 1
        form.fields["DELETE"].label = _("Remove this focus area")

    def values(self):
        """Return the focus areas as publish() takes them; call it on a valid formset."""
        return [
            {
                "id": str(form.cleaned_data.get("id") or ""),
                "title": form.cleaned_data["title"],
                "description": form.cleaned_data["description"],
            }
            for form in self.ordered_forms
        ]


def focus_area_rows(areas, data=None, files=None):
    """Return the formset of some focus areas.

    Args:
        areas: what is shown, as revisions keep it.
        data: request.POST, or None for a form that was not sent.
        files: request.FILES, likewise.
    """
    return FocusAreaFormSet(data, files, initial=areas, prefix=_PREFIX)
