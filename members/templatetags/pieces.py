"""Cards of members, tick boxes and pills: a list shows dozens of each.

Their HTML is in templates/jinja2/web/pieces.html. What no search changes is rendered once for a
member or a term, with holes for the rest, which is filled in for each request.
"""

from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from members.presenting.numbers import number
from members.presenting.terms import list_url

from .macros import HOLE, macros, pieces

register = template.Library()
_MINUS = "\N{MINUS SIGN}"
_TERMS = 4000  # whose HTML is kept


def _macros():
    return macros("web/pieces.html")


@register.simple_tag
def cards(members, *, contacts=False):
    """Return the list items of some PublicMembers: name, best sentence, why, themes, seat.

    Args:
        members: the PublicMembers.
        contacts: whether to say how each is reached, for paper, which leads to no profile.
    """
    render = _macros().contacts if contacts else _nothing
    return SafeString("".join([_card(member, render(member)) for member in members]))


def _nothing(_member):
    return ""


def _card(member, contacts):
    """Return one card; what no search changes is made once for as long as the member is kept."""
    if "card" not in member.kept:
        macros, summary = _macros(), member.summary
        sentence = macros.sentence(summary, str(summary)) if summary else ""
        member.kept["card"] = (
            *pieces(macros.card(member, HOLE)),
            escape(member.title),
            str(sentence),
        )
    before, between, after_name, facts, after, title, sentence = member.kept["card"]
    query = f"?{escape(member.query)}" if member.query else ""
    if member.excerpt or member.why:
        sentence = _found(member, sentence)
    name = member.marked_name or title
    return f"{before}{query}{between}{name}{after_name}{sentence}{facts}{contacts}{after}"


def _found(member, sentence):
    """Return the sentence that has what was searched for, if one has, and why it was found."""
    if member.excerpt:
        sentence = _macros().sentence(member.excerpt, member.excerpt.html)
    return f"{sentence}{_macros().why(member.why)}" if member.why else str(sentence)


@register.inclusion_tag("web/_near.html")
def near_box(near):
    """Give the filter by distance the place and the kilometres that are chosen."""
    return {"near": near}


@register.simple_tag
def filter_groups(facets):
    """Return a fieldset of tick boxes for each FilterGroup that has values."""
    return SafeString("".join(_filter_group(facet) for facet in facets if facet.options))


def _filter_group(facet):
    rest, wider = facet.rest, tick_boxes(facet.name, facet.wider)
    shape = bool(facet.chosen), facet.all_total, len(rest), facet.is_open
    together = facet.all_name, facet.is_all, bool(facet.wider), facet.is_wide
    pieces_of_it = _group(get_language(), facet.name, facet.label, *shape, *together)
    before, between, after_more, after = pieces_of_it
    if facet.all_total:
        more = escape(f"{list_url(get_language())}filter/{facet.name}/?{facet.all_query}")
    else:
        more = tick_boxes(facet.name, rest)
    head = tick_boxes(facet.name, facet.head)
    return f"{before}{head}{between}{more}{after_more}{wider}{after}"


@lru_cache(maxsize=_TERMS)
def _group(_language, *facet):
    return pieces(_macros().filter_group(*facet, HOLE))


@register.simple_tag
def tick_boxes(group, options):
    """Return a tick box for each of some Options of one group."""
    boxes = []
    for option in options:
        count, is_none = _count(option)
        before, after = _tick_box(group, option.value, option.label, option.selected, is_none)
        boxes += before, count, after
    return SafeString("".join(boxes))


@lru_cache(maxsize=_TERMS)
def _tick_box(*term):
    return pieces(_macros().tick_box(*term, HOLE))


def _count(option):
    """Return the number that a click on an Option gives, in all or more, and whether it is none.

    Beside others of its group one that is ticked says how many members go with it.
    """
    count = option.count if option.more is None else abs(option.more)
    if count is None:
        return "", False
    sign = "" if option.more is None else _MINUS if option.selected else "+"
    return f"{sign}{number(count)}", not (count or option.selected)


@register.simple_tag
def pills(options):
    """Return list items with a link for each Option of the themes to begin with."""
    return SafeString("".join(map(_pill_of, options)))


def _pill_of(option):
    count, is_none = _count(option)
    term = option.value, option.label, option.selected, is_none
    before, between, after = _pill(*term)
    return f"{before}{escape(option.url)}{between}{count}{after}"


@lru_cache(maxsize=_TERMS)
def _pill(*term):
    return pieces(_macros().pill(*term, HOLE))
