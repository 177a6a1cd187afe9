"""Texts that stayed as they were while the same text was edited in another language."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .member import Member


class BehindQuerySet(models.QuerySet):
    """Many texts at once."""

    def open(self):
        """Texts that nobody said are right all the same."""
        return self.filter(settled_at=None)


class BehindText(models.Model):
    """One text of a profile in one language that other languages have left behind.

    publish() writes the rows, by the rule of members.models.drift.
    """

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="behind_texts", verbose_name=_("member")
    )
    field = models.CharField(_("field"), max_length=20)
    language = models.CharField(_("language"), max_length=8)
    source = models.CharField(_("edited last in"), max_length=8)
    edits = models.PositiveIntegerField(_("edits behind"))
    since = models.PositiveIntegerField(_("right in revision"))
    marks = models.JSONField(default=dict)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("said to be right by"),
    )
    settled_at = models.DateTimeField(_("said to be right"), null=True, blank=True)

    objects = BehindQuerySet.as_manager()

    class Meta:
        verbose_name = _("text that is behind")
        verbose_name_plural = _("texts that are behind")
        ordering = ["member", "language", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "field", "language"], name="behind_once_a_text"
            )
        ]

    def __str__(self):
        return f"{self.member}: {self.field} ({self.language})"

    def settle(self, by):
        """Remember that somebody looked and found the text right; False where it was said."""
        rows = BehindText.objects.open().filter(pk=self.pk, edits=self.edits)
        updated = rows.update(settled_by=by, settled_at=timezone.now())
        self.refresh_from_db()
        return bool(updated)
