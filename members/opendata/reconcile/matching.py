"""Who a row may mean: candidates from names, numbers, websites and the search, then scored."""

from django.http import QueryDict

from members.models import Member
from members.presenting import public_view
from members.search.query.directory_query import DirectoryQuery
from members.search.query.view_cache import get_many

from .names import known_names
from .scoring import AHEAD, SURE, Scored, digits_of, host_of, score

_FROM_SEARCH, _NEAREST = 10, 10
_LEAST = 30  # below that nobody would call it a candidate


def candidates(text, properties, language, site):
    """Return the Scored members that a row may mean, surest first.

    Args:
        text: the name, number or website of the row.
        properties: {property: text} of what else the row says.
        language: the reader's language code.
        site: the Site to answer from.
    """
    ids = dict.fromkeys(_by_key(text, properties, site))
    ids |= dict.fromkeys(known_names(site).near(text))
    ids |= dict.fromkeys(_by_search(text, language, site))
    listed = [entry.view for entry in get_many(list(ids), language, site)]
    in_list = {name: stated for name, stated in properties.items() if name != "countries"}
    nearest = _scored(listed, text, in_list)[:_NEAREST]
    return _scored(whole([one.view.id for one in nearest], language, site), text, properties)


def _scored(views, text, properties):
    scored = [Scored(view, score(view, text, properties)) for view in views]
    scored = [one for one in scored if one.score >= _LEAST]
    return sorted(scored, key=lambda one: (-one.score, one.view.name, one.view.id))


def whole(ids, language, site):
    """Return the PublicMembers of some ids with all their parts, in order."""
    rows = Member.objects.with_parts().in_bulk(ids)
    views = (public_view(rows[pk], language, site) for pk in ids if pk in rows)
    return [view for view in views if view is not None]


def is_sure(scored, place=0):
    """Whether a candidate needs no person: nearly certain, first, and well ahead of the next."""
    if place or not scored or scored[0].score < SURE:
        return False
    return len(scored) == 1 or scored[0].score - scored[1].score >= AHEAD


def _by_key(text, properties, site):
    """Return the ids of the members with a number or a website that the row names.

    The number of a member that hides it finds nobody: the score asks what is shown.
    """
    names = known_names(site)
    hosts = {host_of(text), host_of(properties.get("website", ""))} - {""}
    ids = [pk for host in hosts for pk in names.hosts.get(host, ())]
    numbers = {digits_of(text), digits_of(properties.get("enterprise_number", ""))} - {""}
    if numbers:
        numbered = Member.objects.published().filter(enterprise_number__in=numbers)
        ids += numbered.values_list("pk", flat=True)
    return ids


def _by_search(text, language, site):
    return _searched(text, language, site).page_ids


def _searched(text, language, site):
    params = QueryDict(mutable=True)
    params["q"] = text
    return DirectoryQuery(params, language, site, _FROM_SEARCH)


def begun(text, language, site):
    """Return the PublicMembers that somebody may mean who is still typing."""
    ids = _searched(text, language, site).page_ids if text.strip() else []
    return whole(ids, language, site)
