"""One person has one address: `User.email`. allauth's own rows of addresses only follow it."""

from allauth.account.models import EmailAddress
from django.db import transaction

from members.models import User


def user_of(email):
    """Return the User with an address, whatever its case, or None; also one who is disabled."""
    return User.objects.filter(email__iexact=email.strip()).first()


@transaction.atomic
def sync_rows(user):
    """Make allauth's rows say what the user's row says.

    Staff give and change addresses in the admin. Were allauth's older rows believed, a mailbox
    that was taken away from somebody would still let its owner in.
    """
    email = user.email.lower()
    rows = EmailAddress.objects.filter(user=user)
    if [(row.email, row.verified, row.primary) for row in rows] == [(email, True, True)]:
        return
    rows.delete()
    EmailAddress.objects.filter(email__iexact=email).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
