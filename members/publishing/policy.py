"""Which of a member's fields editors may change themselves, propose, or leave to staff."""

from datetime import timedelta

from django.utils import timezone

from members.fields import BY_NAME, DIRECT, NEVER, REVIEW, STAFF_ONLY, names
from members.models import Federation, Member
from members.presenting import current_site

from .directory_settings import change_setting

POLICIES = (DIRECT, REVIEW, STAFF_ONLY)
# No setting hands the others to editors: they decide who is published, and under which address.
SETTABLE = names(lambda field: field.policy != NEVER)
_DEFAULTS = {name: BY_NAME[name].policy for name in SETTABLE}


def policies_of(federation, member=None):
    """Return {field: DIRECT, REVIEW or STAFF_ONLY} of every field that has a choice.

    Args:
        federation: the Federation.
        member: a Member, whose own setting comes first, for those that staff trust.
    """
    settings = (federation.review_policy, member.review_policy if member else {})
    chosen = [{f: p for f, p in own.items() if f in SETTABLE and p in POLICIES} for own in settings]
    return _DEFAULTS | chosen[0] | chosen[1]


def set_federation_policy(policies, days):
    """Keep what goes for every member, and within how many working days staff mean to decide.

    Args:
        policies: {field: policy}; only what differs from Koepel's own is kept.
        days: a number of working days.
    """
    own = {field: policy for field, policy in policies.items() if policy != _DEFAULTS[field]}
    row = Federation.objects.filter(pk=1)
    change_setting(lambda: row.update(review_policy=own, review_days=days))


def set_member_policy(member, policies):
    """Keep what goes for one member alone.

    Args:
        member: the Member.
        policies: {field: policy} of the fields that go their own way.
    """
    Member.objects.filter(pk=member.pk).update(review_policy=policies)
    member.review_policy = policies


def proposable(member):
    """Return {field: policy} of the fields that editors of a member may touch."""
    policies = policies_of(current_site().federation, member)
    return {field: policy for field, policy in policies.items() if policy != STAFF_ONLY}


def review_days():
    """Return within how many working days staff mean to decide; editors are told."""
    return current_site().federation.review_days


def review_by(moment):
    """Return the day by which staff mean to decide what was sent at a moment."""
    day, days_left = timezone.localdate(moment), review_days()
    while days_left:
        day += timedelta(days=1)
        days_left -= day.weekday() < 5
    return day


def late_before(today=None):
    """Return the day such that what was sent before it has waited too long by now."""
    day = today or timezone.localdate()
    days_left = review_days()
    while days_left:
        day -= timedelta(days=1)
        days_left -= day.weekday() < 5
    return day
