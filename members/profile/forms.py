"""The form of one page of the workspace: cells in, and out what was typed, checked."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.core.request_input import read_json
from members.publishing import value_warnings, values
from members.publishing.theme_words import words_of_themes

from . import field_parts
from .drafting import FormValues
from .fields import field_of

_UNORDERED = {"themes", "countries", "languages"}


class StepForm(forms.Form):
    """The fields of a Step, prefilled from the draft. It saves nothing: drafting.keep() does.

    Attributes:
        now: {cell: plain value} as it is now.
        shown: {cell: digest} of what the person saw when the page was opened.
    """

    def __init__(self, workspace, step, data=None, files=None, mine=None):
        """Make the form.

        Args:
            workspace: the Workspace.
            step: the Step.
            data: request.POST, or None.
            files: request.FILES, or None.
            mine: {cell: value} to show instead of what is kept, for a page that was not sent.
        """
        self.workspace, self.step = workspace, step
        names = field_parts.cells_of(step, workspace.policies, workspace.languages)
        self.now = {name: field_parts.read(name, workspace.working) for name in names}
        self.shown = {name: field_parts.digest(value) for name, value in self.now.items()}
        if data is not None:
            self.shown = _shown(data)
        super().__init__(data, files, initial=self.now | (mine or {}), label_suffix="")
        self.add_cells(names)

    def add_cells(self, names):
        """Add a form field for each cell."""
        for name in names:
            self.fields[name] = field_of(*field_parts.parse(name))

    @property
    def token(self):
        """What the page's hidden field carries: the digests of what it was opened with."""
        return json.dumps(self.shown, separators=(",", ":"))

    def clean(self):
        cleaned = super().clean()
        self._check_coordinates(cleaned)
        self.typed = FormValues(self._checked(cleaned), self.shown)
        return cleaned

    def _check_coordinates(self, cleaned):
        both = {"latitude", "longitude"}
        if both <= set(cleaned) and len({cleaned[name] is None for name in both}) == 2:
            self.add_error("latitude", _("Give both latitude and longitude, or neither."))

    def _checked(self, typed):
        """Return {cell: plain value} of what could be read, with what differs checked."""
        typed = {name: value for name, value in typed.items() if name in self.now}
        touched = {
            name: value for name, value in typed.items() if not _same(name, value, self.now[name])
        }
        checked = {name: self.now[name] for name in typed}
        for field, value in field_parts.merged(touched, self.workspace.working).items():
            try:
                plain = values.clean({field: value}, seat=self.workspace.working)
            except ValidationError as error:
                self.show(error)
                continue
            for name in touched:
                if field_parts.parse(name)[0] == field:
                    checked[name] = field_parts.read(name, plain)
        return checked

    def show(self, error):
        """Put a ValidationError of publishing beside the fields that it is about."""
        errors = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for field, messages in errors.items():
            names = [name for name in self.fields if field_parts.parse(name)[0] == field]
            self.add_error(names[0] if names else None, messages)

    def warnings(self):
        """Return sentences about what was typed that do not refuse it."""
        changed = {
            name: value
            for name, value in self.typed.values.items()
            if name in values.FIELDS and not values.same(name, self.now[name], value)
        }
        return [*value_warnings.warnings(changed, self.workspace.working).values()]

    def problems(self):
        """Return (id of the field or "", message) of every mistake, for the summary on top."""
        problems = [("", message) for message in self.non_field_errors()]
        for field in self.visible_fields():
            anchor = f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
            problems += [(anchor, message) for message in field.errors]
        return problems

    def theme_choices(self):
        """Return (tick box, ThemeWords) of each theme."""
        words = words_of_themes()
        return [(box, words.get(str(box.data["value"]))) for box in self["themes"]]

    def country_groups(self):
        """The countries by continent."""
        return groups_of(self["countries"])

    def language_groups(self):
        """The languages, the usual ones first."""
        return groups_of(self["languages"])


def groups_of(field):
    """Return the groups of a bound field's long list of boxes, each with how many are ticked."""
    chosen = set(field.value() or ())
    return [
        {
            "label": label,
            "chosen": sum(code in chosen for code, _text in options),
            "options": [
                {
                    "id": f"{field.auto_id}_{code}",
                    "value": code,
                    "label": text,
                    "checked": code in chosen,
                }
                for code, text in options
            ],
        }
        for label, options in field.field.choices
    ]


def _same(name, value, now):
    if name in _UNORDERED:
        return sorted(value) == sorted(now)
    return value == now or (field_parts.is_blank(value) and field_parts.is_blank(now))


def _shown(data):
    digests = read_json(data.get("shown", ""))
    pairs = digests.items() if isinstance(digests, dict) else ()
    return {cell: digest for cell, digest in pairs if isinstance(digest, str)}
