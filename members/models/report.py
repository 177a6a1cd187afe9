"""What readers say is wrong on a profile, kept for staff."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .member import Member


class ReportQuerySet(models.QuerySet):
    """Many reports at once."""

    def lately_from(self, sender, within=timedelta(hours=1)):
        """Reports of one sender in the last hour, for the rate limit."""
        return self.filter(sender=sender, created_at__gte=timezone.now() - within)


class Report(models.Model):
    """One reader's message about one member."""

    class Kind(models.TextChoices):
        """What is wrong."""

        CONTACT = "contact", _("An address, phone number or link is wrong")
        TEXT = "text", _("A text is wrong or out of date")
        STOPPED = "stopped", _("The organisation no longer exists")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        """How far staff are with it."""

        OPEN = "open", _("Open")
        RESOLVED = "resolved", _("Resolved")
        DISMISSED = "dismissed", _("Set aside")

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="reports", verbose_name=_("member")
    )
    kind = models.CharField(_("what is wrong"), max_length=10, choices=Kind.choices)
    message = models.TextField(_("message"), max_length=2000)
    email = models.EmailField(_("reporter's e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    # A keyed hash that changes daily: enough for a rate limit, useless for following a person.
    sender = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader's report")
        verbose_name_plural = _("readers' reports")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["sender", "created_at"], name="report_by_sender")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.member}"
