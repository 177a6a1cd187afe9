"""Whatever stands on the page is found, in every form in which people type it."""

from urllib.parse import urlencode

import pytest

from members.search.question.contacts import plainly
from tests.helpers import edit, make_member, names

pytestmark = pytest.mark.django_db


def found(typed):
    return names(urlencode({"q": typed}))


@pytest.fixture
def member():
    return make_member(
        "Alpha",
        phone="+32 2 422 59 11",
        email="info@alpha-zorg.be",
        city="Brussel",
        street_address="Leopold II-laan 263",
        website="https://www.alpha-zorg.be/",
        founded_year=1964,
        enterprise_number="0546740696",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "+32 2 422 59 11",
        "0032 2 422 59 11",
        "02 422 59 11",
        "02/422.59.11",
        "024225911",
        "+32 (0)2 422 59 11",
        "info@alpha-zorg.be",
        "leopold ii laan",
        "Leopold II-laan 263",
        "1964",
        "founded in 1964",
        "https://www.alpha-zorg.be/en/projects?x=1",
        "www.alpha-zorg.be/contact",
        "alpha-zorg.be/contact",
        "0546.740.696",
        "BE 0546.740.696",
        "BE0546740696",
        "546740696",
        "BE-BCE_KBO-0546740696",
    ],
)
def test_contact_details_are_found_in_every_form(member, typed):
    make_member("Beta", phone="+32 3 777 20 15", email="x@beta.org", founded_year=1980)
    assert found(typed) == ["Alpha"]


@pytest.mark.parametrize("field", ["phone", "email", "street_address", "founded_year"])
def test_what_is_hidden_is_found_by_nothing(member, field):
    typed = {
        "phone": "024225911",
        "email": '"info alpha zorg be"',
        "street_address": "leopold",
        "founded_year": "1964",
    }[field]
    assert found(typed) == ["Alpha"]
    edit(member, hidden_fields=[field])
    assert found(typed) == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("WWF", "W.W.F."),
        ("C.P.K.D.", "CPKD"),
        ("C.P.K.D.", "c.p.k.d"),
        ("11.11.11", "111111"),
        ("11.11.11", "11 11 11"),
        ("11.11.11", "11.11.11"),
    ],
)
def test_abbreviations_are_found_with_and_without_points(name, typed):
    make_member("Organisation", abbreviation=name)
    make_member("Other")
    assert found(typed) == ["Organisation"]


@pytest.mark.parametrize(
    "text", ["9000 gent", "water 2020", "3.5 million", "a.b", "sdg 4.1", "-word", "102"]
)
def test_other_text_stays_as_it_is(text):
    assert plainly(text) == text
