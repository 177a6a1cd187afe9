"""Pieces of HTML that one page repeats by the dozen: cards of members, tick boxes, links.

They are written in Python because a list shows 24 cards and more than a hundred tick boxes: as
templates they took two thirds of the page's time (docs/benchmarks.md).
"""

import datetime as dt
import html
from functools import lru_cache

from django import template
from django.utils.safestring import mark_safe
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from members.presenting.dates import date_format
from members.presenting.numbers import number
from members.presenting.terms import list_url

from .koepel import icon

register = template.Library()
_MINUS = "\N{MINUS SIGN}"
escape = html.escape
_label = lru_cache(maxsize=4000)(html.escape)  # names of terms, which come again and again


@register.simple_tag
def filter_groups(facets):
    """Return a fieldset of tick boxes for each Facet that has values."""
    words = _filter_words(get_language())
    groups = (_filter_group(facet, words) for facet in facets if facet.options)
    return mark_safe("".join(groups))  # noqa: S308 - escaped


# Words of a language, which is active: to look one up takes longer than to write its element.
@lru_cache(maxsize=8)
def _filter_words(_language):
    return {
        "down": icon("down"),
        "fewer": escape(_("Show less")),
        "colon": escape(_(":")),
        "any": escape(_("any of these")),
    }


def _filter_group(facet, words):
    label, rest, more = escape(facet.label), facet.rest, ""
    if facet.all_total:
        show = _("Show all %(number)s") % {"number": number(facet.all_total)}
        address = escape(f"{list_url(get_language())}filter/{facet.name}/?{facet.all_query}")
        more = (
            f'<a class="all-values" href="{address}" rel="nofollow">{escape(show)}'
            f'<span class="vh">{words["colon"]} {label}</span></a>'
        )
    elif rest:
        total, is_open = len(rest), " open" if facet.is_open else ""
        show = ngettext("Show %(more)s more", "Show %(more)s more", total) % {"more": total}
        more = (
            f'<details class="more" id="more-{facet.name}"{is_open}><summary>{words["down"]}'
            f'<span class="when-closed">{escape(show)}</span> '
            f'<span class="when-open">{words["fewer"]}</span>'
            f'<span class="vh">{words["colon"]} {label}</span></summary>\n'
            f"{_tick_boxes(facet.name, rest)}</details>"
        )
    boxes = _tick_boxes(facet.name, facet.head)
    any_of = f' <small class="any">{words["any"]}</small>' if facet.chosen else ""
    return f'<fieldset class="facet"><legend>{label}{any_of}</legend>\n{boxes}{more}</fieldset>\n'


def _tick_boxes(name, options):
    boxes = []
    for option in options:
        value, label = _tick_box(name, option.value, option.label)
        none, count = _number(option, " option-none")
        checked = " checked" if option.selected else ""
        boxes.append(
            f'<label class="option{none}"><input type="checkbox" {value}{checked}>{label}'
            f"{count}</span></label>\n"
        )
    return "".join(boxes)


def _number(option, none):
    """Return the class of an Option and the number that a click on it gives: in all, or more.

    Beside others of its group one that is ticked says how many members go with it.
    """
    count = option.count if option.more is None else abs(option.more)
    if count is None:
        return "", ""
    sign = "" if option.more is None else _MINUS if option.selected else "+"
    return "" if count or option.selected else none, f"{sign}{number(count)}"


@lru_cache(maxsize=4000)  # the same terms come again and again
def _tick_box(name, value, label):
    """Return what of a tick box no search changes: its attributes, and its label."""
    value = escape(value)
    return (
        f'id="{name}-{value}" name="{name}" value="{value}"',
        f'<span class="option-label">{escape(label)}</span> <span class="count">',
    )


@register.simple_tag
def tick_boxes(group, options):
    """Return a tick box for each of some Options of one group."""
    return mark_safe(_tick_boxes(group, options))  # noqa: S308 - escaped


@register.simple_tag
def pills(options):
    """Return list items with a link for each Option of the themes to begin with."""
    return mark_safe("".join(map(_pill, options)))  # noqa: S308 - escaped


def _pill(option):
    none, count = _number(option, " pill-none")
    current = check = ""
    if option.selected:
        current, check = ' aria-current="true"', icon("check")
    return (
        f'<li><a class="pill{none}" id="popular-{escape(option.value)}" '
        f'href="{escape(option.url)}"{current}>{check} {escape(option.label)} '
        f'<span class="count">{count}</span></a></li>\n'
    )


@register.simple_tag
def cards(members):
    """Return the list items of some PublicMembers: name, best sentence, why, themes, seat."""
    words = _card_words(get_language()) | {"zone": get_current_timezone()}
    return mark_safe("".join([_card(member, words) for member in members]))  # noqa: S308 - escaped


@lru_cache(maxsize=8)
def _card_words(language):
    return {
        "language": language,
        "pin": icon("pin"),
        "seal": icon("seal"),
        "seat": escape(_("Based in:")),
        "themes": escape(_("Themes")),
        "confirmed": _("Confirmed in %(month)s"),
        "written": escape(_("Written in:")),
        "clock": icon("clock"),
        "unconfirmed": _("Not confirmed since %(month)s"),
    }


def _card(member, words):
    """Return one card; what no search changes is made once for as long as the member is kept."""
    if "card" not in member.kept:
        main = escape(member.name) if member.title != member.name else ""
        member.kept["card"] = (
            f'<li class="card"><div class="card-head">{_tile(member)}<div>'
            f'<h3><a href="{escape(member.canonical_url)}',
            escape(member.title),
            (f'<p class="card-main">{main}</p>' if main else "") + "</div></div>\n",
            _sentence(member.summary, escape(str(member.summary or "")), words),
            f"{_themes(member, words)}{_foot(member, words)}</li>\n",
        )
    head, title, main, summary, foot = member.kept["card"]
    query = f"?{escape(member.query)}" if member.query else ""
    excerpt = member.excerpt
    sentence = _sentence(excerpt, excerpt.html, words) if excerpt else summary
    why = member.why and f'<p class="card-why">{escape(member.why)}</p>'
    return f'{head}{query}">{member.marked_name or title}</a></h3>{main}{sentence}{why}{foot}'


def _tile(member):
    logo = member.logo
    if logo:
        small, medium = escape(logo.small), escape(logo.medium)
        return (
            f'<img class="logo" src="{small}" srcset="{small} 96w, {medium} 192w" sizes="56px" '
            f'width="{logo.width}" height="{logo.height}" alt="" loading="lazy">'
        )
    hue, letters = member.hue, escape(member.monogram)
    return f'<span class="monogram hue-{hue}" aria-hidden="true">{letters}</span>'


def _sentence(text, html, words):
    """Return a Text or None as a paragraph with some HTML of it."""
    if not text:
        return ""
    lang = note = ""
    if text.is_fallback:
        name, lang = escape(text.language_name), f' lang="{escape(text.language)}"'
        label = f'<span class="vh">{words["written"]} </span>'
        note = f'\n<span class="in-language">{label}{name}</span>'
    return f"<p><span{lang}>{html}</span>{note}</p>\n"


def _themes(member, words):
    tags = "".join(f'<li class="tag">{_label(theme.label)}</li>' for theme in member.themes)
    return tags and f'<ul class="tags" aria-label="{words["themes"]}">{tags}</ul>\n'


def _foot(member, words):
    items = ""
    if member.town:
        seat = f'<span class="vh">{words["seat"]} </span>{escape(member.town)}'
        items = f"<li>{words['pin']}{seat}</li>"
    if member.is_fresh:
        month = _month(member.confirmed_at.astimezone(words["zone"]), words["language"])
        confirmed = escape(words["confirmed"] % {"month": month})
        items += f'<li class="fresh">{words["seal"]}{confirmed}</li>'
    elif member.unconfirmed_since:
        month = _month(member.unconfirmed_since, words["language"])
        text = escape(words["unconfirmed"] % {"month": month})
        items += f"<li>{words['clock']}{text}</li>"
    return items and f'<ul class="card-foot">{items}</ul>\n'


def _month(day, language):
    return _month_of(day.year, day.month, language)


@lru_cache(maxsize=1000)
def _month_of(year, month, _language):
    return date_format(dt.date(year, month, 1), "F Y")
