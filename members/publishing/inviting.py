"""Invitations to many members, prepared: whom they go to and in which language. None is sent."""

from django.db import transaction

from members.models import BatchInvitation, InvitationBatch, Member, User, WorkingLanguage
from members.models.invitation_batch import expected_outcomes
from members.presenting import current_site

_BATCH = 500


@transaction.atomic
def prepare(members, by):
    """Return a new InvitationBatch that proposes each member's own address.

    Args:
        members: the members' keys, in the order in which they are shown.
        by: the User who invites.
    """
    InvitationBatch.objects.forgotten().delete()
    batch = InvitationBatch.objects.create(created_by=by)
    for start in range(0, len(members), _BATCH):
        chunk = members[start : start + _BATCH]
        emails = dict(Member.objects.filter(pk__in=chunk).values_list("pk", "email"))
        add_rows(batch, {pk: emails[pk].lower() for pk in chunk if pk in emails})
    return batch


def add_rows(batch, addresses, *, owned=True):
    """Add members to a batch, each with the outcome that is expected.

    Args:
        batch: the InvitationBatch.
        addresses: {member's key: lower-case address, or ""}.
        owned: whether members that have an owner are left out.
    """
    outcomes = expected_outcomes(addresses, owned=owned)
    languages = _languages(addresses)
    BatchInvitation.objects.bulk_create(
        BatchInvitation(
            batch=batch,
            member_id=member,
            email=email,
            language=languages[member],
            outcome=outcomes[member],
        )
        for member, email in addresses.items()
    )


def _languages(addresses):
    """Return {member's key: language of its mail}: the person's, else one that the member works in.

    Where a member works in several, the federation's order decides.
    """
    site = current_site().languages
    people = User.objects.filter(email__in=[email for email in addresses.values() if email])
    language_of = dict(people.values_list("email", "language"))
    speaks = {}
    for member, code in WorkingLanguage.objects.filter(member__in=addresses).values_list(
        "member", "code"
    ):
        speaks.setdefault(member, set()).add(code)
    return {
        member: language_of.get(email)
        or next((code for code in site if code in speaks.get(member, ())), site[0])
        for member, email in addresses.items()
    }


def set_addresses(batch, addresses):
    """Give rows of a draft other addresses, and say anew what comes of each.

    Args:
        batch: the InvitationBatch.
        addresses: {row's key: valid lower-case address, or ""}.
    """
    rows = list(batch.rows.filter(pk__in=addresses))
    by_member = {row.member_id: addresses[row.pk] for row in rows}
    outcomes, languages = expected_outcomes(by_member), _languages(by_member)
    for row in rows:
        row.email = by_member[row.member_id]
        row.outcome, row.language = outcomes[row.member_id], languages[row.member_id]
    BatchInvitation.objects.bulk_update(rows, ["email", "outcome", "language"], batch_size=_BATCH)
