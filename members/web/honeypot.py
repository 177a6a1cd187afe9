"""Two quiet signs that a form may have been filled in by a machine; nobody is refused for them.

Who shows one of them is asked to look once more and to press a button. A person does, and most
machines do not.
"""

import time

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

_SALT = "members.report"
_FASTEST = 3  # seconds; hardly anybody reads and writes in less
_LONGEST = 24 * 3600
# Programs that fill in forms for people go by a field's name and by these attributes.
_IGNORED = {
    "autocomplete": "off",
    "tabindex": "-1",
    "data-1p-ignore": True,
    "data-lpignore": "true",
    "data-bwignore": True,
    "data-form-type": "other",
}


class QuietTraps(forms.Form):
    """A field that no person sees, and the time that a person takes."""

    second_look = forms.CharField(
        label=_("Leave this field empty"), required=False, widget=forms.TextInput(_IGNORED)
    )
    started = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["started"] = signing.dumps(int(time.time()), salt=_SALT)

    @property
    def looks_made(self):
        """Whether a valid form may be a machine's: it is to be shown once more before it counts."""
        cleaned = self.cleaned_data
        return bool(cleaned.get("second_look")) or not _took_a_while(cleaned.get("started", ""))

    def again(self):
        """Return what the form is sent with, {name: value}, once a person has looked at it."""
        started = self.cleaned_data.get("started", "")
        is_valid = _begun(started) is not None
        return {"second_look": "", "started": started if is_valid else self.initial["started"]}


def _took_a_while(started):
    begun = _begun(started)
    return begun is not None and time.time() - begun >= _FASTEST


def _begun(started):
    """Return when a form was opened, in seconds since 1970; None where that cannot be believed."""
    try:
        return signing.loads(started, salt=_SALT, max_age=_LONGEST)
    except signing.BadSignature:
        return None
