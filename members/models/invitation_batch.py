"""Invitations to many members at once: whom they go to, and what became of each."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .editor import Editor, Invitation
from .import_job import ImportJob
from .member import Member


class InvitationBatchQuerySet(models.QuerySet):
    """Many batches at once."""

    def unfinished(self):
        """Batches that were sent off and are not through."""
        return self.filter(state=InvitationBatch.State.SENDING)

    def forgotten(self):
        """Drafts that nobody sent within a week."""
        since = timezone.now() - timedelta(days=7)
        return self.filter(state=InvitationBatch.State.DRAFT, created_at__lt=since)


class InvitationBatch(models.Model):
    """Invitations to the owners of many members, prepared first and sent off once."""

    class State(models.TextChoices):
        """Where the batch stands."""

        DRAFT = "draft", _("Not sent yet")
        SENDING = "sending", _("Being sent")
        DONE = "done", _("Sent")

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("prepared"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    # {language: staff's own words in the mails of that language}
    messages = models.JSONField(default=dict, blank=True)
    # The import whose column of owners it comes from.
    job = models.OneToOneField(ImportJob, models.SET_NULL, null=True, related_name="invitations")
    worked_at = models.DateTimeField(null=True, help_text="when a worker last said that it lives")

    objects = InvitationBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitations to many")
        verbose_name_plural = _("invitations to many")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "sending", "done"]),
                name="invitation_batch_state_known",
            )
        ]

    def __str__(self):
        return f"{self.created_at:%Y-%m-%d} {self.created_by}"

    def move(self, old, new):
        """Take the batch from one state to another; return False where somebody was faster."""
        same = InvitationBatch.objects.filter(pk=self.pk, state=old)
        changed = same.update(state=new, worked_at=None)
        self.refresh_from_db()
        return bool(changed)

    def counts(self):
        """Return {outcome: rows}, all outcomes of BatchInvitation included."""
        rows = self.rows.order_by().values_list("outcome").annotate(n=Count("pk"))
        return dict.fromkeys(BatchInvitation.Outcome.values, 0) | dict(rows)


class BatchInvitation(models.Model):
    """One member of a batch: the address that is invited, and what became of it."""

    class Outcome(models.TextChoices):
        """What the row comes to."""

        WAITING = "waiting", _("To be invited")
        SENT = "sent", _("Invited")
        NO_ADDRESS = "no_address", _("No e-mail address")
        OWNED = "owned", _("Has an owner")
        EDITS = "edits", _("This person edits the profile already")
        INVITED = "invited", _("This person was invited already")
        MANY = "many", _("Too many invitations are open")
        LEFT = "left", _("Has left the federation")

    batch = models.ForeignKey(InvitationBatch, models.CASCADE, related_name="rows")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch", "outcome"], name="batch_row_by_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "member"], name="batch_member_once"),
            models.CheckConstraint(
                condition=Q(
                    outcome__in=[
                        "waiting",
                        "sent",
                        "no_address",
                        "owned",
                        "edits",
                        "invited",
                        "many",
                        "left",
                    ]
                ),
                name="batch_row_outcome_known",
            ),
        ]

    def __str__(self):
        return f"{self.member} → {self.email}"


def expected_outcomes(pairs, *, owned=True):
    """Return {member's key: BatchInvitation.Outcome} as invitations would come out now.

    Four queries, however many.

    Args:
        pairs: {member's key: lower-case address, or ""}.
        owned: whether a member that has an owner is left out.
    """
    outcome = BatchInvitation.Outcome
    former = Member.objects.filter(pk__in=pairs, status=Member.Status.FORMER)
    former_members = set(former.values_list("pk", flat=True))
    editors = list(Editor.objects.filter(member__in=pairs).values_list("member", "user__email"))
    editing = {(member, email.lower()) for member, email in editors}
    owners = Editor.objects.reachable().filter(member__in=pairs, role=Editor.Role.OWNER)
    with_owner = set(owners.values_list("member", flat=True)) if owned else set()
    waiting = Invitation.objects.open().filter(member__in=pairs).order_by()
    invited = {(member, email.lower()) for member, email in waiting.values_list("member", "email")}

    def of(member, email):
        checks = (
            (member in former_members, outcome.LEFT),
            (member in with_owner, outcome.OWNED),
            (not email, outcome.NO_ADDRESS),
            ((member, email) in editing, outcome.EDITS),
            ((member, email) in invited, outcome.INVITED),
        )
        return next((result for is_so, result in checks if is_so), outcome.WAITING)

    return {member: of(member, email) for member, email in pairs.items()}
