"""Who did what that matters to the safety of the site: written once, never changed."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.core import acting
from members.core.lock_timeout import no_wait

log = logging.getLogger(__name__)


class AuditQuerySet(models.QuerySet):
    """Events; PostgreSQL refuses to change any, and to delete those of the last year."""

    _KEPT = timedelta(days=366)

    def record(self, kind, about="", *, actor=None, **details):
        """Write down that something was done.

        Args:
            kind: an AuditEvent.Kind.
            about: whom or what it concerns, by name.
            actor: the User who did it; else the person of the request that is being answered.
            details: {name: text} of DETAILS; empty ones are left out.
        """
        actor = actor or acting.actor()
        # The name alone: what stays in the log of a closed account is what stays in the history.
        return self.create(
            kind=kind,
            actor_id=actor.pk if actor else None,
            who=(actor.name or f"#{actor.pk}")[:200] if actor else "",
            ip=acting.ip(),
            about=str(about)[:300],
            details={name: str(text)[:500] for name, text in details.items() if text},
        )

    def record_failure(self, kind, email, **details):
        """Write down that somebody was not let in; the database is not waited for.

        Args:
            kind: an AuditEvent.Kind.
            email: the address that was typed, of which the log keeps a mask.
            details: as of record().
        """
        try:
            with no_wait(), transaction.atomic():
                self.record(kind, masked(email), **details)
        except OperationalError:
            log.warning("%s: the log of events was busy", kind)

    def outdated(self):
        """Those that are kept no longer."""
        return self.filter(at__lt=timezone.now() - self._KEPT)


def masked(email):
    """Return an address of which one knows again what one knew: "r…@example.org"."""
    name, at, host = email.partition("@")
    return f"{name[:1]}…{at}{host}"


class AuditEvent(models.Model):
    """One thing that was done, by whom, from where."""

    class Kind(models.TextChoices):
        """What was done."""

        SIGNED_IN = "signed_in", _("Signed in")
        CODE_REFUSED = "code_refused", _("Wrong code")
        PASSWORD_REFUSED = "password_refused", _("Wrong password")
        FACTOR_REFUSED = "factor_refused", _("Wrong second factor")
        FACTOR_ADDED = "factor_added", _("Second factor added")
        FACTOR_REMOVED = "factor_removed", _("Second factor removed")
        CODES_MADE = "codes_made", _("Recovery codes made")
        PASSWORD_CHANGED = "password_changed", _("Password changed")
        ADDRESS_CHANGED = "address_changed", _("Address changed")
        ACCOUNT_CLOSED = "account_closed", _("Account closed")
        DATA_TAKEN = "data_taken", _("Own data taken along")
        RIGHTS_CHANGED = "rights_changed", _("Rights of a person or role changed")
        COLLEAGUE_INVITED = "colleague_invited", _("Colleague invited")
        INVITED = "invited", _("Editor invited")
        INVITATION_ACCEPTED = "invitation_accepted", _("Invitation accepted")
        INVITATION_CANCELLED = "invitation_cancelled", _("Invitation cancelled")
        ACCESS_CHANGED = "access_changed", _("Role on a profile changed")
        ACCESS_ENDED = "access_ended", _("Access to a profile ended")
        CLAIM_GRANTED = "claim_granted", _("Claim granted")
        CLAIM_REFUSED = "claim_refused", _("Claim refused")
        PROPOSAL_DECIDED = "proposal_decided", _("Proposal decided")
        MEMBERS_MERGED = "members_merged", _("Members merged")
        MEMBER_LEFT = "member_left", _("Member left")
        MEMBERS_EXPORTED = "members_exported", _("Members exported")
        PEOPLE_EXPORTED = "people_exported", _("Addresses of people exported")
        LOG_EXPORTED = "log_exported", _("Audit log exported")
        IMPORTED = "imported", _("Import carried out")
        SETTING_CHANGED = "setting_changed", _("Setting changed")
        MAIL_REPEATED = "mail_repeated", _("Mail sent again")

    # What details are called.
    DETAILS = {
        "how": _("how"),
        "what": _("what"),
        "role": _("role"),
        "to": _("to"),
        "accepted": _("accepted"),
        "refused": _("refused"),
        "format": _("format"),
    }

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    kind = models.CharField(_("what was done"), max_length=30, choices=Kind)
    # No constraint, and no join: the row outlives the account, and is never written again.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("account"),
    )
    who = models.CharField(_("who"), max_length=200, blank=True)
    ip = models.GenericIPAddressField(_("from"), null=True)
    about = models.CharField(_("about"), max_length=300, blank=True)
    details = models.JSONField(_("details"), default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.at:%Y-%m-%d %H:%M})"
