"""Who may propose changes for which member."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .mail import BouncedAddress
from .member import Member


class EditorQuerySet(models.QuerySet):
    """Many editors at once."""

    def reachable(self):
        """Editors, owners included, who may sign in and whose address takes our mail."""
        refuses = BouncedAddress.objects.filter(email=Lower(OuterRef("user__email")))
        return self.filter(~Exists(refuses), user__is_active=True)


class Editor(models.Model):
    """A person who may propose changes for a member."""

    class Role(models.TextChoices):
        """What a person may do for a member."""

        OWNER = "owner", _("Owner")
        EDITOR = "editor", _("Editor")

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="editors", verbose_name=_("member")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="editorships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.EDITOR)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = EditorQuerySet.as_manager()

    class Meta:
        verbose_name = _("editor")
        verbose_name_plural = _("editors")
        ordering = ["-role", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["member", "user"], name="editor_once_a_member"),
            models.CheckConstraint(
                condition=Q(role__in=["owner", "editor"]), name="editor_role_known"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet):
    """Many invitations at once."""

    def open(self):
        """Invitations that can still be accepted."""
        return self.filter(accepted_at=None, cancelled_at=None, expires_at__gt=timezone.now())

    def with_token(self, token):
        """Open invitations with a token; only its hash is kept."""
        return self.open().filter(token_hash=hash_token(token))


def hash_token(token):
    """Return the SHA-256 of a token in hex; 256 random bits need no slower hash."""
    return hashlib.sha256(token.encode()).hexdigest()


class Invitation(models.Model):
    """An invitation to edit a member: used once, within 14 days."""

    DAYS = 14

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="invitations", verbose_name=_("member")
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(
        _("role"), max_length=10, choices=Editor.Role.choices, default=Editor.Role.EDITOR
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    # Words of whoever invites, which stand in the mail.
    message = models.TextField(_("your own words"), max_length=1000, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("invited"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        indexes = [models.Index(Lower("email"), name="invitation_by_email")]

    def __str__(self):
        return f"{self.email} → {self.member}"

    @property
    def state(self):
        """One of "accepted", "cancelled", "expired" and "open"."""
        if self.accepted_at:
            return "accepted"
        if self.cancelled_at:
            return "cancelled"
        return "expired" if self.expires_at <= timezone.now() else "open"

    def renew(self):
        """Give the invitation a new token and 14 more days, without saving; return the token.

        An earlier token, in an earlier mail, no longer works.
        """
        token = secrets.token_urlsafe(32)
        self.token_hash = hash_token(token)
        self.expires_at = timezone.now() + timedelta(days=self.DAYS)
        return token
