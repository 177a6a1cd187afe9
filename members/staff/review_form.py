"""The form in which a reviewer decides a proposal, change by change."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.models import Area, Change, Member, Place, Theme
from members.models.texts import TextsFormField
from members.presenting.diff import diff
from members.presenting.labels import Labels, field_label, term_choices
from members.publishing import values
from members.publishing.proposals import Decision

from .member_form import country_choices, language_choices
from .widgets import CheckList

VERDICTS = (
    (Change.State.ACCEPTED, _("Accept")),
    (Change.State.EDITED, _("Accept with a correction")),
    (Change.State.REFUSED, _("Refuse")),
)
_UNCORRECTABLE = {"logo"}


class ChangeForm(forms.Form):
    """The decision on one change.

    Attributes:
        change: the Change.
        live: the field's value on the live page now.
        moved: whether that is another than when it was proposed.
        difference: the FieldDiff from what it was to what was proposed.
        since: where it moved, the FieldDiff from what it was to what it is now; else None.
    """

    verdict = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect, choices=VERDICTS)
    reason = forms.CharField(
        label=_("Why not?"), required=False, max_length=1000,
        widget=forms.Textarea({"rows": 2}), help_text=_("The editor reads this."),
    )  # fmt: skip
    over = forms.BooleanField(
        label=_("Replace what is on the page now"), required=False,
        help_text=_("Without it, this change is set aside as a conflict."),
    )  # fmt: skip

    def __init__(self, change, live, labels, data=None):
        """Make the form of one Change.

        Args:
            change: the Change.
            live: the plain value on the live page.
            labels: the Labels that all forms of a page share.
            data: request.POST, or None.
        """
        super().__init__(data, prefix=change.field)
        self.change, self.live = change, live
        self.label = field_label(change.field)
        self.moved = live != change.old
        proposed = {change.field: {"old": change.old, "new": change.new}}
        self.difference = diff(proposed, labels)[0]
        now = {change.field: {"old": change.old, "new": live}}
        self.since = diff(now, labels)[0] if self.moved else None
        if change.field in _UNCORRECTABLE:
            self.fields["verdict"].choices = [v for v in VERDICTS if v[0] != Change.State.EDITED]
        else:
            self._add_correction(change)
        if not self.moved:
            del self.fields["over"]

    def _add_correction(self, change):
        if change.field == "focus_areas":
            for number, area in enumerate(change.new):
                self.fields[f"title_{number}"] = _texts("title", area["title"])
                self.fields[f"description_{number}"] = _texts("description", area["description"])
        else:
            self.fields["value"] = _field_of(change.field)
            self.initial["value"] = change.new

    @property
    def corrections(self):
        """The bound fields with which a value is corrected."""
        return [self[name] for name in self.fields if name not in ("verdict", "reason", "over")]

    def clean(self):
        cleaned = super().clean()
        verdict = cleaned.get("verdict")
        if verdict == Change.State.REFUSED and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why; the editor reads it."))
        if verdict == Change.State.EDITED and not self.errors:
            try:
                self.corrected = values.clean({self.change.field: self._typed()})[self.change.field]
            except ValidationError as error:
                self.add_error(None, error.messages)
        return cleaned

    def _typed(self):
        cleaned = self.cleaned_data
        if self.change.field != "focus_areas":
            return cleaned["value"] or None
        return [
            {
                "id": area["id"],
                "title": cleaned[f"title_{number}"],
                "description": cleaned[f"description_{number}"],
            }
            for number, area in enumerate(self.change.new)
        ]

    def decision(self):
        """Return the Decision of a valid form."""
        cleaned = self.cleaned_data
        edited = cleaned["verdict"] == Change.State.EDITED
        return Decision(
            cleaned["verdict"],
            self.corrected if edited else None,
            cleaned["reason"] if cleaned["verdict"] == Change.State.REFUSED else "",
            cleaned.get("over", False),
        )


def _texts(name, initial):
    limits = {"title": 120, "description": 1500}
    labels = {"title": _("title"), "description": _("description")}
    return TextsFormField(
        label=labels[name], required=False, initial=initial, max_text_length=limits[name],
        multiline=name == "description",
    )  # fmt: skip


def _field_of(name):
    """Return a form field with which a reviewer corrects one of publish()'s fields."""
    if name in ("place", "area"):
        terms = term_choices(Place if name == "place" else Area)
        return forms.ChoiceField(choices=[("", "—"), *terms], required=False, label=_("value"))
    choices = {"themes": lambda: term_choices(Theme), "countries": country_choices,
               "languages": language_choices}  # fmt: skip
    if name in choices:
        return forms.MultipleChoiceField(
            choices=choices[name](), required=False, widget=CheckList, label=_("value")
        )
    return Member._meta.get_field(name).formfield(required=False, label=_("value"))


def forms_of(proposal, live, data=None):
    """Return the ChangeForms of a proposal's pending changes, in their order.

    Args:
        proposal: the Proposal.
        live: {field: plain value} of the member now.
        data: request.POST, or None.
    """
    labels = Labels()
    pending = proposal.changes.filter(state=Change.State.PENDING)
    return [ChangeForm(change, live[change.field], labels, data) for change in pending]
