"""What staff find and filter of every member, whatever its status; the public sees none of it."""

from collections import defaultdict

from members.core.text import fold
from members.models import Member
from members.search.index.documents import REST, Document

from .public_documents import day_of

_COLUMNS = (
    "pk",
    "sort_name",
    "confirmed_at",
    "updated_at",
    "completeness",
    "status",
    "category",
    "place__slug",
    "area__slug",
    "other_names",
    "aliases",
    "former_names",
    "name",
    "abbreviation",
    "city",
    "email",
    "slug",
    "enterprise_number",
)


def staff_documents(members):
    """Return the Documents of a queryset of members, in its order.

    They can be found by their names, abbreviation, town, e-mail address, short name in addresses
    and enterprise number. Beside the values of the member list's filters their terms are "complete"
    (the percentage) and "changed" (the day of the last change as an ordinal), to order by.
    """
    rows = list(members.values_list(*_COLUMNS))
    through = Member.themes.through.objects.filter(member__in=[row[0] for row in rows])
    themes = defaultdict(list)
    for pk, slug in through.values_list("member", "theme__slug"):
        themes[pk].append(slug)
    return [_document(row, themes.get(row[0], [])) for row in rows]


def _document(row, themes):
    pk, key, confirmed_at, updated_at, complete, status, category, place, area, *texts = row
    other_names, aliases, former_names, *plain = texts
    text = fold(" ".join((*plain, *other_names.values(), *aliases, *former_names)))
    terms = {
        "status": [status],
        "category": [category],
        "place": [place] if place else [],
        "area": [area] if area else [],
        "theme": themes,
        "complete": [str(complete)],
        "changed": [str(day_of(updated_at))],
    }
    return Document(pk, key, day_of(confirmed_at), [(REST, "", text)], terms)
