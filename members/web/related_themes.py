"""Themes that are near to some: by the thesaurus, and because the same members work on them."""

from members.presenting.terms import page_url
from members.search.query import engine
from members.search.query.similar import shares
from members.search.question.theme_concepts import theme_concepts_of
from members.web.term_pages.page import Link

_SHOWN = 6
_NEAR = 0.5  # what the thesaurus counts: as much as half of a theme's members
_LEAST = 0.25  # fewer members in common are chance


def related_themes(slugs, language, site):
    """Return Links to the pages of at most six themes related to some, the nearest first.

    Args:
        slugs: the themes, which are not among them.
        language: the reader's language code.
        site: the Site to answer from.
    """
    scores, used = _scores(slugs, site), engine.used(site).get("theme", {})
    related = [
        slug
        for slug in site.vocabularies["theme"]
        if slug not in slugs and used.get(slug) and scores.get(slug, 0) >= _LEAST
    ]
    related.sort(key=scores.get, reverse=True)  # equals stay in the vocabulary's order
    return [_link(slug, used[slug], language, site) for slug in related[:_SHOWN]]


def _scores(slugs, site):
    """Return {slug: how near it is to some themes, the share of members in common included}."""
    near, scores = theme_concepts_of(site), {}
    for slug in slugs:
        common = shares("theme", slug, site)
        for other in {*common, *near.near(slug)}:
            score = common.get(other, 0) + _NEAR * (other in near.near(slug))
            scores[other] = scores.get(other, 0) + score
    return scores


def _link(slug, members, language, site):
    label = site.label(site.vocabularies["theme"][slug], language)
    return Link(label, page_url("theme", slug, language), members)
