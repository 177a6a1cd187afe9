"""The form of a merge: for each field in which two members differ, whose value stays."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from members.presenting.diff import diff
from members.presenting.labels import field_label
from members.publishing.merge_values import (
    BOTH,
    GONE,
    KEPT,
    NAMED,
    differing,
    options,
    parts,
    suggested,
)

_PREFIX = "choice-"
_POSITION = _("Position on the map")
_REASON = _("Why are you merging them?")


@dataclass(frozen=True)
class Card:
    """One choice of a field, as a person sees it.

    Attributes:
        radio: the form's radio button.
        side: "kept", "gone", "both" or "named".
        label: whose value it is, in words.
        fields: FieldDiffs to show one side of; none for what joins both.
    """

    radio: forms.boundfield.BoundWidget
    side: str
    label: str
    fields: list


class MergeForm(forms.Form):
    """The choices, the reason, and the revisions of both that the person saw."""

    base_kept = forms.IntegerField(widget=forms.HiddenInput)
    base_gone = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_REASON,
        max_length=300,
        required=False,
        help_text=_("For your colleagues. It is shown in the history of both."),
    )

    def __init__(self, data=None, *, target, duplicate, ours, theirs, keep=None):
        """Make the form of two members.

        Args:
            data: request.POST, or None.
            kept, gone: the two Members.
            ours, theirs: their plain values.
            keep: a form sent before, whose choices an unsent form takes over.
        """
        self.kept, self.gone, self.ours, self.theirs = target, duplicate, ours, theirs
        self.names = [name for name in differing(ours, theirs) if len(self._offered(name)) > 1]
        earlier = keep.data if keep else {}
        initial = {"base_kept": target.revision, "base_gone": duplicate.revision}
        initial |= {"reason": earlier.get("reason", "")}
        for name in self.names:
            chosen = earlier.get(f"{_PREFIX}{name}")
            is_offered = chosen in self._offered(name)
            initial[f"{_PREFIX}{name}"] = chosen if is_offered else suggested(name, ours, theirs)
        super().__init__(data, initial=initial)
        for name in self.names:
            self.fields[f"{_PREFIX}{name}"] = forms.ChoiceField(
                label=_label(name),
                choices=[(choice, self._words(choice)) for choice in self._offered(name)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose whose value stays.")},
            )

    def _offered(self, name):
        return options(name, self.ours, self.theirs)

    def _words(self, choice):
        return {
            KEPT: _("As in %(name)s") % {"name": self.kept.name},
            GONE: _("As in %(name)s") % {"name": self.gone.name},
            BOTH: _("Both together"),
            NAMED: _("With “%(name)s” as a former name") % {"name": self.gone.name},
        }[choice]

    def choices(self):
        """Return {field: choice} of a valid form."""
        return {name: self.cleaned_data[f"{_PREFIX}{name}"] for name in self.names}

    def has_moved(self):
        """Whether one of the two has another revision than the person saw."""
        bases = (self.cleaned_data.get("base_kept"), self.cleaned_data.get("base_gone"))
        return bases != (self.kept.revision, self.gone.revision)

    def rows(self, labels):
        """Return (BoundField, [Card, …]) of each field to choose, in the order of a profile."""
        changes = {
            part: {"old": self.ours[part], "new": self.theirs[part]}
            for name in self.names
            for part in parts(name)
        }
        fields = {field.name: field for field in diff(changes, labels)}
        order = [name for name in fields if name in self.names]
        return [(self[f"{_PREFIX}{name}"], self._cards(name, fields)) for name in order]

    def _cards(self, name, by_name):
        bound = self[f"{_PREFIX}{name}"]
        fields = [by_name[part] for part in parts(name) if self.ours[part] != self.theirs[part]]
        return [
            Card(radio, side, self._words(side), fields if side in (KEPT, GONE) else [])
            for radio, side in zip(bound, self._offered(name), strict=True)
        ]

    def sent(self):
        """Return (name, value) of everything that the next page's form carries on."""
        return [
            (name, self.data.get(name, "")) for name in self.fields if name != "csrfmiddlewaretoken"
        ]


def _label(name):
    return _POSITION if name == "latitude" else field_label(name)
