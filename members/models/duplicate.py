"""Two members that may be one organisation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .member import Member


class DuplicateQuerySet(models.QuerySet):
    """Many pairs at once."""

    def open(self):
        """Pairs that nobody set aside, of members that have not left, the likeliest first."""
        former = Member.Status.FORMER
        pairs = self.filter(settled_at=None)
        pairs = pairs.exclude(first__status=former).exclude(second__status=former)
        return pairs.order_by("-score", "pk")

    def settled(self):
        """Pairs that somebody said are two, the latest decision first."""
        return self.filter(settled_at__isnull=False).order_by("-settled_at", "pk")


class PossibleDuplicate(models.Model):
    """One pair, with what makes it suspect; a decision that they are two is remembered."""

    first = models.ForeignKey(Member, models.CASCADE, related_name="+")
    second = models.ForeignKey(Member, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(_("likeness"))
    reasons = models.JSONField(_("reasons"), default=list)
    found_at = models.DateTimeField(_("found"), auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["settled_at", "-score"], name="duplicate_by_likeness")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_in_order"),
        ]

    def __str__(self):
        return f"{self.first} – {self.second}"

    def settle(self, by):
        """Say that they are two; return False where a colleague was faster."""
        return self._move(None, by, timezone.now())

    def reopen(self, by):
        """Take that back."""
        return self._move(self.settled_at, None, None) if self.settled_at else False

    def _move(self, was, by, when):
        same = PossibleDuplicate.objects.filter(pk=self.pk, settled_at=was)
        changed = same.update(settled_by=by, settled_at=when)
        self.refresh_from_db()
        return bool(changed)
