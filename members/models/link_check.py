"""What came of asking the addresses that a profile links to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .member import Member


class LinkCheckQuerySet(models.QuerySet):
    """Many links at once."""

    def due(self, now=None):
        """Links of published members whose time has come, the longest waiting first."""
        now = now or timezone.now()
        waiting = self.filter(due_at__lte=now, member__status=Member.Status.PUBLISHED)
        return waiting.order_by("due_at", "pk")

    def suggesting(self):
        """Links that lead to another address for good, and nobody chose to keep the old one."""
        return self.filter(verdict=LinkCheck.Verdict.MOVED).exclude(kept=models.F("moved_to"))


class LinkCheck(models.Model):
    """One address on one profile, and what it answered when it was last asked."""

    class Verdict(models.TextChoices):
        """What the answers amount to (docs/freshness.md has the table)."""

        UNKNOWN = "unknown", _("Not checked yet")
        OK = "ok", _("Answers")
        MOVED = "moved", _("Has moved")
        UNCERTAIN = "uncertain", _("Uncertain")
        BROKEN = "broken", _("Broken")

    class Field(models.TextChoices):
        """Where on the profile the address stands."""

        WEBSITE = "website", _("website")
        DONATION = "donation_link", _("page for donations")
        SOCIAL = "social_links", _("social media")

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="link_checks", verbose_name=_("member")
    )
    field = models.CharField(_("field"), max_length=20, choices=Field.choices)
    url = models.CharField(_("address"), max_length=300)
    host = models.CharField(max_length=255, blank=True)
    verdict = models.CharField(
        _("verdict"), max_length=10, choices=Verdict.choices, default=Verdict.UNKNOWN
    )
    # A key of members.freshness.links.verdicts.REASONS, and the status where there was one.
    reason = models.CharField(max_length=20, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    moved_to = models.CharField(_("redirects to"), max_length=2000, blank=True)
    # The new address that somebody decided not to take over.
    kept = models.CharField(max_length=2000, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kept_at = models.DateTimeField(null=True, blank=True)
    failures = models.JSONField(default=list, blank=True, help_text="Moments of the last 7 days.")
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    checked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    due_at = models.DateTimeField(_("to be checked"), default=timezone.now)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["due_at", "id"], name="link_by_time"),
            models.Index(fields=["verdict", "field", "member"], name="link_by_verdict"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["member", "field", "url"], name="link_once_a_field"),
            models.CheckConstraint(
                condition=~Q(verdict="moved") | ~Q(moved_to=""), name="link_moved_somewhere"
            ),
        ]

    def __str__(self):
        return self.url

    def keep_old(self, by):
        """Remember that the old address stays although it leads elsewhere."""
        self.kept, self.kept_by, self.kept_at = self.moved_to, by, timezone.now()
        self.save(update_fields=["kept", "kept_by", "kept_at"])
