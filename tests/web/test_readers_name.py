"""A member bears its name in the reader's language, with its main name beside it."""

import re

import pytest

from tests.helpers import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return make_member(
        "Damiaanactie",
        other_names={"fr": "Action Damien"},
        city="Gent",
        postal_code="9000",
        summary={"nl": "Tegen lepra.", "fr": "Contre la lèpre."},
    )


def test_the_card_shows_it_with_the_main_name(client, action):
    html = client.get("/fr/").content.decode()
    assert re.search(r'>Action Damien</a></h3>\s*<p class="card-main">Damiaanactie</p>', html)
    html = client.get("/nl/").content.decode()
    assert re.search(r">Damiaanactie</a></h3>\s*</div>", html)
    assert "card-main" not in html


def test_a_search_marks_it(client, action):
    html = client.get("/fr/", {"q": "damien"}).content.decode()
    assert ">Action <mark>Damien</mark></a></h3>" in html


def test_the_profile_is_headed_by_it(client, action):
    html = client.get("/fr/members/damiaanactie/").content.decode()
    assert "<h1>Action Damien</h1>" in html
    assert "<title>Action Damien" in html
    assert "<span>Damiaanactie</span>" in html
    assert '"name":"Action Damien","alternateName":["Damiaanactie"]' in html


def test_a_suggestion_is_called_so(client, action):
    (found,) = client.get("/fr/suggest", {"q": "damia"}).json()["suggestions"]
    assert (found["text"], found["why"]) == ("Action Damien", "Damiaanactie")
    (found,) = client.get("/fr/suggest", {"q": "action"}).json()["suggestions"]
    assert (found["text"], found["why"]) == ("Action Damien", "")
