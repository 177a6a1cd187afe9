"""The federation and its vocabularies are read once per version."""

import pytest

from members.models import DirectoryVersion, Theme
from members.presenting import current_site
from members.presenting.site import site_at
from tests.helpers import make_theme, set_federation

pytestmark = pytest.mark.django_db


def test_it_is_read_once_per_version(django_assert_num_queries):
    make_theme("water")
    current_site()
    with django_assert_num_queries(1):
        assert list(current_site().vocabularies["theme"]) == ["water"]


def test_a_rolled_back_number_does_not_bring_old_vocabularies_back():
    before = current_site()
    Theme.objects.create(slug="water", name={"en": "Water"})
    DirectoryVersion.objects.filter(pk=1).update(stamp="another")
    assert site_at(DirectoryVersion.objects.current()).version == before.version
    assert list(current_site().vocabularies["theme"]) == ["water"]


def test_a_term_is_named_in_the_first_language_that_it_has():
    theme, site = make_theme("water", fr="Eau"), current_site()
    assert site.label(theme, "nl") == "Eau"
    assert site.label(Theme(slug="bare", name={}), "nl") == "bare"


def test_terms_stand_in_the_order_of_staff():
    for slug in ("zeta", "alpha"):
        make_theme(slug)
    assert list(current_site().vocabularies["theme"]) == ["zeta", "alpha"]


def test_the_federations_languages():
    set_federation(languages=["fr", "nl"])
    assert current_site().languages == ("fr", "nl")
