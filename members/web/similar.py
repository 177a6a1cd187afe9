"""Members that work on the same themes and in the same countries."""

from django.db.models import Count, F, Q

from members.models import Member
from members.presenting import public_view
from members.search.facets import BY_NAME, terms_of, with_hidden
from members.search.query.similar import alike
from members.search.query.view_cache import get_many

_SHOWN = 4


def similar_members(view, language, site):
    """Return up to four PublicMembers that share the most themes and countries with a member.

    Only what their pages show counts: a hidden country must not be guessed from its company.

    Args:
        view: the PublicMember.
        language: the reader's language code.
        site: the Site to read vocabularies from.
    """
    if not view.themes:
        return []
    ids = alike(view.id, terms_of(view), site, _SHOWN)
    if ids is None:
        return _by_rows(view, language, site)
    return [entry.view for entry in get_many(ids, language, site)]


def _by_rows(view, language, site):
    """As similar_members(), by the database alone: while the index is being built."""
    themes = Q(themes__slug__in=[theme.slug for theme in view.themes])
    countries = Q(works_in__code__in=[country.slug for country in view.countries])
    shared = Count("themes", themes, distinct=True)
    abroad = Count("works_in", countries & BY_NAME["country"].shown, distinct=True)
    rows = (
        with_hidden(Member.objects.published())
        .exclude(pk=view.id)
        .filter(themes & BY_NAME["theme"].shown)
        .annotate(shared=2 * shared + abroad)
        .order_by(F("shared").desc(), "sort_name", "pk")
        .prefetch_related("themes")[:_SHOWN]
    )
    return [public_view(row, language, site) for row in rows]
