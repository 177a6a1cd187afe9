"""What stands around the results of a list and in the head of a page: counts, links, addresses.

Written in Python for the same reason as the cards (pieces.py): as templates these few lines took
a fifth of a list's time, most of it to look up words and variables one by one.
"""

from functools import lru_cache

from django import template
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from members.presenting.dates import date_format
from members.presenting.numbers import number

from .koepel import icon
from .pieces import escape

register = template.Library()
_DESCRIPTION_WORDS = 40
_NAMED = 8


@register.simple_tag(takes_context=True)
def page_meta(context, title="", description="", image=""):
    """Return what search engines and social media read in a page's head.

    Args:
        context: the page's, with `request`, `federation` and, where it has one of its own,
            `canonical`, its address.
        title: of the page alone; the federation's name where it has none.
        description: the page in some words; the first forty are kept.
        image: path of a picture that stands for it.
    """
    request, federation = context["request"], context["federation"]
    origin = escape(f"{request.scheme}://{request.get_host()}")
    canonical = escape(context.get("canonical") or request.build_absolute_uri())
    languages = context["site_languages"]
    named = escape(title) if title else escape(federation.name)
    lines = [
        f'<link rel="canonical" href="{canonical}">',
        *_alternates(languages, canonical, origin),
    ]
    lines += [
        f'<meta property="og:site_name" content="{escape(federation.name)}">',
        '<meta property="og:type" content="website">',
        f'<meta property="og:url" content="{canonical}">',
        *_locales(federation, languages),
        f'<meta property="og:title" content="{named}">',
    ]
    if description:
        text = _first_words(description)
        lines.append(f'<meta name="description" content="{text}">')
        lines.append(f'<meta property="og:description" content="{text}">')
    if image:
        lines.append(f'<meta property="og:image" content="{origin}{escape(image)}">')
    # Its other words are read from those of Open Graph.
    lines.append('<meta name="twitter:card" content="summary">')
    return mark_safe("\n".join(lines))  # noqa: S308 - escaped


def _alternates(languages, canonical, origin):
    """Yield the links to a page in each language: to the page itself, not to the search before it.

    What stands behind the language in a canonical address is the same in each.
    """
    here = f"{origin}/{get_language()}/"
    rest = canonical[len(here) :] if canonical.startswith(here) else None
    addresses = [
        (language.code, escape(language.url) if rest is None else f"/{language.code}/{rest}")
        for language in languages
    ]
    for code, address in [*addresses, ("x-default", addresses[0][1])]:
        yield f'<link rel="alternate" hreflang="{code}" href="{origin}{address}">'


def _locales(federation, languages):
    yield f'<meta property="og:locale" content="{federation.locale_of(get_language())}">'
    for language in languages:
        if not language.current:
            locale = federation.locale_of(language.code)
            yield f'<meta property="og:locale:alternate" content="{locale}">'


@lru_cache(maxsize=64)  # nearly always the federation's own
def _first_words(description):
    return escape(Truncator(description).words(_DESCRIPTION_WORDS))


@register.simple_tag
def language_links(languages):
    """Return links to a page in each of the site's Languages."""
    return mark_safe("\n".join(map(_language_link, languages)))  # noqa: S308 - escaped


def _language_link(language):
    code, current = language.code, ' aria-current="true"' if language.current else ""
    return (
        f'<a href="{escape(language.url)}" hreflang="{code}" lang="{code}"{current}>'
        f'{code.upper()}<span class="vh"> {escape(language.name)}</span></a>'
    )


@register.simple_tag
def list_title(query):
    """Return the title of a list: what was asked for, and which page of it this is."""
    if query.words and not query.chips:
        title = _("Search results for “%(words)s”") % {"words": query.words}
    elif query.is_narrowed:
        words = [f"“{query.words}”"] if query.words else []
        what = ", ".join([*words, *(chip.label for chip in query.chips)])
        title = titled(what, query.total)
    else:
        title = _("Members")
    if query.page > 1:
        place = _("page %(page)s of %(pages)s")
        title += ", " + place % {"page": query.page, "pages": query.page_count}
    return title


@register.simple_tag
def titled(what, total):
    """Return what a page shows and how many of them: "Health, DR Congo: 7 organisations"."""
    said = ngettext("%(what)s: %(total)s organisation", "%(what)s: %(total)s organisations", total)
    return said % {"what": what, "total": number(total)}


@register.simple_tag
def names_of(query):
    """Return the members of a page in a sentence, for those who see nothing else of it."""
    names = ", ".join(member.title for member in query.members[:_NAMED])
    return names + (" …" if query.total > _NAMED else "")


@register.simple_tag
def status(query):
    """Return how many members were found, in words, and which of them this page shows."""
    total = query.total
    if query.is_empty:
        return _("No members found")
    if query.is_narrowed:
        text = ngettext("%(total)s member found", "%(total)s members found", total)
    else:
        text = ngettext("%(total)s member", "%(total)s members", total)
    text = escape(text % {"total": number(total)})
    if query.page_count == 1:
        return mark_safe(text)  # noqa: S308 - escaped
    range_ = _("%(first)s–%(last)s of %(total)s") % {
        "first": number(query.first),
        "last": number(query.last),
        "total": number(total),
    }
    return mark_safe(f"{text}\n<small>{escape(range_)}</small>")  # noqa: S308 - escaped


@register.simple_tag(takes_context=True)
def printed_from(context):
    """Return what paper needs to know: the page's address, and the day that it shows."""
    address = context.get("canonical") or context["request"].build_absolute_uri()
    day = date_format(localdate(), "j F Y")
    text = _("%(address)s, as it was on %(day)s") % {"address": address, "day": day}
    return mark_safe(f'<p class="on-paper">{escape(text)}</p>')  # noqa: S308 - escaped


@register.simple_tag
def show_members(total):
    """Return the words of the button that leads from the filters to the results."""
    words = ngettext("Show %(total)s member", "Show %(total)s members", total)
    return words % {"total": number(total)}


@register.simple_tag
def sort_options(sorts):
    """Return the orders to choose from; the first stands without a choice, and without a value."""
    rows = (
        f'<option value="{escape(sort.value) if number else ""}"'
        f"{' selected' if sort.selected else ''}>{escape(sort.label)}</option>"
        for number, sort in enumerate(sorts)
    )
    return mark_safe("\n".join(rows))  # noqa: S308 - escaped


@register.simple_tag
def pagination(query):
    """Return the links to the pages before and after, and to some by number; "" for one page."""
    if query.page_count == 1:
        return ""
    words = _pagination_words(get_language())
    before, after = query.previous_url, query.next_url
    lines = [f'<nav class="pagination" aria-label="{words["label"]}">']
    if before:
        label = f"{icon('left')} {words['previous']}"
        lines.append(f'<a href="{escape(before)}#results-head" rel="prev">{label}</a>')
    lines += (_page_link(page, words["page"]) for page in query.pages)
    if after:
        label = f"{words['next']} {icon('right')}"
        lines.append(f'<a href="{escape(after)}#results-head" rel="next">{label}</a>')
    return mark_safe("\n".join([*lines, "</nav>"]))  # noqa: S308 - escaped


@lru_cache(maxsize=8)
def _pagination_words(_language):
    return {
        "label": escape(_("Pages of results")),
        "previous": escape(_("Previous")),
        "next": escape(_("Next")),
        "page": escape(_("Page")),
    }


def _page_link(page, word):
    if not page.number:
        return '<span aria-hidden="true">…</span>'
    current = ' aria-current="page"' if page.current else ""
    word = f'<span class="vh">{word} </span>'
    return f'<a href="{escape(page.url)}#results-head"{current}>{word}{number(page.number)}</a>'
