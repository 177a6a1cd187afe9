"""The form in which a reviewer decides a proposal, change by change."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.models import Change
from members.models.texts import TextsFormField
from members.presenting.diff import FieldDiff, diff
from members.presenting.labels import Labels, field_label
from members.publishing import values
from members.publishing.proposals import Decision
from members.staff.members.form import plain, single_field

VERDICTS = (
    (Change.State.ACCEPTED, _("Accept")),
    (Change.State.EDITED, _("Accept with a correction")),
    (Change.State.REFUSED, _("Refuse")),
)
_UNCORRECTABLE = {"logo"}
_DECIDING = {"verdict", "reason", "over", "seen"}


class ChangeForm(forms.Form):
    """The decision on one change.

    Attributes:
        change: the Change.
        live: the field's value on the live page now.
        moved: whether that is neither what it was when it was proposed nor what was proposed.
        is_live: whether the page says by now what was proposed.
        seen_now: what `seen` is to say: the mark of the live value that this form shows.
        difference: the FieldDiff from what it was to what was proposed.
        since: where it moved, the FieldDiff from what it was to what it is now; else None.
    """

    verdict = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=VERDICTS,
        error_messages={"required": _("Choose what you decide.")},
    )
    reason = forms.CharField(
        label=_("Why do you refuse it?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The editor gets this by e-mail."),
    )
    over = forms.BooleanField(
        label=_("Replace what is on the page now"),
        required=False,
        help_text=_("Without this tick the change is set aside, and the page stays as it is."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

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
        self.seen_now = values.digest(live)
        self.moved = live not in (change.old, change.new)
        self.is_live = live == change.new
        self.difference = _between(change.field, change.old, change.new, labels)
        self.since = _between(change.field, change.old, live, labels) if self.moved else None
        if change.field in _UNCORRECTABLE:
            self.fields["verdict"].choices = [v for v in VERDICTS if v[0] != Change.State.EDITED]
        else:
            self._add_correction(change)
        # What was pasted is kept, and refused whole.
        self.fields["reason"].widget.attrs.pop("maxlength", None)
        if not self.moved:
            del self.fields["over"]

    def _add_correction(self, change):
        if change.field == "focus_areas":
            for number, area in enumerate(change.new):
                self.fields[f"title_{number}"] = _texts("title", area["title"])
                self.fields[f"description_{number}"] = _texts("description", area["description"])
        else:
            self.fields["value"] = single_field(change.field)
            self.initial["value"] = change.new

    @property
    def anchor(self):
        """The id of the heading, for mistakes that belong to no control."""
        return f"{self.prefix}-title"

    @property
    def corrections(self):
        """The bound fields with which a value is corrected."""
        return [self[name] for name in self._correcting]

    @property
    def _correcting(self):
        return [name for name in self.fields if name not in _DECIDING]

    def clean(self):
        cleaned = super().clean()
        verdict = cleaned.get("verdict")
        if verdict != Change.State.EDITED:
            # What stands in the controls of a correction does not count then.
            for name in self._correcting:
                self.errors.pop(name, None)
        if self.moved and cleaned.get("seen") and cleaned["seen"] != self.seen_now:
            self.add_error(None, _("The page changed while you were deciding. Compare again."))
        if verdict == Change.State.REFUSED and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Give a reason. The editor reads it."))
        if verdict == Change.State.EDITED and not self.errors:
            self._correct()
        return cleaned

    def _correct(self):
        name = self.change.field
        try:
            seat = self.change.proposal.member
            self.corrected = values.clean({name: self._typed()}, seat=seat)[name]
        except ValidationError as error:
            self.add_error("value" if "value" in self.fields else None, error.messages)

    def _typed(self):
        cleaned = self.cleaned_data
        if self.change.field != "focus_areas":
            return plain(self.change.field, cleaned["value"])
        return [
            {
                "id": area["id"],
                "title": cleaned[f"title_{number}"],
                "description": cleaned[f"description_{number}"],
            }
            for number, area in enumerate(self.change.new)
        ]

    def has_wrong_correction(self):
        """Whether a correction is chosen that cannot be published as it is."""
        return self["verdict"].value() == Change.State.EDITED and not self.is_valid()

    def decision(self):
        """Return the Decision of a valid form."""
        cleaned = self.cleaned_data
        edited = cleaned["verdict"] == Change.State.EDITED
        return Decision(
            cleaned["verdict"],
            self.corrected if edited else None,
            cleaned["reason"] if cleaned["verdict"] == Change.State.REFUSED else "",
            cleaned.get("over", False),
            cleaned.get("seen") or None,
        )


def would_publish(forms_of_changes):
    """Return {field: value} of what decide() would publish; undecided changes count as accepted."""
    published = {}
    for form in forms_of_changes:
        form.is_valid()
        verdict = form.cleaned_data.get("verdict") or Change.State.ACCEPTED
        set_aside = form.moved and not form.cleaned_data.get("over")
        if verdict != Change.State.REFUSED and not set_aside:
            edited = verdict == Change.State.EDITED
            published[form.change.field] = form.corrected if edited else form.change.new
    return published


@dataclass(frozen=True)
class DecidedChange:
    """A change with what became of it.

    Attributes:
        label: its field's name.
        change: the Change.
        difference: the FieldDiff from what it was to what was proposed.
        correction: the FieldDiff from what was proposed to what was published instead; or None.
    """

    label: str
    change: Change
    difference: FieldDiff
    correction: FieldDiff | None


def decided_changes(proposal, *, all_of_them):
    """Return the DecidedChanges of a proposal; those that wait too, where all are asked."""
    labels = Labels()
    rows = proposal.changes.all()
    rows = rows if all_of_them else rows.exclude(state=Change.State.PENDING)
    return [_decided(change, labels) for change in rows]


def _decided(change, labels):
    name, corrected = change.field, change.published is not None
    return DecidedChange(
        field_label(name),
        change,
        _between(name, change.old, change.new, labels),
        _between(name, change.new, change.published, labels) if corrected else None,
    )


def _between(name, old, new, labels):
    return diff({name: {"old": old, "new": new}}, labels)[0]


def _texts(name, initial):
    limits = {"title": 120, "description": 1500}
    labels = {"title": _("title"), "description": _("description")}
    return TextsFormField(
        label=labels[name],
        required=False,
        initial=initial,
        max_text_length=limits[name],
        multiline=name == "description",
    )


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
