"""Two quiet traps that keep most machines out of a form that everybody may send."""

import time

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

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


class QuietTraps(forms.Form):
    """A field that no person sees, and the time that a person takes."""

    website_url = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    started = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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
