"""Where a logo's files are, from the one word that a member keeps of it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

WIDTHS = {"small": 96, "medium": 192, "large": 384}
# The profile shows a logo 96 pixels wide or high at most (its tile less the padding); a screen of
# double density then has 192 of its own to fill. With fewer the picture is blown up, and blurred.
SHARP = WIDTHS["medium"]


def blur_warning(width, height):
    """Return the sentence that a picture of this size is too small to be sharp."""
    sentence = _(
        "This picture is %(width)s × %(height)s pixels and will look blurred. It is sharp when "
        "its longest side has at least %(least)s pixels."
    )
    return sentence % {"width": width, "height": height, "least": SHARP}


@dataclass(frozen=True)
class Logo:
    """A logo in three widths.

    Attributes:
        digest: the SHA-256 of the re-encoded picture, in hex: the name of its files.
        width: pixels of the large one.
        height: pixels of the large one.
    """

    digest: str
    width: int
    height: int

    @classmethod
    def of(cls, word):
        """Return the Logo of "digest-384x120", or None for an empty word."""
        if not word:
            return None
        digest, size = word.split("-")
        width, height = size.split("x")
        return cls(digest, int(width), int(height))

    @property
    def blur_warning(self):
        """The sentence that this logo is too small to be sharp, or ""."""
        if max(self.width, self.height) >= SHARP:
            return ""
        return blur_warning(self.width, self.height)

    def _url(self, size):
        return reverse("logo", args=[self.digest, WIDTHS[size]])

    @property
    def small(self):
        """Address of the 96-pixel picture."""
        return self._url("small")

    @property
    def medium(self):
        """Address of the 192-pixel picture."""
        return self._url("medium")

    @property
    def large(self):
        """Address of the 384-pixel picture."""
        return self._url("large")
