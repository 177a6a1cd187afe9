"""clean(): one place for what people write, whichever way it comes in."""

import pytest
from django.core.exceptions import ValidationError

from members.publishing import values
from tests.helpers import edit, make_member, make_place

pytestmark = pytest.mark.django_db


def cleaned(name, value):
    """Return one field's value as clean() keeps it."""
    return values.clean({name: value})[name]


def refusal(name, value):
    """Return the one message with which clean() refuses a field's value."""
    with pytest.raises(ValidationError) as refused:
        values.clean({name: value})
    return refused.value.message_dict[name][0]


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("name", "De\u00a0Kiem\r\nvzw ", "De Kiem vzw"),
        ("city", "n.v.t.", ""),
        ("street_address", "onbekend", ""),
        ("abbreviation", "0", ""),
        ("website", "n/a", ""),
        ("phone", "-", ""),
        ("email", "geen", ""),
        ("founded_year", "0", None),
        ("countries_total", 0, 0),
        ("former_names", ["De\tBron", "-", " "], ["De Bron"]),
        ("mission", {"nl": "een\r\ntwee", "fr": "néant"}, {"nl": "een\ntwee"}),
        ("other_names", {"fr": "La\u00a0Source"}, {"fr": "La Source"}),
        ("summary", {"fr": "Aidons\u00a0!"}, {"fr": "Aidons\u00a0!"}),
    ],
)
def test_texts_are_kept_in_one_form(name, value, kept):
    assert cleaned(name, value) == kept


@pytest.mark.parametrize("value", ["\u200b\u0301", "\u0308"])
def test_a_name_has_something_to_see(value):
    assert refusal("name", value) == "This name has nothing to see: write letters or digits."


@pytest.mark.parametrize("value", ["########", "#REF!"])
def test_an_error_of_a_spreadsheet_is_no_value(value):
    assert value in refusal("city", value)


def test_what_looks_the_same_is_no_change():
    member = make_member("Fédération", city="Gent", summary={"fr": "Aidons\u00a0!"})
    # As rows were written before there was one form.
    type(member).objects.filter(pk=member.pk).update(
        name="Fe\u0301de\u0301ration", city="Gent\u00a0"
    )
    assert edit(member, name="Fédération", city="Gent", summary={"fr": "Aidons !"}) is None


def test_the_slash_of_a_sites_first_page_is_no_change():
    member = make_member("Water", website="https://water.example/")
    assert edit(member, website="https://water.example") is None
    assert edit(member, website="https://water.example/en") is not None
    assert edit(member, website="https://water.example/en/") is not None


@pytest.mark.parametrize(("place", "kept"), [("FR-IDF", "+33123456789"), ("NL-NH", "+31123456789")])
def test_a_phone_without_a_country_code_is_one_of_the_seat_s_country(place, kept):
    make_place("BE-VAN")
    make_place("BE-BRU")
    make_place(place)
    assert values.clean({"phone": "01 23 45 67 89", "place": place})["phone"] == kept
    member = make_member(place=place)
    edit(member, phone="01 23 45 67 89")
    assert member.phone == kept
    assert cleaned("phone", "02 123 45 67") == "+3221234567"
