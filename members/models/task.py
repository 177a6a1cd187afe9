"""What a person of the staff has to look at about a member, found by people or by machines."""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from .member import Member


class TaskQuerySet(models.QuerySet):
    """Many tasks at once."""

    def open(self):
        """Tasks that nobody has closed, the oldest first."""
        return self.filter(state=Task.State.OPEN).order_by("created_at", "pk")

    def raise_for(self, member, kind, subject="", detail=""):
        """Return the open task of this kind, member and subject, made where there is none.

        Args:
            member: the Member that it is about.
            kind: a Task.Kind.
            subject: what tells two open tasks of one kind apart, such as an address.
            detail: what a person should know: a text, or a function that says it in the active
                language, so that each of the staff reads it in their own.
        """
        key = {"member": member, "kind": kind, "subject": subject}
        words = detail_columns(detail)
        for _attempt in range(2):
            if task := self.filter(state=Task.State.OPEN, **key).first():
                return task
            try:
                with transaction.atomic():
                    return self.create(**words, **key)
            except IntegrityError:
                continue  # somebody raised the same one in between
        return self.get(state=Task.State.OPEN, **key)

    def close_for(self, member, kind, subject="", outcome=""):
        """Close what has mended itself, such as a site that answers again; return how many."""
        return self.filter(state=Task.State.OPEN, member=member, kind=kind, subject=subject).update(
            state=Task.State.DONE, closed_at=timezone.now(), outcome=outcome
        )


def detail_columns(detail):
    """Return {column: value} that keep a task's detail; see TaskQuerySet.raise_for()."""
    if not callable(detail):
        return {"detail": detail}
    details = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            details[code] = detail()
    return {"detail": detail(), "details": details}


class Task(models.Model):
    """One thing that a person has to look at. A closed one is kept, and says what came of it."""

    class Kind(models.TextChoices):
        """Why somebody has to look."""

        STOPPED = "stopped", _("Says that it has stopped")
        OTHER_PERSON = "other_person", _("Somebody else should be asked")
        NO_OWNER = "no_owner", _("Nobody manages the profile")
        UNCONFIRMED = "unconfirmed", _("Did not confirm the profile")
        BROKEN_LINK = "broken_link", _("A link does not answer")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        """Whether somebody still has to."""

        OPEN = "open", _("Open")
        DONE = "done", _("Done")

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="tasks", verbose_name=_("member")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    detail = models.TextField(_("detail"), max_length=2000, blank=True)
    # The same in every language that staff may read, where a machine wrote it.
    details = models.JSONField(default=dict, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("assigned to"),
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    # Nobody, where it mended itself.
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )
    outcome = models.TextField(_("outcome"), max_length=2000, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="task_by_age")]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "subject"],
                condition=Q(state="open"),
                name="task_one_open_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | Q(state="done", closed_at__isnull=False),
                name="task_closed_has_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_kind_display()}"

    @property
    def told(self):
        """What a person should know, in the active language where there is such a text."""
        return self.details.get(get_language()) or self.detail

    def assign(self, to):
        """Give it to a person, or to nobody; return False where it was closed meanwhile."""
        updated = Task.objects.filter(pk=self.pk, state=self.State.OPEN).update(assigned_to=to)
        self.refresh_from_db()
        return bool(updated)

    def close(self, by, outcome=""):
        """Close it by one conditional UPDATE; return False where a colleague was faster."""
        still_open = Task.objects.filter(pk=self.pk, state=self.State.OPEN)
        updated = still_open.update(
            state=self.State.DONE, closed_at=timezone.now(), closed_by=by, outcome=outcome
        )
        self.refresh_from_db()
        return bool(updated)
