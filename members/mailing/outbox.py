"""The outbox: a mail is a row, written in the transaction of whatever it tells about."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from directory import __version__
from members.models import Federation, MailOptOut, User
from members.presenting import current_site

from . import opt_outs
from .kinds import KINDS
from .rendering import render, rendered_mail, text_of

KIND_HEADER = "X-Koepel-Mail"
VERSION_HEADER = "X-Koepel-Version"
TEST_KIND = "test"


def queue(kind, to, language, context, *, unsubscribe=False):
    """Put a mail into the outbox; nothing is sent here.

    Args:
        kind: a name of `kinds.KINDS`.
        to: an address, or the User whose address it is.
        language: the reader's language; another than Koepel speaks becomes the site's own.
        context: {variable: text} as the kind lists them; `site` is put in.
        unsubscribe: whether the reader, a User, may ask for no more of this kind.

    Returns:
        The row, or None for a reader who asked for no more of it.
    """
    site = current_site()
    language = language if language in dict(settings.LANGUAGES) else site.languages[0]
    if unsubscribe and MailOptOut.objects.filter(user=to, kind=kind).exists():
        return None
    address = to.email if isinstance(to, User) else to
    values = {**context, "site": _name_of(site, language)}
    headers = {KIND_HEADER: kind, "Auto-Submitted": "auto-generated"}
    headers[VERSION_HEADER] = __version__
    if unsubscribe:
        headers |= opt_outs.headers(to, kind)
    subject, plain, html = render(kind, language, values, *text_of(kind, language))
    if unsubscribe:
        plain, html = opt_outs.with_footer(to, kind, language, plain, html)
    return Email.objects.create(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        subject=subject,
        message=plain,
        html_message=html,
        headers=headers,
        status=STATUS.queued,
        priority=KINDS[kind].priority,
        expires_at=_end_of(kind),
    )


def preview_mail(kind, language, context):
    """Return a mail as it would be queued, as RenderedMail, for a page that shows it before.

    Args:
        kind, language, context: as of queue().
    """
    values = {**context, "site": _name_of(current_site(), language)}
    return rendered_mail(kind, language, values, *text_of(kind, language))


def queue_test(person):
    """Put a mail to somebody into the outbox that says no more than that mail arrives."""
    values = {"link": absolute(reverse("admin:index"))}
    return queue(TEST_KIND, person, person.language, values)


def was_tested(person):
    """Whether a test mail to somebody has left."""
    delivered = Email.objects.filter(status=STATUS.sent, to=person.email)
    return delivered.filter(**{f"headers__{KIND_HEADER}": TEST_KIND}).exists()


def _name_of(site, language):
    text = site.text((site.federation or Federation(pk=1)).name, language)
    return text.text if text else "Koepel"


def _end_of(kind):
    minutes = KINDS[kind].minutes
    return minutes and timezone.now() + timedelta(minutes=minutes)


def absolute(path):
    """Return the address of one of our pages for somebody who reads it in a mail."""
    return f"{settings.SITE_URL}{path}"
