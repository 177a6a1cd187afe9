"""What readers say is wrong on a profile, kept for staff."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .member import Member
from .proposal import AlreadyMoved, NotAllowed
from .revision import Revision


class ReportQuerySet(models.QuerySet):
    """Many reports at once."""

    def lately_from(self, sender, within=timedelta(hours=1)):
        """Reports of one sender in the last hour, for the rate limit."""
        return self.filter(sender=sender, created_at__gte=timezone.now() - within)

    def waiting(self):
        """Reports that staff have not come to an end with, the longest waiting first."""
        return self.filter(state__in=Report.WAITING).order_by("created_at", "pk")


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
        TAKEN = "taken", _("In hand")
        RESOLVED = "resolved", _("Resolved")
        DISMISSED = "dismissed", _("Set aside")

    WAITING = (State.OPEN, State.TAKEN)

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="reports", verbose_name=_("member")
    )
    kind = models.CharField(_("what is wrong"), max_length=10, choices=Kind.choices)
    message = models.TextField(_("message"), max_length=2000)
    email = models.EmailField(_("reporter’s e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("assigned to"),
    )
    outcome = models.TextField(_("answer to the reader"), max_length=2000, blank=True)
    # What mended it, where something was to be mended.
    revision = models.ForeignKey(
        Revision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("made into"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # A keyed hash that changes daily: enough for a rate limit, useless for following a person.
    sender = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader’s report")
        verbose_name_plural = _("readers’ reports")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["sender", "created_at"], name="report_by_sender"),
            models.Index(fields=["state", "created_at"], name="report_by_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "taken", "resolved", "dismissed"]),
                name="report_state_known",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.member}"

    @property
    def seen(self):
        """What a person sees of how far it is; sent back with a decision, to notice others'."""
        return f"{self.state}.{self.assigned_to_id or ''}"

    def actions(self):
        """Return the names of what can be done with it now."""
        return [action for state, action in TRANSITIONS if state == self.state]

    def move(self, action, **columns):
        """Take it to its next state by one conditional UPDATE: no colleague can too.

        Args:
            action: an action of TRANSITIONS.
            columns: further columns to set with it.

        Raises:
            NotAllowed: where the table has no such step.
            AlreadyMoved: where somebody moved or took it first.
        """
        target = TRANSITIONS.get((self.state, action))
        if target is None:
            raise NotAllowed(f"cannot {action} a report that is {self.state}")
        as_seen = Report.objects.filter(
            pk=self.pk, state=self.state, assigned_to=self.assigned_to_id
        )
        if not as_seen.update(state=target, **columns):
            raise AlreadyMoved
        self.refresh_from_db()


_S = Report.State
# The one table: every step that there is. All of them are for whoever may change reports.
TRANSITIONS = {
    (_S.OPEN, "assign"): _S.TAKEN,
    (_S.OPEN, "resolve"): _S.RESOLVED,
    (_S.OPEN, "dismiss"): _S.DISMISSED,
    (_S.TAKEN, "assign"): _S.TAKEN,
    (_S.TAKEN, "release"): _S.OPEN,
    (_S.TAKEN, "resolve"): _S.RESOLVED,
    (_S.TAKEN, "dismiss"): _S.DISMISSED,
    (_S.RESOLVED, "reopen"): _S.OPEN,
    (_S.DISMISSED, "reopen"): _S.OPEN,
}
ACTIONS = tuple(dict.fromkeys(action for _state, action in TRANSITIONS))
