"""What Koepel's templates cannot say for themselves."""

from datetime import timedelta
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()
_MOST_KEPT = 300
_kept = {}


@register.simple_tag
@lru_cache(maxsize=128)
def icon(name):
    """Return a symbol of static/koepel/icons.svg; it is decoration, the words stand beside it."""
    sprite = static("koepel/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name
    )


@register.filter
def age(moment):
    """Return how long ago something was, in words; never "0 minutes"."""
    if timezone.now() - moment < timedelta(minutes=1):
        return _("less than a minute")
    return timesince(moment)


@register.simple_tag
def lang_of(text):
    """Return the `lang` attribute of a Text that is in another language than the page."""
    return format_html(' lang="{}"', text.language) if text and text.is_fallback else ""


@register.tag
def kept(parser, token):
    """Render a part of a page once for each version of the directory, for visitors.

    {% kept "site-nav" value … %} … {% endkept %}: the part may depend on the language, on the
    federation and its vocabularies, and on the values named, of which there must be few. For who
    is signed in it is rendered anew: `kept_under` is empty.
    """
    name, *values = token.split_contents()[1:]
    parts = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(name, [parser.compile_filter(value) for value in values], parts)


class KeptNode(template.Node):
    """A part of a page that is rendered once."""

    def __init__(self, name, values, nodelist):
        self.name, self.values, self.nodelist = name, values, nodelist

    def render(self, context):
        """Return what was rendered before, or render."""
        under = _under(context)
        if not under:
            return self.nodelist.render(context)
        values = [value.resolve(context, ignore_failures=True) for value in self.values]
        key = self.name, under, *values
        found = _kept.get(key)
        if found is None:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            found = _kept[key] = self.nodelist.render(context)
        return found


def _under(context):
    """Return (stamp, language) that a page's parts are kept under, or () where they are not."""
    held = context.render_context.get(KeptNode)
    if held is None:
        stamp = str(context.get("kept_under", ""))
        held = context.render_context[KeptNode] = (stamp, get_language()) if stamp else ()
    return held


def forget():
    """Drop what is kept."""
    _kept.clear()
