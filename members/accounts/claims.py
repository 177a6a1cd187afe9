"""Claims ("Is this your organisation?") are kept, and decided by staff."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.core.stale import StaleState
from members.mailing import queue
from members.models import AuditEvent, Claim, Member
from members.models.texts import PlainTextField
from members.web.honeypot import QuietTraps

from .invitations import invite

HOURLY_LIMIT = 4


class AlreadyDecided(StaleState):
    """A colleague was faster."""


class ClaimForm(QuietTraps, forms.ModelForm):
    """Who somebody is, and what they do there."""

    class Meta:
        model = Claim
        fields = ["name", "email", "function", "message"]
        field_classes = {"message": PlainTextField}
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "function": forms.TextInput({"autocomplete": "organization-title"}),
            "message": forms.Textarea({"rows": 5}),
        }
        labels = {"message": _("What should we know? (optional)")}
        help_texts = {
            "email": _("An address at your organisation helps us to decide sooner."),
            "function": _("For example: coordinator, volunteer for the website."),
        }
        error_messages = {
            "name": {"required": _("Write your name.")},
            "email": {"required": _("Write the address at which we can answer you.")},
            "function": {"required": _("Write what you do there.")},
        }


def may_claim(sender):
    """Whether a sender has claims left this hour."""
    since = timezone.now() - timedelta(hours=1)
    return Claim.objects.filter(sender=sender, created_at__gte=since).count() < HOURLY_LIMIT


def save_claim(form, member, language, sender):
    """Save a valid ClaimForm and return the Claim."""
    claim = form.save(commit=False)
    claim.member, claim.language, claim.sender = member, language, sender
    claim.save()
    return claim


@transaction.atomic
def grant(claim, by, role):
    """Invite who claimed, as owner or editor, and say so in the mail.

    Raises:
        AlreadyDecided: where it is not open any more.
        ValidationError: as `invite` does; nothing is decided.
    """
    # The member first, as a merge takes them; it may have given the claim to another one.
    Member.objects.select_for_update(of=("self",)).only("pk").get(pk=claim.member_id)
    _decide(claim, by, Claim.State.GRANTED)
    return invite(
        claim.member, claim.email, role, by, language=claim.language, kind="claim_granted"
    )


@transaction.atomic
def refuse(claim, by, reason):
    """Refuse a claim and tell who made it why.

    Raises:
        AlreadyDecided: where it is not open any more.
        ValidationError: without a reason.
    """
    reason = reason.strip()[:1000]
    if not reason:
        raise ValidationError(gettext("Say why; the person reads it."))
    _decide(claim, by, Claim.State.REFUSED, reason=reason)
    context = {"member": claim.member.name, "reason": reason}
    queue("claim_refused", claim.email, claim.language, context)


def _decide(claim, by, state, **columns):
    open_ = Claim.objects.filter(pk=claim.pk, state=Claim.State.OPEN)
    if not open_.update(state=state, decided_by=by, decided_at=timezone.now(), **columns):
        raise AlreadyDecided
    claim.refresh_from_db()
    AuditEvent.objects.record(f"claim_{state}", claim.member.name, actor=by, to=claim.email)
