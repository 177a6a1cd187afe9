"""Members with owners, days that pass, and what lies in the outbox."""

import datetime as dt
import re
from collections import Counter

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from post_office.models import Email

from members.models import Editor, Member, User
from tests.helpers import keep_as_before, make_member, make_user

_LINK = re.compile(r"/confirm/([\w-]{43})/")
OLD = "2025-12-23T10:00:00+01:00"
FULL = {
    "summary": {"en": "We dig wells.", "nl": "Wij graven putten.", "fr": "Nous creusons."},
    "mission": {"en": "Water.", "nl": "Water.", "fr": "De l’eau."},
    "phone": "+32 2 111 11 11",
    "website": "https://alpha.example.org/",
}


def own(member, *emails, role="owner", language="en"):
    """Let people own a member, made where they do not exist; return the last User."""
    user = None
    for email in emails:
        found = User.objects.filter(email=email).first()
        user = found or make_user(email, language=language)
        Editor.objects.create(member=member, user=user, role=role)
    return user


def owned(name, *emails, confirmed="2025-12-23T10:00:00+01:00", **values):
    """Return a member that somebody owns and confirmed once."""
    moment = confirmed and parse_datetime(confirmed)
    is_ahead = moment and moment > timezone.now()  # of the clock that the test sets later
    member = make_member(name, confirmed_at=None if is_ahead else confirmed, **values)
    if is_ahead:
        keep_as_before(member, confirmed_at=moment)
    own(member, *(emails or (f"{name.lower()}@example.org",)))
    return member


def mails():
    """Return the yearly check's mails in the outbox, the oldest first."""
    rows = Email.objects.order_by("pk")
    return [mail for mail in rows if mail.headers["X-Koepel-Mail"].startswith("check")]


def sent_to():
    """Return how many mails each person was sent, by kind."""
    return Counter((mail.to[0], mail.headers["X-Koepel-Mail"]) for mail in mails())


def tokens(mail):
    """Return the tokens of the links in a mail, in order."""
    return _LINK.findall(mail.message)


def noon(day):
    """Return the moment at which a day ("2026-11-23") is at its noon in the site's zone."""
    return timezone.make_aware(dt.datetime.fromisoformat(f"{day}T12:00"))


def url(token, tail=""):
    return f"/en/confirm/{token}/{tail}"


def post(client, token, **answers):
    """Open the page and send its form with these answers."""
    page = client.get(url(token))
    data = {
        "csrfmiddlewaretoken": page.context["csrf_token"],
        "revision": page.context["member"].revision,
        "answer": "checked",
    }
    return client.post(url(token), data | answers)


def confirmed():
    return Member.objects.get(name="Alpha").confirmed_at
