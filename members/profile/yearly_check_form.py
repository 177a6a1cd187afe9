"""What comes back from the page of the yearly check: answers, and what should stand there."""

from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.freshness.yearly_check.corrections import Answer
from members.presenting import current_site
from members.presenting.labels import field_label
from members.publishing import values

from . import field_parts
from .fields import field_of
from .yearly_check_rows import CHANGE, HERE, RIGHT, STAFF, WORKSPACE, by_part, rows_of

_NOTE_LIMIT = 500


class CheckForm(forms.Form):
    """All pieces of a member's page with their answers; it saves nothing.

    Attributes:
        rows: the Rows.
        problems: [(id of a control, message), …] of all mistakes, for the summary on top.
    """

    def __init__(self, member, site, data=None, *, to_change=None, is_stale=False):
        """Make the form.

        Args:
            member: the Member, with its parts.
            site: the Site.
            data: request.POST, or None.
            kept: the pieces that this person said before to be changed.
            moved: whether the page was changed since it was opened: "right" is then not
                believed of what is in doubt, and what was typed is shown again.
        """
        super().__init__(data, label_suffix="")
        self.live = values.read(member)
        self.rows = rows_of(member, site)
        for row in self.rows:
            self._answer(row, data, to_change or (), is_stale)
            self._add_input(row)
        if data is not None and not is_stale:
            self._check()

    def _answer(self, row, data, to_change, is_stale):
        answer = data.get(row.input_name) if data is not None else None
        if row.cell in to_change and data is None:
            answer = CHANGE
        if is_stale and row.doubts and answer == RIGHT:
            answer = None
        # What is not in doubt counts as right until somebody says otherwise.
        row.answer = answer if answer in (RIGHT, CHANGE) else "" if row.doubts else RIGHT

    def _add_input(self, row):
        if row.way == WORKSPACE:
            return
        if row.way == STAFF:
            attrs = {"rows": 2}
            field = forms.CharField(max_length=_NOTE_LIMIT, widget=forms.Textarea(attrs))
            field.label = _("What is right?")
        else:
            field = field_of(row.name, row.language)
            field.label, field.initial = _("What should it be?"), row.value
        field.required = False
        field.widget.is_required = False
        field.widget.attrs.pop("maxlength", None)  # what was pasted is kept, and refused whole
        self.fields[row.text_name] = field
        row.input = self[row.text_name]

    def _check(self):
        self.full_clean()
        changed = [row for row in self.rows if row.answer == CHANGE]
        for row in self.rows:
            row.is_unanswered = not row.answer
        for row in changed:
            if row.way != WORKSPACE:
                row.errors = list(self.errors.get(row.text_name, ()))
            if not row.errors and row.way != WORKSPACE and (wrong := self._lacks(row)):
                row.errors = [wrong]
        if not any(row.errors for row in changed):
            self._check_values(changed)

    def _lacks(self, row):
        typed = self.cleaned_data.get(row.text_name)
        if row.way == STAFF:
            return "" if typed else _("Write what is right.")
        # Without the control in the data nothing came back at all.
        if self._is_new(row, typed) and row.text_name in self.data:
            return ""
        return _("Write what it should be: this is what stands there now.")

    def _is_new(self, row, typed):
        """Whether what was typed is another value, however it is written."""
        if not row.language:
            with suppress(ValidationError):
                typed = values.clean({row.name: typed}, seat=self.live)[row.name]
        return field_parts.digest(_ordered(typed)) != field_parts.digest(_ordered(row.value))

    def _check_values(self, changed):
        for name, value in self._changes().items():
            try:
                values.clean({name: value}, seat=self.live)
            except ValidationError as error:
                self.show(error)

    def show(self, error):
        """Put a ValidationError of publishing beside the rows that it is about."""
        errors = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        changed = [row for row in self.rows if row.answer == CHANGE]
        for name, messages in errors.items():
            for row in [row for row in changed if row.name == name] or changed[:1]:
                row.errors = messages

    def _changes(self):
        typed = {
            row.cell: self.cleaned_data[row.text_name]
            for row in self.rows
            if row.answer == CHANGE and row.way == HERE
        }
        return field_parts.merged(typed, self.live)

    @property
    def problems(self):
        """[(id of a control, message), …] of all mistakes, for the summary on top."""
        text = _("%(field)s: choose whether it is right or you want to change it.")
        problems = []
        for row in self.rows:
            if row.is_unanswered:
                problems.append((row.input_name, text % {"field": row.label}))
            anchor = row.input.id_for_label if row.input else row.input_name
            problems += [
                (anchor or row.input_name, f"{row.label}{_(':')} {error}") for error in row.errors
            ]
        return problems

    @property
    def doubtful(self):
        """The Rows that are asked about first."""
        return [row for row in self.rows if row.doubts]

    @property
    def parts(self):
        """The other Rows, part by part."""
        return by_part([row for row in self.rows if not row.doubts])

    def answer(self):
        """Return the Answer that a form without problems gives."""
        changed = [row for row in self.rows if row.answer == CHANGE]
        notes = {row.name: self.cleaned_data[row.text_name] for row in changed if row.way == STAFF}
        later = tuple(row.cell for row in changed if row.way == WORKSPACE)
        right = {
            row.cell: field_parts.digest(row.value) for row in self.rows if row.answer == RIGHT
        }
        return Answer(self._changes(), notes, later, right)

    def note_labels(self):
        """Return {field: its name for staff} of the rows that only staff change."""
        with override(current_site().languages[0]):
            return {row.name: str(field_label(row.name)) for row in self.rows if row.way == STAFF}

    def pages(self, member):
        """Return the addresses in the workspace on which the rest is to be changed."""
        later = [row for row in self.rows if row.answer == CHANGE and row.way == WORKSPACE]
        return list(dict.fromkeys(row.step.url(member) for row in later))


class OtherPersonForm(forms.Form):
    """Whom to ask instead."""

    email = forms.EmailField(max_length=254)
    words = forms.CharField(max_length=1500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data=None):
        super().__init__(data, label_suffix="")
        self.fields["email"].label = _("Their e-mail address")
        self.fields["words"].label = _("Anything else staff should know (optional)")
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)


def _ordered(value):
    return sorted(value) if isinstance(value, list) else value
