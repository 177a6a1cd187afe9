"""The one place that decides what the public may see of a member."""

from django.utils.functional import cached_property

from members.fields import BY_NAME, names
from members.models import Member
from members.parsing import phones
from members.parsing.collation import in_order
from members.parsing.enterprise_numbers import with_dots
from members.parsing.seats import seat_country
from members.parsing.towns import town_name

from . import countries as world
from .entries import WithEntries
from .facts import WithFacts
from .freshness import fresh_since
from .links import platform_of, source_of
from .logo import Logo
from .named import Named
from .site import Term, current_site
from .terms import list_url, term_of, term_url

_NOTHING = frozenset()
# Whatever staff may keep off the public page, by the name that publish() knows it under.
HIDEABLE = names(lambda field: field.is_hideable)
_UNHIDEABLE = frozenset(BY_NAME).difference(HIDEABLE)


def public_view(member, language, site=None):
    """Return what a reader may see of a member, or None where that is nothing.

    Args:
        member: a Member; `Member.objects.with_parts()` spares it queries of its own.
        language: the reader's language code.
        site: the Site to read vocabularies from; the current one where None.

    Returns:
        A PublicMember for a published member, else None.
    """
    if not member.is_public:
        return None
    return PublicMember(member, language, site or current_site())


def preview(member, language, site=None):
    """Return the page that a member would have if it were published, for staff and editors."""
    return PublicMember(member, language, site or current_site())


class PublicMember(Named, WithFacts, WithEntries):
    """A member as one reader sees it; each part is worked out when it is first asked for."""

    def __init__(self, member, language, site):
        self._member, self._language, self._site = member, language, site
        hidden = member.hidden_fields
        self._hidden = frozenset(hidden) - _UNHIDEABLE if hidden else _NOTHING
        self.id, self.slug, self.name = member.pk, member.slug, member.name
        self.confirmed_at = member.confirmed_at
        self.unconfirmed_since = member.unconfirmed_since
        # The list sets these for the reader's own search.
        self.query = self.why = self.marked_name = ""
        self.excerpt = None
        # What pages make of the rest, so that they make it once; copies share it.
        self.kept = {}

    def __str__(self):
        return self.name

    def copy(self):
        """Return the same member for another search."""
        other = object.__new__(type(self))
        vars(other).update(vars(self))
        return other

    @property
    def uuid(self):
        """Its permanent identifier."""
        return self._member.uuid

    @property
    def updated_at(self):
        """The moment of its last change."""
        return self._member.updated_at

    def _shown(self, name, empty=""):
        return empty if name in self._hidden else getattr(self._member, name)

    def _text(self, name):
        return self._site.text(self._shown(name, {}), self._language)

    def _term(self, group, term):
        if term.slug in self._site.vocabularies[group]:
            return term_of(self._site, group, term.slug, self._language)
        # Added after this request began: its row is newer than its site.
        label = self._site.label(term, self._language)
        return Term(term.slug, label, self._term_url(group, term.slug))

    def _term_url(self, group, value):
        return term_url(group, value, self._language)

    @property
    def _list_url(self):
        return list_url(self._language)

    @cached_property
    def url(self):
        """The profile's address, with the search that led to it where there was one."""
        return self.canonical_url + (f"?{self.query}" if self.query else "")

    @cached_property
    def canonical_url(self):
        """The profile's address without any search."""
        return f"{self._list_url}members/{self.slug}/"

    # --- all languages at once, for the search ---------------------------------------
    def in_all_languages(self, name):
        """Return {language: text} of one of the fields with a text per language."""
        return self._shown(name, {})

    def focus_areas_in_all_languages(self):
        """Yield the (language, text) pairs of each title and each description."""
        for area in () if "focus_areas" in self._hidden else self._member.focus_areas.all():
            yield area.title.items()
            yield area.description.items()

    def codes(self, name):
        """Return the codes that a field holds, without labels: none where it is hidden.

        Args:
            name: a field of codes, of terms (by their slugs), or of one choice.
        """
        field = BY_NAME[name]
        if name in self._hidden:
            return []
        if field.rows:
            return [row.code for row in getattr(self._member, field.rows).all()]
        if not field.vocabulary:
            return [code] if (code := getattr(self._member, name)) else []
        if field.is_relation:
            return [term.slug for term in getattr(self._member, name).all()]
        term = self._site.terms(field.vocabulary).get(getattr(self._member, f"{name}_id"))
        return [term.slug] if term else []

    @cached_property
    def logo(self):
        """The Logo, or None."""
        return Logo.of(self._shown("logo"))

    # --- what it is ------------------------------------------------------------------
    @property
    def category(self):
        """The kind of membership: "full" or "associate"."""
        return self._shown("category")

    @property
    def category_label(self):
        """The kind of membership in words."""
        return Member.Category(self.category).label if self.category else ""

    @property
    def enterprise_number(self):
        """The enterprise number as it is usually written: 0546.740.696."""
        return with_dots(self._shown("enterprise_number"))

    @property
    def org_id(self):
        """The identifier by which open data know it (org-id.guide, list BE-BCE_KBO)."""
        digits = self._shown("enterprise_number")
        return f"BE-BCE_KBO-{digits}" if digits else ""

    @property
    def founded_year(self):
        """The year of its foundation, or None."""
        return self._shown("founded_year", None)

    @property
    def joined_on(self):
        """Since when it is a member, or None."""
        return self._shown("joined_on", None)

    # --- texts -----------------------------------------------------------------------
    @cached_property
    def summary(self):
        """What it does in one sentence: a Text or None."""
        return self._text("summary")

    @cached_property
    def mission(self):
        """What it wants and does, at length: a Text or None."""
        return self._text("mission")

    @cached_property
    def focus_areas(self):
        """Its ways of working, in order: dicts of `title` (Text) and `description` (or None)."""
        if "focus_areas" in self._hidden:
            return []
        text = lambda texts: self._site.text(texts, self._language)  # noqa: E731
        return [
            {"title": text(area.title), "description": text(area.description)}
            for area in self._member.focus_areas.all()
        ]

    # --- vocabularies ----------------------------------------------------------------
    @cached_property
    def themes(self):
        """Terms: what it works on."""
        if "themes" in self._hidden:
            return []
        return [self._term("theme", theme) for theme in self._member.themes.all()]

    @cached_property
    def place(self):
        """The province or region of its seat: a Term or None."""
        return self._vocabulary_term("place", self._site.places)

    @cached_property
    def area(self):
        """How far its work reaches: a Term or None."""
        return self._vocabulary_term("area", self._site.areas)

    def _vocabulary_term(self, name, terms):
        # The vocabulary is at hand, so the row's id serves and nothing is joined.
        term = terms.get(self._shown(f"{name}_id") if name not in self._hidden else None)
        return self._term(name, term) if term else None

    @cached_property
    def languages(self):
        """Terms: the languages in which its office can be reached."""
        if "languages" in self._hidden:
            return []
        codes = [row.code for row in self._member.speaks.all()]
        name = lambda code: world.language_name(code, self._language)  # noqa: E731
        return [Term(code, name(code), self._term_url("speaks", code)) for code in codes]

    @cached_property
    def countries(self):
        """Terms: the countries that it works in, by name."""
        if "countries" in self._hidden:
            return []
        name = lambda code: world.country_name(code, self._language)  # noqa: E731
        codes = [row.code for row in self._member.works_in.all()]
        terms = [Term(code, name(code), self._term_url("country", code)) for code in codes]
        return in_order(terms, key=lambda term: term.label)

    @cached_property
    def continents(self):
        """The countries by continent: dicts of `label` and `countries` (Terms)."""
        by_continent = {}
        for country in self.countries:
            by_continent.setdefault(world.continent(country.slug), []).append(country)
        return [
            {"label": label, "countries": by_continent[slug]}
            for slug, label in world.CONTINENTS.items()
            if slug in by_continent
        ]

    @property
    def countries_total(self):
        """In how many countries it says that it works, or None."""
        return self._shown("countries_total", None)

    @property
    def countries_unnamed(self):
        """How many of the stated countries are not named here (0 where all are)."""
        return max(0, (self.countries_total or 0) - len(self.countries))

    # --- where and how to reach it ---------------------------------------------------
    @property
    def website(self):
        """Its website's address."""
        return self._shown("website")

    @property
    def website_label(self):
        """The website's name as people say it: "example.org"."""
        return "" if "website" in self._hidden else self._member.website_host

    @property
    def email(self):
        """Its public e-mail address."""
        return self._shown("email")

    @property
    def phone(self):
        """Its phone number as the reader writes it; of another country with its code."""
        return phones.display_number(self._shown("phone"), self._site.home_of(self._language))

    @property
    def phone_uri(self):
        """The number for a tel: link (RFC 3966)."""
        return phones.uri(self._shown("phone"), self._seat_country)

    @property
    def _seat_country(self):
        return seat_country(self.place and self.place.slug, self.postal_code, self._site.home)

    @property
    def donation_url(self):
        """The page on which to give."""
        return self._shown("donation_link")

    @property
    def social_links(self):
        """Dicts of `platform` ("Instagram") and `url`."""
        links = self._shown("social_links", [])
        return [{"platform": platform_of(link), "url": link} for link in links]

    @property
    def street_address(self):
        """Street and number of its seat."""
        return self._shown("street_address")

    @property
    def postal_code(self):
        """Postal code of its seat."""
        return self._shown("postal_code")

    @property
    def city(self):
        """Town of its seat."""
        return self._shown("city")

    @property
    def town(self):
        """Town of its seat, by its name in the reader's language."""
        return town_name(self.city, self._language, self._seat_country)

    @property
    def latitude(self):
        """Degrees north (WGS 84), or None; None as well where the longitude is hidden."""
        return None if "longitude" in self._hidden else self._shown("latitude", None)

    @property
    def longitude(self):
        """Degrees east (WGS 84), or None; None as well where the latitude is hidden."""
        return None if "latitude" in self._hidden else self._shown("longitude", None)

    # --- how true it is --------------------------------------------------------------
    @property
    def is_fresh(self):
        """Whether the organisation confirmed it in the last 12 months."""
        return bool(self.confirmed_at) and self.confirmed_at >= fresh_since()

    @property
    def sources(self):
        """Where the data come from: dicts of `text` and `url` ("" where it is no address)."""
        return [source_of(line) for line in self._shown("sources", [])]
