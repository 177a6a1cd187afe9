"""The yearly check: rounds in which a member's owners are asked whether its page is still right."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .editor import hash_token
from .member import Member


class CheckRoundQuerySet(models.QuerySet):
    """Many rounds at once."""

    def open(self):
        """Rounds that wait for an answer, marked members' included."""
        return self.filter(state__in=CheckRound.OPEN)


class CheckRound(models.Model):
    """One asking of a member, from the first mail to the answer. Dates are of the site's zone."""

    class State(models.TextChoices):
        """How far it is."""

        ALONE = "alone", _("Nobody to ask")
        ASKED = "asked", _("Asked")
        REMINDED = "reminded", _("Reminded")
        LAST = "last", _("Asked for the last time")
        MARKED = "marked", _("Marked as not confirmed")
        ANSWERED = "answered", _("Confirmed")
        ENDED = "ended", _("Ended without an answer")

    OPEN = (State.ALONE, State.ASKED, State.REMINDED, State.LAST, State.MARKED)

    member = models.ForeignKey(Member, models.CASCADE, related_name="rounds")
    # The member's confirmation as it was at the start: a later one is the answer.
    confirmed_before = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    reached_on = models.DateField()
    # When the next state is due; none where nothing follows.
    next_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CheckRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of the yearly check")
        verbose_name_plural = _("rounds of the yearly check")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_on"], name="round_by_next_step")]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=["alone", "asked", "reminded", "last", "marked"]),
                name="round_one_open_a_member",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["alone", "asked", "reminded", "last", "marked"])
                | Q(next_on__isnull=False),
                name="round_open_has_a_next_step",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_state_display()}"

    @property
    def since(self):
        """The day since when the member has not confirmed: its last time, else its first day."""
        return timezone.localdate(self.confirmed_before or self.member.created_at)


class CheckRecipient(models.Model):
    """One person to ask in one stage of a round: planned, then mailed, and so exactly once."""

    class Stage(models.TextChoices):
        """Which of the mails."""

        FIRST = "first", _("First mail")
        REMINDER = "reminder", _("Reminder")
        LAST = "last", _("Last mail")

    class State(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", _("Planned")
        MAILED = "mailed", _("Mailed")
        DROPPED = "dropped", _("No longer needed")

    round = models.ForeignKey(CheckRound, models.CASCADE, related_name="asks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("question of the yearly check")
        verbose_name_plural = _("questions of the yearly check")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "user", "stage"], name="ask_once_a_person_and_stage"
            ),
            models.CheckConstraint(
                condition=Q(state="mailed", mailed_at__isnull=False)
                | Q(state__in=["planned", "dropped"], mailed_at=None),
                name="ask_mailed_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(state="planned"), name="ask_planned_by_user")
        ]

    def __str__(self):
        return f"{self.user}: {self.round} ({self.get_stage_display()})"


class ConfirmationLinkQuerySet(models.QuerySet):
    """Many links at once."""

    def open(self):
        """Links that can still be used."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())


class ConfirmationLink(models.Model):
    """The way into the page on which one person confirms one member: used once, within 60 days."""

    # Longer than any holiday: who finds the mail of July in September can still answer it.
    DAYS = 60

    class Outcome(models.TextChoices):
        """What it was used for."""

        CONFIRMED = "confirmed", _("Confirmed")
        CHANGED = "changed", _("Confirmed with changes")
        STOPPED = "stopped", _("Says that it has stopped")
        PASSED_ON = "passed_on", _("Names somebody else to ask")

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    # What was said piece by piece: {"right": {piece: digest}, "change": [piece, …]} until the
    # changes are sent; {"live": [field, …], "waits": […], "told": […]} once the link is used up.
    answers = models.JSONField(default=dict, blank=True)

    objects = ConfirmationLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link of the yearly check")
        verbose_name_plural = _("links of the yearly check")
        indexes = [models.Index(fields=["expires_at"], name="confirmation_link_by_end")]

    def __str__(self):
        return f"{self.user} → {self.member}"

    @classmethod
    def make(cls, member, user):
        """Keep a new link for a person and a member; return its token, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        end = timezone.now() + timedelta(days=cls.DAYS)
        cls.objects.create(member=member, user=user, token_hash=hash_token(token), expires_at=end)
        return token
