"""Whether the index holds what the database holds, and the way to work it all out anew."""

from django.db import transaction

from members.models import DirectoryVersion, Member
from members.presenting import current_site

from . import builder
from .contents import PUBLIC, STAFF
from .public_documents import searchable
from .reader import locked_index

_CHUNK = 500
_ROUNDS = 5  # comparisons, until one meets no writer


def drift():
    """Return a line for each difference between the index in use and one built now.

    What is published between the two reads is no drift: the comparison is made again until
    nothing was, and where somebody always writes, a difference counts that every round saw.
    """
    lasting = None
    for _round in range(_ROUNDS):
        site = current_site()
        lines = _drift_at(site)
        if not lines or DirectoryVersion.objects.current().stamp == site.stamp:
            return lines
        before, lasting = lasting, set(lines)
        lasting &= lasting if before is None else before
        if not lasting:
            return []
    return sorted(lasting)


def _drift_at(site):
    return _drift_of(PUBLIC, site) + [f"staff’s: {line}" for line in _drift_of(STAFF, site)]


def _drift_of(contents, site):
    fresh = builder.collect(contents).build()
    with locked_index(site, contents) as index:
        if index is not None:
            return _differences([part.segment for part in index.parts], fresh)
    return ["There is no index yet; it is being built."]


def _differences(segments, fresh):
    indexed = {segment.pks[number] for segment in segments for number in segment.live}
    lines = [f"member {pk} is in the index and should not be" for pk in indexed - set(fresh.pks)]
    lines += [f"member {pk} is missing in the index" for pk in set(fresh.pks) - indexed]
    counted = _counts(segments)
    for key, number in _counts([fresh]).items():
        if counted.pop(key, 0) != number:
            lines.append(f"“{key}” has another number of members")
    return lines + [f"“{key}” is in the index and should not be" for key in counted]


def _counts(segments):
    """Return {term or word: number of live members} over all segments."""
    counts = {}
    for segment in segments:
        live = segment.live
        for group, values in segment.terms.items():
            for value, numbers in values.items():
                key = f"{group}:{value}"
                counts[key] = counts.get(key, 0) + numbers.intersection_cardinality(live)
        for word in segment.all_words():
            number = segment.anywhere([word]).intersection_cardinality(live)
            counts[word] = counts.get(word, 0) + number
    return {key: number for key, number in counts.items() if number}


def analyse_all(site, progress=lambda text: None):
    """Work out anew what can be found of every member, as publish() does for one.

    Args:
        site: the Site whose vocabularies count.
        progress: called with a line about what is being done.

    Returns:
        How many members differed. The directory's version rises where any did.
    """
    changed, after = 0, 0
    members = Member.objects.order_by("pk").values_list("pk", flat=True)
    while pks := list(members.filter(pk__gt=after)[:_CHUNK]):
        changed += _analyse(pks, site)
        after = pks[-1]
        progress(f"{changed} members analysed anew")
    if changed:
        DirectoryVersion.objects.bump()
    return changed


@transaction.atomic
def _analyse(pks, site):
    # Locked, so that a publish at this moment is not undone by what was read before it.
    list(Member.objects.select_for_update().filter(pk__in=pks).values_list("pk"))
    rows = list(Member.objects.filter(pk__in=pks).with_parts())
    before = [(row.search_text, row.search_terms) for row in rows]
    for row in rows:
        row.search_text, row.search_terms = searchable(row, site)
    Member.objects.bulk_update(rows, ["search_text", "search_terms"])
    return sum(
        old != (row.search_text, row.search_terms) for old, row in zip(before, rows, strict=True)
    )
