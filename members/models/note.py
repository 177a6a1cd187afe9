"""What staff write down about a member for one another. The public never sees any of it.

Neither stands on the member itself: what reads or writes a profile cannot meet them by mistake.
"""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .member import Member


class Note(models.Model):
    """What one person wrote about a member, for colleagues."""

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="notes", verbose_name=_("member")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    text = models.TextField(_("note"), max_length=4000)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.author}: {self.member}"


class Label(models.Model):
    """A word of staff's own that members are put together by, such as "call in spring"."""

    name = models.CharField(_("name"), max_length=40)
    explanation = models.CharField(
        _("what it means"), max_length=200, blank=True, help_text=_("For your colleagues.")
    )
    members = models.ManyToManyField(
        Member, blank=True, related_name="labels", verbose_name=_("members")
    )

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="label_name_once",
                violation_error_message=_("There is a label of this name already."),
            )
        ]

    def __str__(self):
        return self.name
