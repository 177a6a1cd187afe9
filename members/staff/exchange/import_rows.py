"""What an import's rehearsal comes to: its rows by outcome, its problems, and what was noticed."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.exchange import owners
from members.exchange.columns import by_key
from members.models import BatchInvitation, ImportJob, ImportRow, Member
from members.presenting.diff import diff
from members.presenting.labels import Labels
from members.publishing import value_warnings
from members.publishing.terms import Terms

from .import_problems import problem

_PER_PAGE = 25
_Outcome, _Question = ImportRow.Outcome, ImportRow.Question
_ORDER = (
    _Outcome.ASKED,
    _Outcome.ERROR,
    _Outcome.CONFLICT,
    _Outcome.NEW,
    _Outcome.CHANGED,
    _Outcome.UNCHANGED,
    _Outcome.LEFT_OUT,
)
_REST = (_Outcome.ASKED, _Outcome.ERROR, _Outcome.CONFLICT, _Outcome.LEFT_OUT)
# What is looked at for them, and what it is compared with.
_DOUBTFUL = {"latitude", "longitude", "website", "donation_link", "social_links"}
_SEAT = ("city", "postal_code", "latitude", "longitude")


def rows_of(request, job):
    """Return what the page about an import's rows shows."""
    counts = {one: job.counts.get(one, 0) for one in _ORDER}
    outcome = request.GET.get("show")
    if outcome not in _Outcome.values:
        outcome = next((one for one in _ORDER if counts[one]), _Outcome.UNCHANGED)
    rows = job.rows.filter(outcome=outcome).select_related("member__place")
    rows = rows.defer("member__search_text", "member__search_terms", "member__mission")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    labels, candidates, vocabularies = Labels(), _candidates(page), {"place": Terms("place")}
    return {
        "tabs": [(one, one.label, counts[one], one == outcome) for one in _ORDER],
        "shown": outcome,
        "page": page,
        "entries": [_entry(row, labels, candidates, vocabularies) for row in page],
        "problems": [problem(cause) for cause in job.causes],
        "noticed": noticed(job),
        "readings": _readings(job),
        "ready": counts[_Outcome.NEW] + counts[_Outcome.CHANGED],
        "left_out": counts[_Outcome.ERROR] + counts[_Outcome.ASKED],
        "rest": sum(counts[one] for one in _REST),
        "new": counts[_Outcome.NEW],
        "invites": owners.to_invite(job).count(),
        "modes": ImportJob.Mode.choices,
    }


def _candidates(rows):
    """Return {key: Member} of those that some rows may be about."""
    keys = {one["member"] for row in rows for one in row.candidates if "member" in one}
    return Member.objects.only("pk", "name", "city", "enterprise_number", "website").in_bulk(keys)


def _entry(row, labels, candidates, vocabularies):
    entry = {"row": row, "fields": [], "candidates": []}
    if row.owner_outcome and row.owner_outcome != BatchInvitation.Outcome.WAITING:
        entry["owner_note"] = BatchInvitation.Outcome(row.owner_outcome).label
    for one in row.candidates:
        member = candidates.get(one.get("member"))
        if member or "row" in one:
            why = _why(one["reasons"], against=row.question == _Question.ELSEWHERE)
            entry["candidates"].append({"member": member, "row": one.get("row"), "why": why})
    if row.outcome in (_Outcome.NEW, _Outcome.CHANGED, _Outcome.ASKED):
        entry["doubts"] = _doubts(row, vocabularies)
    entry["can_do_without"] = all(error.get("field") not in ("", "name") for error in row.errors)
    if row.member_id and row.changes.get("name"):
        entry["renamed"] = row.changes["name"]
    if row.moved:
        live = {name: value for name, value in row.moved.items() if name in row.changes}
        since = {n: {"old": row.changes[n]["old"], "new": now} for n, now in live.items()}
        wish = {n: {"old": now, "new": row.changes[n]["new"]} for n, now in live.items()}
        return entry | {"since": diff(since, labels), "fields": diff(wish, labels)}
    return entry | {"fields": diff(row.changes, labels)}


def _doubts(row, vocabularies):
    """Return sentences about new values that can be applied and are likely to be wrong."""
    new = {name: change["new"] for name, change in row.changes.items()}
    if not _DOUBTFUL & set(new):
        return []
    live = {name: getattr(row.member, name, None) for name in _SEAT}
    live["place"] = row.member.place.slug if row.member and row.member.place else None
    return list(value_warnings.warnings(new, live, vocabularies).values())


def _why(reasons, *, against):
    if against:
        words = {
            "number": _("another number"),
            "place": _("another town"),
            "website": _("another website"),
            "countries": _("other countries"),
        }
    else:
        words = {
            "id": _("its identifier"),
            "slug": _("its short name"),
            "number": _("the same number"),
            "former_slug": _("a short name that it had"),
            "same_name": _("the same name"),
            "name": _("a name that is alike"),
            "other_name": _("another name of it"),
            "website": _("the same website"),
            "email": _("the same e-mail address"),
            "phone": _("the same phone number"),
            "place": _("the same town"),
        }
    return ", ".join(words[reason] for reason in reasons if reason in words)


def _readings(job):
    """Return what values were read as by a decision, at this import or one before."""
    columns = {column.field: column.heading for column in by_key().values()}
    readings = job.notes.get("replaced", {}).get("readings", [])
    return [
        {"column": columns.get(field, field), "written": text, "meaning": meaning, "count": count}
        for field, text, meaning, count in readings
    ]


def noticed(job):
    """Return sentences about what the rehearsal passed over, mended or took."""
    sentences = []
    for kind, note in job.notes.items():
        words = _noticed(kind, note["count"])
        if words:
            rows = ", ".join(map(str, note["rows"]))
            sentences.append(_("%(words)s First in row %(rows)s.") % {"words": words, "rows": rows})
    return sentences


def _noticed(kind, count):
    words = {
        "headings_again": lambda n: ngettext(
            "%(count)d row repeats the headings and was passed over.",
            "%(count)d rows repeat the headings and were passed over.",
            n,
        ),
        "totals": lambda n: ngettext(
            "%(count)d row holds totals and was passed over.",
            "%(count)d rows hold totals and were passed over.",
            n,
        ),
        "footers": lambda n: ngettext(
            "%(count)d row below the table is a remark and was passed over.",
            "%(count)d rows below the table are remarks and were passed over.",
            n,
        ),
        "explanation": lambda n: ngettext(
            "%(count)d row explains the template and was passed over.",
            "%(count)d rows explain the template and were passed over.",
            n,
        ),
        "hidden": lambda n: ngettext(
            "%(count)d row is hidden in the file, and was read too.",
            "%(count)d rows are hidden in the file, and were read too.",
            n,
        ),
        "quotes": lambda n: ngettext(
            "%(count)d row has quotation marks that do not fit; they were read as text.",
            "%(count)d rows have quotation marks that do not fit; they were read as text.",
            n,
        ),
        "merged": lambda n: ngettext(
            "%(count)d cell was filled from the merged cell that it belongs to.",
            "%(count)d cells were filled from the merged cells that they belong to.",
            n,
        ),
        "formulas": lambda n: ngettext(
            "%(count)d cell contains a formula; the result that the file keeps was read.",
            "%(count)d cells contain formulas; the results that the file keeps were read.",
            n,
        ),
        "placeholders": lambda n: ngettext(
            "%(count)d cell says that there is nothing (such as “n/a”) and counts as empty.",
            "%(count)d cells say that there is nothing (such as “n/a”) and count as empty.",
            n,
        ),
        "coordinates": lambda n: ngettext(
            "%(count)d row has coordinates that are exchanged or far from its town or country.",
            "%(count)d rows have coordinates that are exchanged or far from their town or country.",
            n,
        ),
        "scripts": lambda n: ngettext(
            "%(count)d row has a web address that mixes letters which look alike. Check it.",
            "%(count)d rows have web addresses that mix letters which look alike. Check them.",
            n,
        ),
        "links": lambda n: ngettext(
            "Of %(count)d cell the address behind its words was read.",
            "Of %(count)d cells the address behind their words was read.",
            n,
        ),
        "mended": lambda n: ngettext(
            "%(count)d cell had damaged letters or markup, and was mended.",
            "%(count)d cells had damaged letters or markup, and were mended.",
            n,
        ),
        "entities": lambda n: ngettext(
            "%(count)d row was split within the codes of web pages, and was put together again.",
            "%(count)d rows were split within the codes of web pages, and were put together again.",
            n,
        ),
    }
    return words[kind](count) % {"count": count} if kind in words else ""
