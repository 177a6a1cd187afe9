"""How a piece of a difference is marked, without a blank beside it: words must stay whole."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def marked(part):
    """Return a Part as ins or del, said in words too (WCAG 2.2, 1.4.1 Use of Color)."""
    label = {"ins": _("added:"), "del": _("removed:")}.get(part.kind)
    if label is None:
        return part.text
    return format_html(
        '<{kind}><span class="visually-hidden">{label} </span>{text}</{kind}>',
        kind=part.kind,
        label=label,
        text=part.text,
    )
