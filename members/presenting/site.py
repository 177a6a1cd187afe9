"""The site as a reader meets it: the federation and its vocabularies, kept per version.

They are small, wanted by every page and changed a few times a year, so each process keeps
them under the directory version's stamp and reads them again when the stamp is another.
"""

from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from babel.languages import get_official_languages
from django.utils.functional import cached_property
from django.utils.translation import get_language

from members.models import Area, CountryText, DirectoryVersion, Federation, Place, Theme
from members.parsing.seats import home_country

from .texts import pick


@dataclass(frozen=True)
class Term:
    """One term in the reader's language: what templates need of it.

    Attributes:
        slug: its value in addresses, such as "health" or "SN".
        label: its name.
        url: its own page, else the directory filtered on it, or "" where it has neither.
    """

    slug: str
    label: str
    url: str = ""

    def __str__(self):
        return self.label


class Site:
    """The federation, its themes, places and working areas at one version."""

    def __init__(self, version):
        self.version, self.stamp = version.number, version.stamp
        self.federation = Federation.objects.filter(pk=1).first() or Federation(pk=1)
        self.languages = tuple(self.federation.languages)
        self.themes = {theme.pk: theme for theme in Theme.objects.all()}
        self.places = {place.pk: place for place in Place.objects.all()}
        self.areas = {area.pk: area for area in Area.objects.all()}
        self._countries = {str(row.country): row.introduction for row in CountryText.objects.all()}

    def terms(self, model):
        """Return {primary key: term} of a vocabulary, by its model."""
        return {Theme: self.themes, Place: self.places, Area: self.areas}[model]

    @cached_property
    def vocabularies(self):
        """{group: {slug: term}} of the filter groups whose values staff keep, in order."""
        by_group = {"theme": self.themes, "place": self.places, "area": self.areas}
        return {
            group: {term.slug: term for term in terms.values()} for group, terms in by_group.items()
        }

    @cached_property
    def home(self):
        """The country of most of its places (ISO 3166-1 alpha-2)."""
        return home_country(place.slug for place in self.places.values())

    def home_of(self, language):
        """Return the country that a reader of a language is taken to live in, or "".

        Who reads one of the home country's own languages writes its phone numbers without the
        country code; others may be anywhere.
        """
        return self.home if language in get_official_languages(self.home) else ""

    def text(self, texts, language):
        """Return the Text of {language: text} for a reader, or None."""
        return pick(texts, language, self.languages)

    def introduction(self, group, value, language):
        """Return the Text that begins the page about a theme, place or country, or None."""
        if group == "country":
            return self.text(self._countries.get(value, {}), language)
        return self.text(self.vocabularies[group][value].introduction, language)

    def label(self, term, language):
        """Return a term's name in the reader's language, else in the first that it has."""
        text = self.text(term.name, language)
        return text.text if text else term.slug


# Two: the newest, and the one that a request under way may still hold.
@lru_cache(maxsize=2)
def _site(stamp, number):
    site = _carried.pop(stamp, None) or Site(DirectoryVersion(number=number, stamp=stamp))
    _newest[:] = [site]
    return site


_newest = []
# {stamp: Site} of versions that nobody has asked for yet.
_carried = {}


def newest_site():
    """Return the last Site that this process has read, or None; asks the database for nothing."""
    return _newest[0] if _newest else None


def site_at(version):
    """Return the Site of a DirectoryVersion; five queries the first time, none after."""
    return _site(version.stamp, version.number)


def carry_over(site, version):
    """Know a Site at a later version too, between which members alone were changed: no query.

    Args:
        site: the Site at the version before, behind whose lock nobody changes what it holds.
        version: the DirectoryVersion.
    """
    later = copy(site)
    later.version, later.stamp = version.number, version.stamp
    _carried.clear()  # of a transaction that was undone: its stamp is never asked for
    _carried[version.stamp] = later


def current_site():
    """Return the Site as it is now, in one query where this process has it already."""
    return site_at(DirectoryVersion.objects.current())


def cached_site():
    """Return the last Site that this process has read, for what rarely changes: no query mostly."""
    return newest_site() or current_site()


def home_of_readers():
    """Return the country that readers of the active language are taken to live in, or ""."""
    return cached_site().home_of(get_language() or "en")
