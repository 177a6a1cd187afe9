"""The two things that Koepel's templates cannot say for themselves."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=128)
def icon(name):
    """Return a symbol of static/koepel/icons.svg; it is decoration, the words stand beside it."""
    sprite = static("koepel/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name
    )


@register.simple_tag
def lang_of(text):
    """Return the `lang` attribute of a Text that is in another language than the page."""
    return format_html(' lang="{}"', text.language) if text and text.is_fallback else ""
