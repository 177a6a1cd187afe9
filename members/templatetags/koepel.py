"""What Koepel's templates cannot say for themselves."""

from datetime import timedelta
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.template.loader_tags import BlockNode
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from members.parsing import phones
from members.presenting import outcome as outcomes
from members.presenting.numbers import Counted
from members.presenting.site import cached_site, home_of_readers

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=128)
def icon(name):
    """Return a symbol of static/koepel/icons.svg; it is decoration, the words stand beside it."""
    return SafeString(render_to_string("components/icon.html", {"name": name}).strip())


@register.filter
def age(moment):
    """Return how long ago something was, in words; never "0 minutes"."""
    if timezone.now() - moment < timedelta(minutes=1):
        return _("less than a minute")
    return timesince(moment)


@register.filter
def outcome(proposal):
    """Return what became of a decided proposal, in a sentence or two."""
    return outcomes.outcome(proposal)


@register.filter
def number(value):
    """Return a whole number that is shown as a reader writes it: 2,389 or 2.389."""
    return Counted(value)


@register.filter
def phone(value):
    """Return a member's phone number as a reader here writes it."""
    return phones.display_number(value, home_of_readers())


@register.filter
def phone_uri(value):
    """Return the address of a call to a member's phone number."""
    return phones.uri(value, cached_site().home)


@register.simple_tag
def lang_of(text):
    """Return the `lang` attribute of a Text that is in another language than the page."""
    return format_html(' lang="{}"', text.language) if text and text.is_fallback else ""


@register.tag
def live(parser, token):
    """Render a part of a page for every request, where the rest is kept (web/frame_cache.py).

    {% live %} … {% endlive %}: what stands in it sees the page's context, and of a loop or a
    `with` around it nothing. On a page that is not kept it makes no difference.
    """
    parts = parser.parse(["endlive"])
    parser.delete_first_token()
    if parts.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError("A block may hold live parts, and none of them a block.")
    return LiveNode(parts)


class LiveNode(template.Node):
    """A part of a page that a kept frame leaves open."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        """Return the part, or the frame's mark for it."""
        parts = context.get("live_parts")
        if parts is None:
            return self.nodelist.render(context)
        parts.append(self.nodelist)
        return context["live_mark"]
