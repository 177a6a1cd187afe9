"""Addresses that refuse mail for good: known by what the mail server answers, till one arrives."""

import smtplib

from members.models import BouncedAddress


def note(error):
    """Keep the recipients that a server will never take mail for (RFC 5321, section 4.2.1).

    Args:
        error: what sending raised; anything but a refusal of recipients says nothing of them.
    """
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return
    for address, (code, text) in error.recipients.items():
        if 500 <= code < 600:
            words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
            reason = f"{code} {' '.join(words.replace(chr(0), '').split())}"[:300]
            BouncedAddress.objects.update_or_create(
                email=address.strip().lower()[:254], defaults={"reason": reason}
            )


def forget(addresses):
    """A mail got through to some addresses: they do not refuse any more."""
    BouncedAddress.objects.filter(email__in=[one.strip().lower() for one in addresses]).delete()
