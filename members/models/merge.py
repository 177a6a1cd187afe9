"""Two members that became one, with what it takes to take them apart again."""

from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .member import Member


class Merge(models.Model):
    """One merge: who, when and why, and the state before of everything that it moved."""

    UNDO_DAYS = 30

    kept = models.ForeignKey(
        Member, models.PROTECT, related_name="merges", verbose_name=_("member that stays")
    )
    gone = models.ForeignKey(
        Member, models.PROTECT, related_name="merges_away", verbose_name=_("member merged into it")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    # See members.publishing.merging for its form.
    record = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undo_reason = models.CharField(_("why it was undone"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two_members"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merge_once_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.gone} → {self.kept}"

    @property
    def undo_until(self):
        """Until when it can be undone."""
        return self.created_at + timedelta(days=self.UNDO_DAYS)

    @property
    def can_be_undone(self):
        """Whether it still stands and is young enough."""
        return self.undone_at is None and timezone.now() < self.undo_until
