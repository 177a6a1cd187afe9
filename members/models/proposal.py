"""What editors propose: a set of changes, its states, and who may move it from one to the next."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.core.stale import StaleState

from .member import Member


class AlreadyMoved(StaleState):
    """A colleague was faster: the proposal is no longer in the state that the action needs."""


class NotAllowed(Exception):
    """This action is not for this person, or not for a proposal in this state."""


class ProposalQuerySet(models.QuerySet):
    """Many proposals at once."""

    def waiting(self):
        """Proposals that staff have to decide, the longest waiting first."""
        return self.filter(state=Proposal.State.SUBMITTED).order_by("submitted_at", "pk")

    def open(self):
        """Proposals that are not at their end."""
        return self.exclude(state__in=(Proposal.State.DECIDED, Proposal.State.WITHDRAWN))

    def with_people(self):
        """Load with each who proposed it and who decides."""
        return self.select_related("author", "reviewer")

    def editable_by(self, user):
        """Proposals for members that a person may edit."""
        return self.filter(member__in=Member.objects.editable_by(user))


class Proposal(models.Model):
    """An editor's set of changes to one member. Once submitted, its changes never change."""

    class State(models.TextChoices):
        """Where a proposal stands."""

        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for review")
        RETURNED = "returned", _("Returned with a question")
        DECIDED = "decided", _("Decided")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    member = models.ForeignKey(Member, models.CASCADE, related_name="proposals")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    note = models.TextField(_("note to staff"), max_length=2000, blank=True)
    # A full proposal: its editor said that everything else on the page is right.
    confirms_rest = models.BooleanField(_("the rest is right"), default=False)
    question = models.TextField(_("question to the editor"), max_length=2000, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    held_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "submitted_at"], name="proposal_by_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "returned", "decided", "withdrawn"]),
                name="proposal_state_known",
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="draft"), name="proposal_one_draft_a_member"
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=["submitted", "returned"]),
                name="proposal_one_pending_a_member",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_state_display()}"

    def move(self, action, role, **columns):
        """Take the proposal to its next state by one conditional UPDATE: nobody else can too.

        Args:
            action: an action of TRANSITIONS.
            role: the actor's Role for this member.
            columns: further columns to set with it.

        Raises:
            NotAllowed: where the table has no such step for this state and role.
            AlreadyMoved: where somebody moved it first.
        """
        step = TRANSITIONS.get((self.state, action))
        if step is None or role not in step.roles:
            raise NotAllowed(f"{role} cannot {action} a proposal that is {self.state}")
        fresh = Proposal.objects.filter(pk=self.pk, state=self.state)
        if not fresh.update(state=step.target, **columns):
            raise AlreadyMoved
        member = self.member
        self.refresh_from_db(from_queryset=Proposal.objects.with_people())
        if self.member_id == member.pk:
            self.member = member  # read already, and locked perhaps


class Role(models.TextChoices):
    """Who acts on a proposal."""

    EDITOR = "editor", _("Editor")
    REVIEWER = "reviewer", _("Reviewer")


@dataclass(frozen=True)
class Step:
    """Where an action leads, and for whom it is."""

    target: str
    roles: frozenset


_S = Proposal.State
_EDITOR, _REVIEWER = frozenset({Role.EDITOR}), frozenset({Role.REVIEWER})
# The one table: every step that there is. Whatever is not in it cannot be done.
TRANSITIONS = {
    (_S.DRAFT, "save"): Step(_S.DRAFT, _EDITOR),
    (_S.DRAFT, "submit"): Step(_S.SUBMITTED, _EDITOR),
    (_S.DRAFT, "apply"): Step(_S.DECIDED, _EDITOR),
    (_S.DRAFT, "discard"): Step(_S.WITHDRAWN, _EDITOR),
    (_S.SUBMITTED, "withdraw"): Step(_S.WITHDRAWN, _EDITOR),
    (_S.SUBMITTED, "replace"): Step(_S.WITHDRAWN, _EDITOR),
    (_S.SUBMITTED, "return"): Step(_S.RETURNED, _REVIEWER),
    (_S.SUBMITTED, "decide"): Step(_S.DECIDED, _REVIEWER),
    (_S.RETURNED, "answer"): Step(_S.SUBMITTED, _EDITOR),
    (_S.RETURNED, "withdraw"): Step(_S.WITHDRAWN, _EDITOR),
    (_S.RETURNED, "replace"): Step(_S.WITHDRAWN, _EDITOR),
    # Its member was merged into one that has such a proposal of its own.
    (_S.DRAFT, "merge"): Step(_S.WITHDRAWN, _REVIEWER),
    (_S.SUBMITTED, "merge"): Step(_S.WITHDRAWN, _REVIEWER),
    (_S.RETURNED, "merge"): Step(_S.WITHDRAWN, _REVIEWER),
}
ACTIONS = tuple(dict.fromkeys(action for _state, action in TRANSITIONS))


class Change(models.Model):
    """One field of a proposal: what it was, what it should become, and what became of it."""

    class State(models.TextChoices):
        """What was decided."""

        PENDING = "pending", _("To be decided")
        ACCEPTED = "accepted", _("Accepted")
        EDITED = "edited", _("Accepted with a correction")
        REFUSED = "refused", _("Refused")
        CONFLICT = "conflict", _("Not applied: the page changed meanwhile")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="changes")
    field = models.CharField(_("field"), max_length=40)
    old = models.JSONField(_("before"), null=True)
    new = models.JSONField(_("proposed"), null=True)
    published = models.JSONField(_("as corrected"), null=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "field"], name="change_once_a_field"),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "accepted", "edited", "refused", "conflict"]),
                name="change_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="change_refused_with_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.field}: {self.get_state_display()}"


class SavedReason(models.Model):
    """A reason for refusing that reviewers use again, in every language."""

    title = models.CharField(_("title"), max_length=80)
    text = models.JSONField(_("reason"), default=dict)

    class Meta:
        verbose_name = _("saved reason")
        verbose_name_plural = _("saved reasons")
        ordering = ["title"]

    def __str__(self):
        return self.title
