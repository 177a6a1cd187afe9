"""The addresses of the pages about themes, countries and places."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.presenting.terms import INDEX_TITLES, index_url, list_url
from members.search.query import engine
from members.web.pagecache import public_page, site_of
from members.web.sharing.cards import picture_url, term_card
from members.web.structured_data import breadcrumbs, collection, json_ld

from .addresses import value_at
from .page import TermPage, index_of


@require_safe
@public_page
def term_page(request, group, slug):
    """One theme, country or place: what it is, who works on it, and what is near it."""
    site, language = site_of(request), get_language()
    value = value_at(group, slug, site, language)
    if value is None:
        raise Http404
    page, absolute = TermPage(group, value, language, site), request.build_absolute_uri
    trail = [(page.index_title, absolute(page.index_url)), (page.label, None)]
    data = [
        collection(page.label, absolute(page.canonical_url), page.query, absolute),
        breadcrumbs([_home(absolute, language), *trail]),
    ]
    card = term_card(group, value, site, language)
    context = {
        "page": page,
        "canonical": absolute(page.canonical_url),
        "json_ld": json_ld(data),
        "picture": picture_url(group, value, card, site, language),
    }
    return render(request, "web/term.html", context)


@require_safe
@public_page
def term_index(request, group):
    """All themes, countries or places that members have."""
    site, language, absolute = site_of(request), get_language(), request.build_absolute_uri
    title = INDEX_TITLES[group]
    context = {
        "title": title,
        "sections": index_of(group, language, site),
        "total": len(engine.used(site).get(group, {})),
        "canonical": absolute(index_url(group, language)),
        "json_ld": json_ld([breadcrumbs([_home(absolute, language), (title, None)])]),
    }
    return render(request, "web/terms.html", context)


def _home(absolute, language):
    return _("Members"), absolute(list_url(language))
