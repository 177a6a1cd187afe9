"""Where a logo's files are, from the one word that a member keeps of it."""

from dataclasses import dataclass

from django.urls import reverse

WIDTHS = {"small": 96, "medium": 192, "large": 384}


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
