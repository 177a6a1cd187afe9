"""Which of a member's fields editors may change themselves, propose, or leave to staff."""

from datetime import timedelta

from django.utils import timezone

from members.models import Federation

from .values import FIELDS

DIRECT, REVIEW, STAFF_ONLY = "direct", "review", "staff"
POLICIES = (DIRECT, REVIEW, STAFF_ONLY)
# Within so many working days staff mean to decide; editors are told, and later is late.
REVIEW_DAYS = 5
# What no setting hands to editors: it decides who is published, and under which address.
_NEVER = frozenset(
    {
        "slug", "status", "joined_on", "left_on", "hidden_fields", "confirmed_at",
        "unconfirmed_since", "sources",
    }
)  # fmt: skip
_DEFAULTS = dict.fromkeys(("phone", "email", "languages"), DIRECT) | dict.fromkeys(
    ("name", "legal_form", "category", "enterprise_number"), STAFF_ONLY
)


def policy_of(member, field, federation=None):
    """Return DIRECT, REVIEW or STAFF_ONLY for one field of a member.

    Args:
        member: the Member; its own setting comes first, for those that staff trust.
        field: a name of `values.FIELDS`.
        federation: the Federation, where it is at hand.
    """
    if field in _NEVER:
        return STAFF_ONLY
    federation = federation or Federation.objects.get(pk=1)
    for setting in (member.review_policy, federation.review_policy, _DEFAULTS):
        if setting.get(field) in POLICIES:
            return setting[field]
    return REVIEW


def proposable(member):
    """Return {field: policy} of the fields that editors of a member may touch."""
    federation = Federation.objects.get(pk=1)
    policies = {field: policy_of(member, field, federation) for field in FIELDS}
    return {field: policy for field, policy in policies.items() if policy != STAFF_ONLY}


def review_by(moment):
    """Return the day by which staff mean to decide what was sent at a moment."""
    day, left = timezone.localdate(moment), REVIEW_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def late_before(today=None):
    """Return the day such that what was sent before it has waited too long by now."""
    day = today or timezone.localdate()
    left = REVIEW_DAYS
    while left:
        day -= timedelta(days=1)
        left -= day.weekday() < 5
    return day
