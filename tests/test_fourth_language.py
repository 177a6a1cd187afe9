"""A federation may speak a language more: it is a setting, and every page answers in it."""

import pytest
from django.test import Client

from tests.access_rows import ROWS
from tests.helpers import set_federation
from tests.test_access import browser_of, concrete, world  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def german(settings, world):  # noqa: F811
    """German beside Koepel's own languages, for a federation that uses it."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "German")]
    set_federation(languages=["nl", "fr", "en", "de"])


@pytest.mark.parametrize("person", ["visitor", "editor", "administrator"])
def test_no_page_breaks_in_it(person, world, german):  # noqa: F811
    browser = browser_of(person, world)
    browser.raise_request_exception = False
    broken = {}
    for route in ROWS:
        page = concrete(route, world).replace("/en/", "/de/")
        response = browser.get(page, headers={"accept-language": "de"})
        if response.status_code >= 500:
            broken[page] = response.status_code
    assert broken == {}


def test_a_reader_chooses_it_by_its_own_name(world, german):  # noqa: F811
    page = Client().get("/de/").content.decode()
    assert '<html lang="de"' in page
    assert "Deutsch" in page
