"""Pieces of HTML that one page repeats by the dozen: cards of members and tick boxes.

They are written in Python because a list shows 24 cards and more than a hundred tick boxes: as
templates they took two thirds of the page's time (docs/benchmarks.md).
"""

from django import template
from django.utils.formats import date_format
from django.utils.html import conditional_escape as safe
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import template_localtime
from django.utils.translation import gettext as _

from .koepel import icon, lang_of

register = template.Library()


@register.simple_tag
def tick_boxes(name, options):
    """Return the tick boxes of a filter group's Options.

    Args:
        name: the group's name in the query string.
        options: the Options.
    """
    return mark_safe("".join(_tick_box(safe(name), option) for option in options))  # noqa: S308 - escaped


def _tick_box(name, option):
    value, none = safe(option.value), "" if option.count else " option-none"
    checked = " checked" if option.selected else ""
    return (
        f'<label class="option{none}"><input type="checkbox" id="{name}-{value}" name="{name}" '
        f'value="{value}"{checked}><span class="option-label">{safe(option.label)}</span> '
        f'<span class="count">{option.count}</span></label>\n'
    )


@register.simple_tag
def cards(members):
    """Return the list items of some PublicMembers: name, best sentence, why, themes, seat."""
    words = {
        "pin": icon("pin"), "seal": icon("seal"), "seat": safe(_("Seat:")),
        "themes": safe(_("Themes")), "found": safe(_("Found in:")),
        "confirmed": _("Confirmed in %(month)s"), "written": safe(_("Written in:")),
        "clock": icon("clock"), "unconfirmed": _("Not confirmed since %(month)s"),
    }  # fmt: skip
    return mark_safe("".join(_card(member, words) for member in members))  # noqa: S308 - escaped


def _card(member, words):
    name = member.marked_name or safe(member.name)
    local = f'<p class="card-local">{safe(member.local_name)}</p>' if member.local_name else ""
    why = member.why and f'<p class="card-why"><span>{words["found"]}</span> {safe(member.why)}</p>'
    return (
        f'<li class="card"><div class="card-head">{_tile(member)}<div>'
        f'<h3><a href="{safe(member.url)}">{name}</a></h3>{local}</div></div>\n'
        f"{_sentence(member, words)}{why}{_themes(member, words)}{_foot(member, words)}</li>\n"
    )


def _tile(member):
    logo = member.logo
    if logo:
        small, medium = safe(logo.small), safe(logo.medium)
        return (
            f'<img class="logo" src="{small}" srcset="{small} 96w, {medium} 192w" sizes="56px" '
            f'width="{logo.width}" height="{logo.height}" alt="" loading="lazy">'
        )
    hue, letters = member.hue, safe(member.monogram)
    return f'<span class="monogram hue-{hue}" aria-hidden="true">{letters}</span>'


def _sentence(member, words):
    text = member.excerpt or member.summary
    if not text:
        return ""
    html = text.html if member.excerpt else safe(text.text)
    note = ""
    if text.is_fallback:
        name = safe(text.language_name)
        note = f'<span class="in-language"><span class="vh">{words["written"]} </span>{name}</span>'
    return f"<p><span{lang_of(text)}>{html}</span>{note and chr(10)}{note}</p>\n"


def _themes(member, words):
    tags = "".join(f'<li class="tag">{safe(theme.label)}</li>' for theme in member.themes)
    return tags and f'<ul class="tags" aria-label="{words["themes"]}">{tags}</ul>\n'


def _foot(member, words):
    items = ""
    if member.city:
        seat = f'<span class="vh">{words["seat"]} </span>{safe(member.city)}'
        items = f"<li>{words['pin']}{seat}</li>"
    if member.is_fresh:
        month = date_format(template_localtime(member.confirmed_at), "F Y")
        items += format_html(
            '<li class="fresh">{}{}</li>', words["seal"], words["confirmed"] % {"month": month}
        )
    elif member.unconfirmed_since:
        month = date_format(member.unconfirmed_since, "F Y")
        said = words["unconfirmed"] % {"month": month}
        items += format_html("<li>{}{}</li>", words["clock"], said)
    return items and f'<ul class="card-foot">{items}</ul>\n'
