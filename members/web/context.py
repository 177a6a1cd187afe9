"""What every template may need: the federation in the reader's language."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, override

from members.presenting.site import Term
from members.presenting.terms import INDEX_TITLES, PAGES, index_url

from .pagecache import is_known, site_of

# Where the texts of a language are from that is not spoken in the federation's own country.
_REGIONS = {"nl": "NL", "fr": "FR", "en": "GB", "de": "DE", "es": "ES", "it": "IT", "pt": "PT"}
# The layers whose pages have a language in their address.
_TRANSLATED = ("web", "openpages", "profile", "accounts", "confirming")


@dataclass(frozen=True)
class Language:
    """A language that the site speaks, and where this page is in it.

    Attributes:
        code: its code.
        name: its name in itself ("Nederlands").
        url: this page in it.
        current: whether this page is in it.
    """

    code: str
    name: str
    url: str
    current: bool


class PublicFederation:
    """The federation as a reader sees it."""

    def __init__(self, site, language):
        self._row, self._site, self._language = site.federation, site, language
        self.contact_email, self.website = self._row.contact_email, self._row.website
        self.is_sample = self._row.is_sample

    @cached_property
    def name(self):
        """Its name in the reader's language."""
        text = self._site.text(self._row.name, self._language)
        return text.text if text else "Koepel"

    @cached_property
    def introduction(self):
        """The words above the list: a Text or None."""
        return self._site.text(self._row.introduction, self._language)

    @cached_property
    def about(self):
        """The page about the directory: a Text or None."""
        return self._site.text(self._row.about, self._language)

    @cached_property
    def indexes(self):
        """Terms for the pages with all themes, countries and places; of what it does not use none.

        Countries are the same for everybody.
        """
        vocabularies = self._site.vocabularies
        return [
            Term(group, str(INDEX_TITLES[group]), index_url(group, self._language))
            for group in PAGES
            if vocabularies.get(group, True)
        ]

    def locale_of(self, language):
        """Return a language with its region, as Open Graph writes it: "nl_BE"."""
        region = self._site.home_of(language) or _REGIONS.get(language)
        return f"{language}_{region}" if region else language

    @property
    def is_multilingual(self):
        """Whether its site speaks more than one language."""
        return len(self._site.languages) > 1

    @property
    def accent_css(self):
        """The address of the stylesheet with its colour."""
        return reverse("accent", args=[self._row.accent_colour.lstrip("#").lower()])


@lru_cache(maxsize=8)  # a Site is another object at each version
def _federation(site, language):
    return PublicFederation(site, language)


def endonym(code):
    """Return a language's name in itself ("Français")."""
    return capfirst(get_language_info(code)["name_local"])


class SiteContext:
    """Lazily what base.html shows; nothing is asked of the database for pages that need none."""

    def __init__(self, request):
        self._request = request
        self.language = get_language()

    @cached_property
    def federation(self):
        """The PublicFederation."""
        return _federation(site_of(self._request), self.language)

    @cached_property
    def languages(self):
        """Languages of this site with this page's address in each."""
        return [
            Language(
                code, endonym(code), translated_url(self._request, code), code == self.language
            )
            for code in site_of(self._request).languages
        ]


def site(request):
    """Give templates `site` (federation, languages) and `viewer`, the person signed in.

    `view_name` is the name of the page's address, "web:list", and is empty where it has none.
    """
    signed_in = is_known(request) and hasattr(request, "user")
    viewer = request.user if signed_in and request.user.is_authenticated else None
    context = SiteContext(request)
    # A page of the public has its site at hand, and needs no stand-in for what it tells.
    later = _now if hasattr(request, "site") else SimpleLazyObject
    return {
        "site": context,
        # Again, as allauth's pages call something else `site`.
        "site_languages": later(lambda: context.languages),
        "federation": later(lambda: context.federation),
        "viewer": viewer,
        "view_name": request.resolver_match.view_name if request.resolver_match else "",
    }


def _now(function):
    return function()


def translated_url(request, code):
    """Return the address of the same page in another language, its query string kept."""
    match, here = request.resolver_match, f"/{get_language()}/"
    if request.path.startswith("/account/"):
        return _with_language(request, code)
    if match and match.namespace == "web" and request.path.startswith(here):
        # What stands behind the language is the same in each.
        path = f"/{code}/{request.path.removeprefix(here)}"
        query = request.META.get("QUERY_STRING", "")
        return f"{path}?{query}" if query else path
    with override(code):
        if match is None or match.namespace not in _TRANSLATED:
            return reverse("web:list")
        path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _with_language(request, code):
    # These addresses have no language in them; AccountLanguageMiddleware reads it here.
    query = request.GET.copy()
    query["language"] = code
    return f"{request.path}?{query.urlencode()}"
