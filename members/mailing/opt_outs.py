"""The way out of a digest: a signed link, and the button of mail programs (RFC 8058)."""

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from members.models import MailOptOut, User

from .kinds import OPTIONAL

_SALT = "members.mailing.unsubscribe"


def address_for(user, kind):
    """Return the address at which a person asks for no more of a kind of mail."""
    token = signing.dumps([user.pk, kind], salt=_SALT)
    return f"{settings.SITE_URL}{reverse('unsubscribe', args=[token])}"


def read(token):
    """Return (User, kind) of a link that we signed, or None. It never ends: mail is kept long."""
    try:
        pk, kind = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=pk).first()
    return (user, kind) if user and kind in OPTIONAL else None


def opt_out(user, kind):
    """Send this person no more of this kind; a second time changes nothing."""
    MailOptOut.objects.get_or_create(user=user, kind=kind)


def headers(user, kind):
    """Return the headers by which a mail program offers to unsubscribe with one click."""
    return {
        "List-Unsubscribe": f"<{address_for(user, kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def with_footer(user, kind, language, plain, html):
    """Return both forms of a mail with the link at the end."""
    with override(language):
        context = {"address": address_for(user, kind)}
        foot = render_to_string("mail/unsubscribe_foot.html", context).strip()
        words = render_to_string("mail/unsubscribe_foot.txt", context).strip()
    return f"{plain}\n\n-- \n{words}", html.replace("<!-- foot -->", foot)
