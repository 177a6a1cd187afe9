"""Every filter of the directory, in the order of the page.

A new one is one declaration here. `search_index --analyse` then works out the terms of the members
that there are already.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries import countries

from members.models import CountryOfActivity, Member, WorkingLanguage
from members.parsing import localized_names
from members.presenting.countries import language_name
from members.presenting.freshness import fresh_since

from .entries import EntryFacet
from .kinds import ChoiceFacet, CodeFacet, ConfirmedFacet, FlagFacet, VocabularyFacet
from .places import NearFacet, RegionFacet

FACETS = (
    VocabularyFacet(
        name="theme",
        label=_("Theme"),
        field="themes",
        column="themes__slug",
        rows=Member.themes.through,
        key="theme__slug",
        why=_("Theme: %(name)s"),
        is_suggested=True,
        may_ask_all=True,
    ),
    RegionFacet(
        name="country",
        label=_("Active in"),
        field="countries",
        column="works_in__code",
        rows=CountryOfActivity,
        names=localized_names.country_names,
        knows=lambda code: code in countries,
        all_names=localized_names.search_names,
        why=_("Works in %(name)s"),
        is_suggested=True,
        most_used_first=True,  # few readers look for the alphabet's first country
        may_ask_all=True,
    ),
    VocabularyFacet(
        name="place",
        label=pgettext_lazy("where the office is", "Based in"),
        field="place",
        column="place__slug",
        why=_("Based in %(name)s"),
        is_suggested=True,
    ),
    NearFacet(name="near", label=pgettext_lazy("a place", "Near"), is_listed=False),
    VocabularyFacet(name="area", label=_("Area covered"), field="area", column="area__slug"),
    CodeFacet(
        name="speaks",
        label=_("Language"),
        field="languages",
        column="speaks__code",
        rows=WorkingLanguage,
        names=localized_names.language_names,
        knows=lambda code: language_name(code, "en") != code,
        most_used_first=True,
    ),
    ChoiceFacet(name="category", label=_("Membership"), field="category"),
    EntryFacet(name="offer", label=_("What you can do"), field="offers", piece="kind"),
    ChoiceFacet(name="budget", label=_("Income a year"), field="annual_budget"),
    FlagFacet(
        name="donation",
        label=_("Donations"),
        field="donation_link",
        text=_("Has a page for donations"),
        is_so=lambda view: bool(view.donation_url),
        when=lambda: ~Q(donation_link=""),
    ),
    ConfirmedFacet(
        name="confirmed",
        label=_("Up to date"),
        text=_("Confirmed in the last 12 months"),
        when=lambda: Q(confirmed_at__gte=fresh_since()),
    ),
    ChoiceFacet(
        name="legal_form",
        field="legal_form",
        why=_("Legal form: %(name)s"),
        is_filter=False,
    ),
)
FILTERS = tuple(facet for facet in FACETS if facet.is_filter)
NAMES = tuple(facet.name for facet in FILTERS)
LISTED = tuple(facet for facet in FILTERS if facet.is_listed)
PARAMETERS = frozenset(name for facet in FILTERS for name in facet.parameters)
BY_NAME = {facet.name: facet for facet in FACETS}
