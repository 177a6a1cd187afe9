"""Which page about a theme, country or place an address means, and which a list stands for."""

from members.presenting.terms import PAGES, page_url
from members.search.query import engine
from members.search.query.filter_groups import labels_of
from members.search.question.geography import regions


def value_at(group, slug, site, language):
    """Return the value of a group that a page's address names, or None; addresses are lower case.

    Args:
        group: one of PAGES.
        slug: what stands in the address, such as "cd".
    """
    values = labels_of(site, language)[group]
    return next((value for value in values if value.lower() == slug), None)


def page_of(selection, language):
    """Return the address of the page that says the same as a list, or "".

    Only a list that is filtered on one theme, country or place and on nothing else has one.
    """
    [(group, values), *others] = selection.groups.items() or [("", ())]
    is_plain = selection.wording.is_empty and (selection.page, selection.sort) == (1, "name")
    is_plain = is_plain and selection.view == "list" and not regions().keys() & values
    if others or group not in PAGES or len(values) != 1 or not is_plain or selection.unknown:
        return ""
    return page_url(group, values[0], language)


def pages_with_members(site):
    """Yield (group, value in an address) of each page that shows members, for the sitemap."""
    used = engine.used(site)
    for group in PAGES:
        for value in labels_of(site, site.languages[0])[group]:
            if used.get(group, {}).get(value):
                yield group, value.lower()
