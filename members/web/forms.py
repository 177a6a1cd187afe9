"""The form with which a reader reports a mistake."""

import time

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from members.models import Report

_SALT = "members.report"
_FASTEST = 3  # seconds; nobody reads and writes in less
_LONGEST = 24 * 3600
_LOOKS_MADE = _(
    "This form looks as if a program filled it in. Please leave the hidden field empty."
)
_WRONG_TIME = _(
    "That was too quick, or this page was open too long. "
    "What you wrote is still here: please send it again."
)


class ReportForm(forms.ModelForm):
    """What is wrong, in the reader's words; two quiet traps keep most machines out."""

    website_url = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    started = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Report
        fields = ["kind", "message", "email"]
        widgets = {"kind": forms.RadioSelect, "message": forms.Textarea({"rows": 6})}
        labels = {"message": _("What is it, and what should it be?")}
        error_messages = {
            "kind": {"required": _("Choose what is wrong.")},
            "message": {"required": _("Tell us what is wrong, so that we can mend it.")},
        }
        help_texts = {
            "email": _("Only if you would like an answer. It is shown to staff and nobody else.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Report.Kind.choices
        self.fields["email"].label = _("Your e-mail address (not required)")
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.initial["started"] = signing.dumps(int(time.time()), salt=_SALT)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("website_url"):
            self.add_error(None, _LOOKS_MADE)
        elif not self._took_a_while(cleaned.get("started", "")):
            self.data = self.data.copy()
            self.data["started"] = self.initial["started"]
            self.add_error(None, _WRONG_TIME)
        return cleaned

    @staticmethod
    def _took_a_while(started):
        try:
            begun = signing.loads(started, salt=_SALT, max_age=_LONGEST)
        except signing.BadSignature:
            return False
        return time.time() - begun >= _FASTEST
