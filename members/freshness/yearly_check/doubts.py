"""What on a profile is in doubt, piece by piece, and why: asked about first."""

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from members.models import BehindText, LinkCheck, Revision
from members.presenting.countries import language_name
from members.presenting.dates import date_format

_OTHERS = (
    Revision.Source.ADMIN,
    Revision.Source.IMPORT,
    Revision.Source.RESTORE,
    Revision.Source.MERGE,
)


def doubts(member, languages):
    """Return {piece: [sentence, …]} of what is in doubt, in the active language.

    Args:
        member: the Member, with its parts.
        languages: the codes of the federation's languages.

    A piece is a field of publish(), such as "phone", or a text in one language: "summary-fr".
    """
    sentences = {}
    for piece, sentence in (
        *_broken_links(member),
        *_missing_texts(member, languages),
        *_behind(member, languages),
        *_never_confirmed(member),
        *_too_few_countries(member),
        *_changed_by_others(member),
    ):
        sentences.setdefault(piece, []).append(sentence)
    return sentences


def _broken_links(member):
    for link in LinkCheck.objects.filter(member=member, verdict=LinkCheck.Verdict.BROKEN):
        current = getattr(member, link.field)
        if link.url in (current if isinstance(current, list) else [current]):
            yield link.field, _("It did not respond to our check: %(url)s") % {"url": link.url}


def _missing_texts(member, languages):
    for code in languages:
        name = language_name(code, get_language())
        for field in ("summary", "mission"):
            if not getattr(member, field).get(code):
                yield f"{field}-{code}", _("It is missing in %(language)s.") % {"language": name}
        if any(not area.title.get(code) for area in member.focus_areas.all()):
            text = _("Some titles are missing in %(language)s.")
            yield "focus_areas", text % {"language": name}


def _behind(member, languages):
    for text in BehindText.objects.open().filter(member=member, language__in=languages):
        words = ngettext(
            "The text in %(source)s was edited since: this one is %(edits)d edit behind.",
            "The text in %(source)s was edited since: this one is %(edits)d edits behind.",
            text.edits,
        )
        source = language_name(text.source, get_language())
        piece = text.field if text.field == "focus_areas" else f"{text.field}-{text.language}"
        yield piece, words % {"source": source, "edits": text.edits}


def settle_behind(member, user):
    """Remember that somebody saw the texts that are behind and found them right."""
    for text in BehindText.objects.open().filter(member=member):
        text.settle(user)


def _never_confirmed(member):
    if member.phone and not member.confirmed_at:
        yield "phone", _("Nobody of your organisation has confirmed this number yet.")


def _too_few_countries(member):
    count = len(member.works_in.all())
    if count and (member.countries_total or 0) > count:
        text = _("You say you work in %(total)d countries; %(named)d are listed.")
        yield "countries", text % {"total": member.countries_total, "named": count}


def _changed_by_others(member):
    """Yield what staff or an import wrote since the last confirmation, the newest of each field."""
    since = member.confirmed_at or member.created_at
    later = member.revisions.filter(source__in=_OTHERS, created_at__gt=since, number__gt=1)
    changed = set()
    for revision in later.only("changes", "created_at")[:50]:
        day = date_format(timezone.localdate(revision.created_at), "j F Y")
        for field, change in revision.changes.items():
            for piece in _pieces(field, change):
                if piece not in changed:
                    yield piece, _("Staff changed it on %(day)s.") % {"day": day}
                changed.add(piece)


def _pieces(field, change):
    """Return the pieces that a field's change touched."""
    old, new = change["old"], change["new"]
    if field not in ("summary", "mission", "other_names"):
        return [field]
    old, new = old or {}, new or {}
    return [f"{field}-{code}" for code in {*old, *new} if old.get(code) != new.get(code)]
