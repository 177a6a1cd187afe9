"""What somebody puts into their own page to show a part of the directory there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

SIZES = (6, 12, 24, 48)
_HEIGHT = 600


class SnippetForm(forms.Form):
    """Three choices; everything has an answer, so that the page always shows a snippet."""

    per_page = forms.TypedChoiceField(
        label=_("How many members"),
        choices=[(size, size) for size in SIZES],
        coerce=int,
        initial=12,
    )
    scheme = forms.ChoiceField(
        label=_("Colours"),
        choices=[
            ("auto", _("As the visitor’s device")),
            ("light", _("Light")),
            ("dark", _("Dark")),
        ],
        initial="auto",
    )
    resize = forms.BooleanField(
        label=_("Adapt the height by itself"),
        help_text=_("With a script of less than one kilobyte."),
        required=False,
        initial=True,
    )


@dataclass(frozen=True)
class Snippet:
    """A snippet of HTML.

    Attributes:
        address: the absolute address of the page in the frame.
        html: what to put into a page.
    """

    address: str
    html: str


def snippet_of(query, choices, base, title):
    """Return the Snippet of a list.

    Args:
        query: the DirectoryQuery of the list.
        choices: the cleaned data of a SnippetForm.
        base: the scheme and host of absolute addresses.
        title: what the frame is called, for people who do not see it.
    """
    pairs = {"per_page": choices["per_page"]}
    pairs |= {} if choices["scheme"] == "auto" else {"scheme": choices["scheme"]}
    search = "&".join(filter(None, [query.first_page, urlencode(pairs)]))
    address = f"{base}{reverse('opendata:embed_list', args=[query.language])}?{search}"
    frame = format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" data-koepel></iframe>',
        address,
        title,
        _HEIGHT,
    )
    if not choices["resize"]:
        return Snippet(address, frame)
    script = format_html('<script src="{}" async></script>', base + reverse("opendata:resizer"))
    return Snippet(address, f"{frame}\n{script}")
