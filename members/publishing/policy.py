"""Which of a member's fields editors may change themselves, propose, or leave to staff."""

from members.models import Federation

from .values import FIELDS

DIRECT, REVIEW, STAFF_ONLY = "direct", "review", "staff"
POLICIES = (DIRECT, REVIEW, STAFF_ONLY)
# What no setting hands to editors: it decides who is published, and under which address.
_NEVER = frozenset(
    {"slug", "status", "joined_on", "left_on", "hidden_fields", "confirmed_at", "sources"}
)
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
