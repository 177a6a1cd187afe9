"""The history: one numbered row for each published change set of a member."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .member import Member


class Revision(models.Model):
    """What changed in one publish: who, when, from where, and old and new of each field."""

    class Source(models.TextChoices):
        """Where a change came from."""

        ADMIN = "admin", _("Admin")
        SAMPLE = "sample", _("Sample data")
        IMPORT = "import", _("Import")
        EDITOR = "editor", _("Changed by its editor")
        PROPOSAL = "proposal", _("Accepted proposal")
        REPORT = "report", _("Reader’s report")
        RESTORE = "restore", _("Restored")
        MERGE = "merge", _("Merge")
        ROUND = "round", _("Yearly check")
        LEAVE = "leave", _("Left the federation")
        RETURN = "return", _("Came back")

    member = models.ForeignKey(Member, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    version = models.PositiveBigIntegerField(_("directory’s version"), unique=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    source = models.CharField(_("from"), max_length=10, choices=Source.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    changes = models.JSONField(_("changes"), help_text='{field: {"old": …, "new": …}}')
    created_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["member", "number"], name="revision_number_once")
        ]

    def __str__(self):
        return f"{self.member} #{self.number}"
