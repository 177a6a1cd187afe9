"""A member as it would be with other values: for previews, never to be saved."""

import copy

from members.models import CountryOfActivity, FocusArea, Theme, WorkingLanguage

from . import values


def preview_copy(member, plain, terms=None):
    """Return a copy of a member that holds some plain values; the database is not touched.

    Args:
        member: a Member of `Member.objects.with_parts()`.
        plain: {field: plain value} as `values.read` gives them, all of them or a few.
        terms: what has `by_slug` ({field: {slug: term}}) and `themes` ({slug: Theme}, in their
            order), where many are imagined at once; it saves the queries.
    """
    twin = copy.copy(member)
    values.assign(twin, plain, terms and terms.by_slug)
    # Where prefetch_related() keeps rows: whoever reads the relations is given these.
    cached = dict(getattr(member, "_prefetched_objects_cache", {}))
    twin._prefetched_objects_cache = cached | dict(_relations(twin, plain, terms))
    return twin


def _relations(twin, plain, terms):
    if "themes" in plain and terms:
        yield "themes", _rows(Theme, [terms.themes[slug] for slug in plain["themes"]])
    elif "themes" in plain:
        chosen = Theme.objects.filter(slug__in=plain["themes"])
        yield "themes", _rows(Theme, chosen.order_by("position", "slug"))
    for name, model in (("countries", CountryOfActivity), ("languages", WorkingLanguage)):
        if name in plain:
            rows = [model(member=twin, code=code) for code in plain[name]]
            yield values.ROWS[name], _rows(model, rows)
    if "focus_areas" in plain:
        areas = enumerate(plain["focus_areas"])
        yield "focus_areas", _rows(FocusArea, [_area(twin, *area) for area in areas])


def _area(twin, position, area):
    texts = {"title": area["title"], "description": area["description"]}
    return FocusArea(member=twin, uuid=area["id"], position=position, **texts)


def _rows(model, rows):
    queryset = model.objects.none()
    queryset._result_cache = list(rows)
    return queryset
