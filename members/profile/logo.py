"""The page of the logo: choose or drop a file, cut it to size, or take the logo away."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from members.presenting.logo import SHARP, WIDTHS, Logo, blur_warning
from members.publishing.logos import logo_path, store_logo

from .drafting import FormValues
from .forms import StepForm

CELL = "logo"
_SIDES = {
    "left": _("Left"),
    "top": _("Top"),
    "right": _("Right"),
    "bottom": _("Bottom"),
}


class LogoForm(StepForm):
    """The StepForm of the logo; a file that is sent is verified and kept at once."""

    def add_cells(self, names):
        """Add a file, four sides to cut off, and a box to take the logo away."""
        accept = "image/png,image/jpeg,image/webp,image/avif"
        self.fields["file"] = forms.FileField(
            label=_("Choose a file, or drop it here"),
            required=False,
            allow_empty_file=True,  # store_logo() says it better
            widget=forms.FileInput({"accept": accept}),
            help_text=_(
                "PNG, JPEG, WebP or AVIF, at most 5 MB. A transparent background looks best."
            ),
        )
        for side, label in _SIDES.items():
            self.fields[side] = forms.IntegerField(
                label=label, min_value=0, max_value=95, required=False, initial=0
            )
        self.fields["remove"] = forms.BooleanField(label=_("Remove the logo"), required=False)

    @property
    def logo(self):
        """The Logo that is proposed now, or None."""
        return Logo.of(self.now[CELL])

    @property
    def live_logo(self):
        """The Logo on the public page, or None."""
        return Logo.of(self.workspace.live[CELL])

    @property
    def least(self):
        """Pixels that the longest side needs to be sharp, for the page's script."""
        return SHARP

    @property
    def blur_words(self):
        """The warning of a picture too small to be sharp, with places for the script to fill."""
        return blur_warning("{width}", "{height}")

    def warnings(self):
        """Return the warning that the new logo is too small to be sharp, if it is."""
        word = self.typed.values[CELL]
        logo = Logo.of(word) if word != self.now[CELL] else None
        return [logo.blur_warning] if logo and logo.blur_warning else []

    def sides(self):
        """Return the bound fields of the four sides."""
        return [self[side] for side in _SIDES]

    def clean(self):
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.typed = FormValues({CELL: self._word(cleaned)}, self.shown)
        except ValidationError as error:
            self.add_error("file", error)
        return cleaned

    def _word(self, cleaned):
        """Return the word that `Member.logo` would hold.

        Raises:
            ValidationError: saying what was found instead of a logo.
        """
        crop = [(cleaned[side] or 0) / 100 for side in _SIDES]
        if cleaned["file"] is not None:
            return store_logo(cleaned["file"], crop)
        if cleaned["remove"]:
            return ""
        word = self.now[CELL]
        if word and any(crop):
            path = logo_path(word[:32], WIDTHS["large"])
            return store_logo(ContentFile(path.read_bytes()), crop)
        return word
