"""Every mail that Koepel sends, in each language of the site: whose words it has."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from members.mailing.kinds import KINDS
from members.mailing.rendering import default_text
from members.models import MailText
from members.presenting.countries import language_name


@dataclass(frozen=True)
class Wording:
    """One mail in one language.

    Attributes:
        language: its code.
        name: the language's name, in the reader's.
        subject: the subject as it is sent, with its variables.
        url: where its words are changed.
        trial_url: where it is shown about a real member, and sent to oneself.
        own_since: when staff last changed their own words; None while it has Koepel's.
    """

    language: str
    name: str
    subject: str
    url: str
    trial_url: str
    own_since: datetime | None


def title(kind, language):
    """Return what a mail in one language is called: "Invitation (Dutch)"."""
    label = KINDS[kind].label if kind in KINDS else kind
    return f"{label} ({language_name(language, get_language())})"


def mails(languages):
    """Return [(what a mail is, [Wording, …]), …] of all kinds of mail, in KINDS' order."""
    own = {(text.kind, text.language): text for text in MailText.objects.all()}
    return [
        (kind.label, [_wording(name, code, own.get((name, code))) for code in languages])
        for name, kind in KINDS.items()
    ]


def _wording(kind, code, own):
    name = language_name(code, get_language())
    trial = reverse("admin:mail_trial", args=[kind, code])
    if own:
        url = reverse("admin:members_mailtext_change", args=[own.pk])
        return Wording(code, name, own.subject, url, trial, own.changed_at)
    query = urlencode({"kind": kind, "language": code})
    url = f"{reverse('admin:members_mailtext_add')}?{query}"
    return Wording(code, name, default_text(kind, code)[0], url, trial, None)
