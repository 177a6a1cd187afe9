"""Somebody says of a member: this is my organisation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .member import Member


class Claim(models.Model):
    """A request to become a member's editor, for staff to decide."""

    class State(models.TextChoices):
        """What staff decided."""

        OPEN = "open", _("To be decided")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="claims", verbose_name=_("member")
    )
    name = models.CharField(_("your name"), max_length=150)
    email = models.EmailField(_("your e-mail address"))
    function = models.CharField(_("your function there"), max_length=120)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    # As with reports: a keyed hash that changes daily, for the rate limit alone.
    sender = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["sender", "created_at"], name="claim_by_sender")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="claim_refused_with_a_reason"
            )
        ]

    def __str__(self):
        return f"{self.name}: {self.member}"

    @property
    def is_of_the_same_domain(self):
        """Whether the address's domain is the website's: evidence, never decisive."""
        domain = self.email.rpartition("@")[2].lower()
        host = self.member.website_host
        return bool(host) and (domain == host or domain.endswith(f".{host}"))
