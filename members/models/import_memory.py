"""What people said that an import should read as something else, kept for the next import."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RememberedReading(models.Model):
    """One word of a file and what it means here: "Health" is the theme gezondheid.

    Attributes:
        field: publish()'s name of the field, or HEADING for the heading of a column.
        written: what stands in the file, in small letters.
        meaning: what is read instead; "" is nothing. Of a heading, the key of a column.
    """

    HEADING = "heading"
    LONGEST = 120

    field = models.CharField(max_length=40)
    written = models.CharField(_("in the file"), max_length=LONGEST)
    meaning = models.CharField(_("read as"), max_length=2000, blank=True)
    remembered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("remembered reading")
        verbose_name_plural = _("remembered readings")
        constraints = [
            models.UniqueConstraint(fields=["field", "written"], name="remembered_reading_once")
        ]

    def __str__(self):
        return f"{self.written} → {self.meaning}"
