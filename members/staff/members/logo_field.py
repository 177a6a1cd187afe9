"""The logo in a form: a preview on light and dark, an upload, and a box to take it away."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from members.presenting.logo import WIDTHS, Logo
from members.publishing.logos import logo_path, store_logo

_WORD = re.compile(r"[0-9a-f]{32}-[0-9]{1,3}x[0-9]{1,3}\Z")


class LogoWidget(forms.MultiWidget):
    """The word of the logo that is there (hidden), a file, and "remove"."""

    template_name = "staff/widgets/logo.html"
    needs_multipart_form = True

    class Media:
        js = [forms.Script("staff/members/logo.js", defer=True)]

    def __init__(self):
        accept = {"accept": "image/png,image/jpeg,image/webp,image/avif"}
        widgets = {
            "word": forms.HiddenInput(),
            "file": forms.FileInput(accept),
            "remove": forms.CheckboxInput(),
        }
        super().__init__(widgets)

    def decompress(self, value):
        return [value or "", None, False]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        word = context["widget"]["subwidgets"][0]["value"] or ""
        context["widget"]["logo"] = Logo.of(word) if _is_kept(word) else None
        return context


class LogoField(forms.MultiValueField):
    """A form field whose value is the word that `Member.logo` holds, or ""."""

    widget = LogoWidget

    def __init__(self, **kwargs):
        fields = [
            forms.CharField(required=False),
            forms.FileField(required=False),
            forms.BooleanField(required=False),
        ]
        super().__init__(fields, required=False, require_all_fields=False, **kwargs)

    def clean(self, value):
        """Return the word; a picture that was sent is kept first, and wins over "remove".

        Raises:
            ValidationError: saying what was found instead of a logo.
        """
        word, upload, remove = value or ("", None, False)
        if isinstance(upload, UploadedFile):
            return store_logo(upload)
        if remove or not word:
            return ""
        if not _is_kept(word):
            raise ValidationError(_("This logo is not kept here. Please choose the file again."))
        return word

    def has_changed(self, initial, data):
        return True  # the form compares the words itself


def _is_kept(word):
    return bool(_WORD.match(word)) and logo_path(word[:32], WIDTHS["large"]).exists()
