"""What stands around the results of a list and in the head of a page: counts, links, addresses.

Their HTML is in templates/jinja2/web/frame.html: as Django's templates these few lines took a
fifth of a list's time, most of it to look up words and variables one by one.
"""

from functools import lru_cache

from django import template
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from members.presenting.dates import date_format
from members.presenting.numbers import number

from .macros import macros

register = template.Library()
_DESCRIPTION_WORDS = 40
_NAMED = 8


def _macros():
    return macros("web/frame.html")


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
    canonical = context.get("canonical") or request.build_absolute_uri()
    languages = context["site_languages"]
    page = {
        "site_name": federation.name,
        "origin": f"{request.scheme}://{request.get_host()}",
        "canonical": canonical,
        "locale": federation.locale_of(get_language()),
        "other_locales": [federation.locale_of(one.code) for one in languages if not one.current],
        "title": title,
        "description": _first_words(description) if description else "",
        "image": image,
    }
    page["alternates"] = _alternates(languages, canonical, page["origin"])
    return _macros().page_meta(page)


def _alternates(languages, canonical, origin):
    """Return (language, address) of a page in each language, without the search before it.

    What stands behind the language in a canonical address is the same in each.
    """
    here = f"{origin}/{get_language()}/"
    rest = canonical[len(here) :] if canonical.startswith(here) else None
    addresses = [
        (language.code, language.url if rest is None else f"/{language.code}/{rest}")
        for language in languages
    ]
    return [*addresses, ("x-default", addresses[0][1])]


@lru_cache(maxsize=64)  # nearly always the federation's own
def _first_words(description):
    return Truncator(description).words(_DESCRIPTION_WORDS)


@register.simple_tag
def language_links(languages):
    """Return links to a page in each of the site's Languages."""
    return _macros().language_links(languages)


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
    text = ngettext("%(what)s: %(total)s organisation", "%(what)s: %(total)s organisations", total)
    return text % {"what": what, "total": number(total)}


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
    text %= {"total": number(total)}
    if query.page_count == 1 or query.selection.view != "list":
        return text
    range_ = _("%(first)s–%(last)s of %(total)s") % {
        "first": number(query.first),
        "last": number(query.last),
        "total": number(total),
    }
    return _macros().status(text, range_)


@register.simple_tag(takes_context=True)
def printed_from(context):
    """Return what paper needs to know: the page's address, and the day that it shows."""
    address = context.get("canonical") or context["request"].build_absolute_uri()
    day = date_format(localdate(), "j F Y")
    return _("%(address)s, as it was on %(day)s") % {"address": address, "day": day}


@register.simple_tag
def show_members(total):
    """Return the words of the button that leads from the filters to the results."""
    words = ngettext("Show %(total)s member", "Show %(total)s members", total)
    return words % {"total": number(total)}


@register.simple_tag
def sort_options(sorts):
    """Return the orders to choose from."""
    return _macros().sort_options(sorts)


@register.simple_tag
def pagination(query):
    """Return the links to the pages before and after, and to some by number; "" for one page."""
    return "" if query.page_count == 1 else _macros().pagination(query)
