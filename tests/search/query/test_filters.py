"""Filters: OR within a group, AND between groups; hidden fields match nothing."""

import pytest

from members.search.facets import FACETS
from tests.helpers import ask, edit, facet_options, make_member, names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members")]
A, B, G = "Alpha Clinics", "Beta Wells", "Gamma Schools"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [A, B, G]),
        ("theme=health", [A, B]),
        ("theme=water", [B]),
        ("theme=water&theme=health", [A, B]),
        ("country=CD", [A]),
        ("country=CD&country=SN", [A, B]),
        ("country=CD&theme=water", []),
        ("place=BE-VOV", [A]),
        ("place=BE-VOV&place=BE-WLG", [A, B]),
        ("area=world", [B]),
        ("speaks=nl", [A, B]),
        ("speaks=fr&speaks=nl", [A, B]),
        ("category=associate", [B]),
        ("category=full&category=associate", [A, B, G]),
        ("confirmed=1", [A]),
        ("theme=health&country=SN&speaks=fr", [B]),
        ("theme=health&q=alpha", [A]),
        ("theme=", [A, B, G]),
        ("nonsense=1", [A, B, G]),
        ("theme=health&theme=nonsense", [A, B]),
    ],
)
def test_filters_find(query, found):
    assert names(f"{query}&sort=name") == found
    assert ask(query).total == len(found)


@pytest.mark.parametrize(
    "query",
    [
        "theme=nonsense",
        "country=XX",
        "country=be",
        "place=x",
        "area=x",
        "speaks=zz",
        "category=x",
        "confirmed=2",
        "theme=nonsense&country=SN",
        "theme=a%00b",
        "country=%F0%9F%92%A9",
    ],
)
def test_an_unknown_value_is_named_and_not_applied(query):
    asked = ask(query)
    assert len(asked.unknown) == 1
    known = "country=SN" if "country=SN" in query else ""
    assert asked.total == ask(known).total > 0
    assert asked.selection.querystring() == known
    assert [chip.label for chip in asked.chips] == (["Senegal"] if known else [])


def test_at_most_ten_unknown_values_of_a_group_are_named():
    query = "&".join(f"theme=x{number}" for number in range(50))
    assert len(ask(query).unknown) == 10


HIDDEN = {
    "themes": ("theme", "water", "q=drinkwater"),
    "countries": ("country", "SN", "q=senegal"),
    "place": ("place", "BE-WLG", "q=luik"),
    "area": ("area", "world", "q=worldwide"),
    "languages": ("speaks", "fr", ""),
    "category": ("category", "associate", ""),
    "donation_link": ("donation", "1", ""),
    "annual_budget": ("budget", "5m-20m", ""),
    "offers": ("offer", "volunteer", "q=xylophone"),
    "legal_form": (None, None, "q=ivzw"),
}


def test_every_filter_of_a_field_is_tried_with_that_field_hidden():
    assert {facet.field for facet in FACETS if facet.field} == set(HIDDEN)


@pytest.mark.parametrize("field", HIDDEN)
def test_a_hidden_field_is_found_and_counted_by_nothing(field):
    group, value, words = HIDDEN[field]
    make_member(
        "Secret",
        themes=["water"],
        countries=["SN"],
        place="BE-WLG",
        area="world",
        languages=["fr"],
        category="associate",
        annual_budget="5m-20m",
        offers=[{"kind": "volunteer", "text": {"en": "Play the xylophone"}}],
        donation_link="https://give.example/",
        legal_form="ivzw",
        hidden_fields=[field],
    )
    assert "Secret" in names("")
    if words:
        assert "Secret" not in names(words)
    if group:
        asked = ask(f"{group}={value}")
        assert "Secret" not in [member.name for member in asked.members]
        assert facet_options(ask(), group)[value].count == asked.total


def test_a_field_shown_again_is_found_again():
    member = make_member("Secret", countries=["SN"], hidden_fields=["countries", "city"])
    edit(member, hidden_fields=[])
    assert "Secret" in names("country=SN")


def test_a_hidden_field_does_not_hide_one_with_a_longer_name():
    make_member("Open", countries=["SN"], hidden_fields=["countries_total"])
    assert "Open" in names("country=SN")


def test_a_confirmation_counts_for_a_year_of_whole_days():
    make_member("Just", confirmed_at="2025-11-23T00:00:01+01:00")
    make_member("Late", confirmed_at="2025-11-22T23:59:59+01:00")
    assert names("confirmed=1&sort=name") == [A, "Just"]
