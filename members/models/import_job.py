"""Imports: the file somebody uploaded, what it would change, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .member import Member


class ImportQuerySet(models.QuerySet):
    """Many imports at once."""

    def at_work(self):
        """Imports that the machine has something to do for."""
        working = models.Q(state__in=[ImportJob.State.REHEARSING, ImportJob.State.APPLYING])
        untold = models.Q(state=ImportJob.State.APPLIED, told_at=None)
        return self.filter(working | untold)

    def out_of_date(self):
        """Imports whose file and rows are no longer kept."""
        return self.filter(expires_at__lte=timezone.now()).exclude(
            state__in=[ImportJob.State.EXPIRED, ImportJob.State.APPLYING]
        )


class ImportJob(models.Model):
    """One file of members, from its upload until it is applied or thrown away.

    The file itself lies in `settings.IMPORT_ROOT`, which no address leads to.
    """

    DAYS = 30

    class State(models.TextChoices):
        """Where an import stands."""

        UPLOADED = "uploaded", _("Columns to check")
        REHEARSING = "rehearsing", _("Being rehearsed")
        FAILED = "failed", _("The file cannot be read")
        REHEARSED = "rehearsed", _("Rehearsed, to be decided")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        CANCELLED = "cancelled", _("Deleted")
        EXPIRED = "expired", _("No longer kept")

    class Empty(models.TextChoices):
        """What an empty cell means."""

        LEAVE = "leave", _("Leave what is there")
        CLEAR = "clear", _("Make the field empty")

    class Mode(models.TextChoices):
        """What is done with the rows."""

        PUBLISH = "publish", _("Published at once")
        PROPOSE = "propose", _("Decided in the review desk")

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    expires_at = models.DateTimeField(_("kept until"))
    file_name = models.CharField(_("file"), max_length=200)
    stored_as = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size"))
    total = models.PositiveIntegerField(default=0, help_text="rows, as far as the file says")
    layout = models.JSONField(default=dict, help_text="members.exchange.reading.Layout as a dict")
    headings = models.JSONField(default=list)
    # One column's key for each heading; "" where a column is left out.
    mapping = models.JSONField(default=list)
    # {index of a column: why a person should look at it} (members.exchange.column_detection).
    doubts = models.JSONField(default=dict, blank=True)
    # {kind: {"count", "rows"}} of what the last rehearsal passed over or mended.
    notes = models.JSONField(default=dict, blank=True)
    # [{"key", "column", "field", "message", "count", "values"}] of what its rows suffer from.
    causes = models.JSONField(default=list, blank=True)
    # {field: {what stands in a cell: what is read instead}}, decided once for the whole file.
    replacements = models.JSONField(default=dict, blank=True)
    empty = models.CharField(
        _("an empty cell"), max_length=10, choices=Empty.choices, default=Empty.LEAVE
    )
    mode = models.CharField(_("how"), max_length=10, choices=Mode.choices, default=Mode.PUBLISH)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.UPLOADED
    )
    state_since = models.DateTimeField(default=timezone.now)
    # {"message", "row", "column"} of what stopped the last attempt.
    trouble = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True, help_text="{ImportRow.Outcome: rows}")
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    # The directory's versions that its revisions have, and nothing else's.
    first_version = models.PositiveBigIntegerField(default=0)
    last_version = models.PositiveBigIntegerField(default=0)
    # Owners are told after the import itself, in the order of their keys.
    told_up_to = models.PositiveBigIntegerField(default=0)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "expires_at"], name="import_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "uploaded",
                        "rehearsing",
                        "failed",
                        "rehearsed",
                        "applying",
                        "applied",
                        "cancelled",
                        "expired",
                    ]
                ),
                name="import_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="applied") | models.Q(applied_at__isnull=False),
                name="import_applied_has_a_time",
            ),
        ]

    def __str__(self):
        return self.file_name

    def move(self, action, **columns):
        """Take the import to its next state by one conditional UPDATE.

        Args:
            action: an action of TRANSITIONS.
            columns: further columns to set with it.

        Returns:
            Whether it went: False where the table has no such step or somebody was faster.
        """
        target = TRANSITIONS.get((self.state, action))
        if target is None:
            return False
        same = ImportJob.objects.filter(pk=self.pk, state=self.state)
        changed = same.update(state=target, state_since=timezone.now(), **columns)
        self.refresh_from_db()
        return bool(changed)

    @property
    def is_at_work(self):
        """Whether the machine has something to do for it."""
        if self.state == self.State.APPLIED:
            return self.told_at is None
        return self.state in (self.State.REHEARSING, self.State.APPLYING)


_S = ImportJob.State
# The one table: every step that there is. Whatever is not in it cannot be done.
TRANSITIONS = {
    (_S.UPLOADED, "rehearse"): _S.REHEARSING,
    (_S.FAILED, "rehearse"): _S.REHEARSING,
    (_S.REHEARSED, "rehearse"): _S.REHEARSING,
    (_S.REHEARSING, "finish"): _S.REHEARSED,
    (_S.REHEARSING, "fail"): _S.FAILED,
    (_S.REHEARSED, "apply"): _S.APPLYING,
    (_S.APPLYING, "finish"): _S.APPLIED,
    (_S.APPLYING, "fail"): _S.REHEARSED,
    (_S.UPLOADED, "cancel"): _S.CANCELLED,
    (_S.REHEARSING, "cancel"): _S.CANCELLED,
    (_S.FAILED, "cancel"): _S.CANCELLED,
    (_S.REHEARSED, "cancel"): _S.CANCELLED,
    (_S.UPLOADED, "expire"): _S.EXPIRED,
    (_S.REHEARSING, "expire"): _S.EXPIRED,
    (_S.FAILED, "expire"): _S.EXPIRED,
    (_S.REHEARSED, "expire"): _S.EXPIRED,
    (_S.APPLIED, "expire"): _S.EXPIRED,
    (_S.CANCELLED, "expire"): _S.EXPIRED,
}
ACTIONS = tuple(dict.fromkeys(action for _state, action in TRANSITIONS))


class ImportRow(models.Model):
    """What one row of a file would do, as it was rehearsed."""

    class Outcome(models.TextChoices):
        """What the row comes to."""

        ASKED = "asked", _("To be decided")
        ERROR = "error", _("Cannot be read")
        CONFLICT = "conflict", _("Changed by somebody else since")
        NEW = "new", _("New member")
        CHANGED = "changed", _("Changes a member")
        UNCHANGED = "unchanged", _("Changes nothing")
        LEFT_OUT = "left_out", pgettext_lazy("a row of a file", "Left out")

    class Question(models.TextChoices):
        """Why it is asked which member a row means."""

        KEYS = "keys", _("Its keys point to more than one member")
        BRANCH = "branch", _("It has another member’s number and a short name of its own")
        RENAMED = "renamed", _("Its key is a member’s, its name is not")
        ELSEWHERE = "elsewhere", _("Only the name is the same")
        NAMES = "names", _("More than one member has this name")
        ALIKE = "alike", _("It looks like a member that is there already")
        FILE = "file", _("It looks like another row of this file")

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)
    # Of a new member, the one that it will have.
    identifier = models.UUIDField(null=True)
    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    base = models.PositiveIntegerField(default=0, help_text="the member’s revision then")
    changes = models.JSONField(default=dict, help_text='{field: {"old": …, "new": …}}')
    errors = models.JSONField(default=list, help_text='[{"column", "message", "field", "value"}]')
    # Cells that the row goes without, by a decision: as errors are.
    without = models.JSONField(default=list, blank=True)
    question = models.CharField(max_length=10, blank=True, choices=Question.choices)
    candidates = models.JSONField(
        default=list, blank=True, help_text='[{"member" or "row": …, "reasons": […]}]'
    )
    # Whom the file names as the owner, and a BatchInvitation.Outcome: what becomes of it.
    owner = models.EmailField(_("owner"), blank=True)
    owner_outcome = models.CharField(max_length=10, blank=True)
    # The fields that somebody changed since, with what they are now.
    moved = models.JSONField(default=dict)
    # Whether a proposal of its editors waits for staff.
    pending = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["job", "outcome", "number"], name="import_row_by_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="import_row_once"),
            models.CheckConstraint(
                condition=models.Q(
                    outcome__in=[
                        "asked",
                        "error",
                        "conflict",
                        "new",
                        "changed",
                        "unchanged",
                        "left_out",
                    ]
                ),
                name="import_row_outcome_known",
            ),
        ]

    def __str__(self):
        return f"{self.job} {self.number}"


class ImportDecision(models.Model):
    """What somebody decided about one row, for this rehearsal and those after it."""

    class Choice(models.TextChoices):
        """What is done with the row."""

        SAME = "same", _("The same: change it")
        ANOTHER = "another", _("Another: add it")
        LEAVE_OUT = "leave_out", _("Leave this row out")

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    # Whether the row is taken without the cells that cannot be read; goes with any choice.
    without = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="import_decision_once"),
            models.CheckConstraint(
                condition=~models.Q(choice="same") | models.Q(member__isnull=False),
                name="import_decision_names_its_member",
            ),
        ]

    def __str__(self):
        return f"{self.job} {self.number}: {self.choice}"
