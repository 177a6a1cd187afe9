"""The mails of the yearly check: one a person and day, with a link for each of its members."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from members.mailing import queue
from members.mailing.outbox import absolute
from members.models import CheckRecipient, CheckRound, ConfirmationLink, Member, User
from members.presenting import current_site, preview
from members.presenting.dates import date_format
from members.presenting.labels import field_label

from .plan import STAGES, answered, waits_for_staff
from .recipients import living_owners

_S = CheckRound.State
# In this order: the mail bears the words of the furthest stage in it.
KINDS = {
    CheckRecipient.Stage.FIRST: "check",
    CheckRecipient.Stage.REMINDER: "check_reminder",
    CheckRecipient.Stage.LAST: "check_last",
}
# Of more members than this the mail names each with its link, and leaves the page to the page.
_SHOWN_WHOLE = 3
# Nobody gets more mails of the yearly check than this within a year, whatever they keep.
MAILS_A_YEAR = 4
_YEAR = timedelta(days=365)
_NAMED, _LONGEST = 8, 160


def write_all(calendar, today):
    """Queue the mails that are planned, one a person; return how many."""
    after = queued = 0
    planned = CheckRecipient.objects.filter(state=CheckRecipient.State.PLANNED).order_by("user")
    while pk := planned.filter(user__gt=after).values_list("user", flat=True).first():
        queued += _write(pk, calendar, today)
        after = pk
    return queued


@transaction.atomic
def _write(user_pk, calendar, today):
    """Queue one person's mail together with the rows that say so; return whether there is one."""
    mine = CheckRecipient.objects.filter(user=user_pk, state=CheckRecipient.State.PLANNED)
    asks = list(mine.select_for_update(of=("self",)).select_related("round__member"))
    due = [] if has_had_enough(user_pk) else _still_wanted(user_pk, asks)
    dropped = [ask.pk for ask in asks if ask not in due]
    if dropped:
        CheckRecipient.objects.filter(pk__in=dropped).update(state=CheckRecipient.State.DROPPED)
    if not due:
        return False
    _queue(User.objects.get(pk=user_pk), due, calendar)
    CheckRecipient.objects.filter(pk__in=[ask.pk for ask in due]).update(
        state=CheckRecipient.State.MAILED, mailed_at=timezone.now()
    )
    for ask in due:
        if ask.round.reached_on < today:  # a mail that was late puts off those that follow
            CheckRound.objects.filter(pk=ask.round_id).update(
                reached_on=today,
                next_on=calendar.after(ask.round.state, today, ask.round.since),
            )
    return True


def has_had_enough(user_pk):
    """Whether a person got as many mails of the yearly check within a year as anybody gets.

    All that one mail asks was mailed at one moment, so the moments are the mails.
    """
    mine = CheckRecipient.objects.filter(user=user_pk, state=CheckRecipient.State.MAILED)
    lately = mine.filter(mailed_at__gt=timezone.now() - _YEAR)
    return lately.values("mailed_at").distinct().count() >= MAILS_A_YEAR


def _still_wanted(user_pk, asks):
    """Return a person’s CheckRecipients that nothing has overtaken since they were planned."""
    rounds = [ask.round_id for ask in asks]
    owned = set(living_owners().filter(user=user_pk).values_list("member", flat=True))
    running = CheckRound.objects.filter(pk__in=rounds, state__in=STAGES)
    going_on = set(running.exclude(waits_for_staff("member")).values_list("pk", flat=True))
    going_on -= set(answered().filter(pk__in=rounds).values_list("pk", flat=True))
    return [ask for ask in asks if ask.round_id in going_on and ask.round.member_id in owned]


def _queue(user, asks, calendar):
    by_member = {ask.round.member_id: ask for ask in asks}
    members = list(Member.objects.with_parts().filter(pk__in=by_member))
    furthest = max((ask.stage for ask in asks), key=list(KINDS).index)
    with override(language_of(user)):
        parts = [
            _section(user, member, _warning(by_member[member.pk], calendar), len(members))
            for member in members
        ]
        context = {"names": _names(members), "profiles": "\n\n".join(parts), **_days()}
    queue(KINDS[furthest], user, language_of(user), context)


def queue_link(user, member):
    """Queue a mail with one new link, for somebody whose old one was used or has expired."""
    with override(language_of(user)):
        link = absolute(link_path(ConfirmationLink.make(member, user)))
        context = {"member": member.name, "link": link, **_days()}
    return queue("check_link", user, language_of(user), context)


def _days():
    return {"days": ConfirmationLink.DAYS}


def link_path(token):
    """Return the path of the page that a link leads to, in the active language."""
    return reverse("confirming:page", args=[token])


def language_of(user):
    """Return the language in which a person is asked: the own one where the site has it."""
    languages = current_site().languages
    return user.language if user.language in languages else languages[0]


def _names(members):
    rest = len(members) - 1
    if not rest:
        return members[0].name
    text = ngettext("%(name)s and %(rest)d more", "%(name)s and %(rest)d more", rest)
    return text % {"name": members[0].name, "rest": rest}


def _warning(ask, calendar):
    """Return what a last mail says will happen without an answer."""
    if ask.stage != CheckRecipient.Stage.LAST:
        return ""
    day = calendar.after(_S.LAST, timezone.localdate(), ask.round.since)
    text = _("From %(day)s its page will say that it was not confirmed.")
    return " " + text % {"day": date_format(day, "j F Y")}


def _section(user, member, warning, members):
    """Return a member's paragraphs: its name, what is on its page, the link."""
    paragraphs = [_heading(member) + warning]
    if members <= _SHOWN_WHOLE:
        lines = [f"- {label}{_(':')} {text}" for label, text in on_the_page(member)]
        paragraphs.append("\n".join(lines) or _("The page is empty but for the name."))
    paragraphs.append(absolute(link_path(ConfirmationLink.make(member, user))))
    return "\n\n".join(paragraphs)


def _heading(member):
    if not member.confirmed_at:
        return _("%(name)s: not confirmed yet.") % {"name": member.name}
    day = date_format(timezone.localdate(member.confirmed_at), "j F Y")
    return _("%(name)s: last confirmed on %(day)s.") % {"name": member.name, "day": day}


def on_the_page(member):
    """Return [(label, text), …] of the main facts on a member's page, in the active language."""
    view = preview(member, get_language(), current_site())
    address = ", ".join(filter(None, (view.street_address, f"{view.postal_code} {view.city}")))
    facts = {
        "summary": view.summary.text if view.summary else "",
        "website": view.website,
        "email": view.email,
        "phone": view.phone,
        "street_address": address,
        "languages": _listed(view.languages),
        "themes": _listed(view.themes),
        "countries": _listed(view.countries),
        "donation_link": view.donation_url,
    }
    texts = {name: " ".join(text.split()) for name, text in facts.items()}
    labels = {"street_address": _("Address")}
    return [
        (labels.get(name) or field_label(name), Truncator(text).chars(_LONGEST))
        for name, text in texts.items()
        if text
    ]


def _listed(terms):
    names = ", ".join(str(term) for term in terms[:_NAMED])
    rest = len(terms) - _NAMED
    if rest <= 0:
        return names
    text = ngettext("%(named)s and %(rest)d more", "%(named)s and %(rest)d more", rest)
    return text % {"named": names, "rest": rest}
