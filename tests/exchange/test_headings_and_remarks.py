"""Headings with notes and alternatives, columns without one, parts of an address, and remarks."""

import pytest

from members.exchange.column_detection import recognise_all
from tests.exchange.importing import complaints, csv_file, rehearsed
from tests.helpers import make_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Naam van de vereniging*", "name"),
        ("E-mail (verplicht)", "email"),
        ("Gemeente / Stad", "city"),
        ("ZIP/Postal code", "postal_code"),
        ("Sector(s)", "themes"),
        ("Langue(s) :", "languages"),
        ("Uw website", "website"),
        ("Website van de organisatie", "website"),
        ("Adresse du siège", "street_address"),
        ("Dénomination sociale", "name"),
        ("Name des Vereins", "name"),
        ("N° de tél.", "phone"),
        ("Pays du siège", "seat_country"),
        ("Telefoon / e-mail", ""),
        ("E-mail contactpersoon", ""),
        ("Telefoon 2", ""),
    ],
)
def test_a_heading_is_known_with_notes_and_alternatives(heading, key):
    assert recognise_all([heading, "Naam" if key != "name" else "Stad"])[0][0] == key


def test_names_and_towns_are_known_by_what_stands_in_them():
    sample = [["Proef", "Gent", "a@b.be"], ["Ander", "Luik", "b@c.be"], ["Derde", "Mons", ""]]
    keys, doubts = recognise_all(["A", "B", "C"], sample)
    assert keys == ["name", "city", "email"]
    assert set(doubts) == {0, 1, 2}


@pytest.mark.parametrize(
    ("heading", "key"),
    [("Beschrijving", "mission_nl"), ("Objet", "mission_fr"), ("About us", "mission_en")],
)
def test_a_heading_says_the_language_where_the_text_does_not(heading, key):
    assert recognise_all(["Name", heading], [["Proef", "Koepel 21"]])[0][1] == key


def seat_of(**cells):
    """Return {field: new value} of one row about a seat."""
    rows = rehearsed(csv_file(["name", *cells], ["Proef", *cells.values()])).rows
    return {name: change["new"] for name, change in rows.get().changes.items()}


def test_a_country_beside_an_address_is_that_of_the_seat():
    rows = [["Proef", "Rue 1", "75002", "Paris", "France", "01 23 45 67 89"]]
    headings = ["Name", "Address", "Postal code", "City", "Country", "Phone"]
    job = rehearsed(csv_file(headings, *rows, ["Ander", "Dok 2", "9000", "Gent", "Belgium", ""]))
    assert job.mapping[4] == "seat_country"
    paris, gent = (row.changes for row in job.rows.all())
    assert paris["postal_code"]["new"] == "FR-75002"
    assert paris["phone"]["new"] == "+33123456789"
    assert gent["postal_code"]["new"] == "9000"
    assert "countries" not in paris


def test_a_country_without_an_address_is_one_of_activity():
    rows = [["Proef", "Mali"], ["Ander", "Senegal, Togo"]]
    assert recognise_all(["Name", "Country"], rows)[0] == ["name", "countries"]


def test_a_seat_is_in_the_federations_place_of_its_country():
    make_place("NL", nl="Nederland")
    make_place("BE-VAN", nl="Antwerpen")
    make_place("BE-BRU", nl="Brussel")
    assert seat_of(city="Utrecht", seat_country="Netherlands")["place"] == "NL"
    assert "place" not in seat_of(city="Brussel", seat_country="België")


def test_a_country_that_nothing_can_say_is_refused_with_a_remedy():
    job = rehearsed(csv_file(["name", "city", "seat_country"], ["Proef", "Bonn", "Germany"]))
    ((_row, column, message),) = complaints(job)
    assert column == "seat_country"
    assert "Add it to the places" in message


def test_the_parts_of_an_address_are_joined():
    assert seat_of(Straat="Dok", Huisnummer="1", Bus="3")["street_address"] == "Dok 1 bus 3"
    assert seat_of(Rue="Quai", Boîte="3", house_number="1")["street_address"] == "Quai 1 bte 3"
    assert seat_of(Straat="Dok 1", Huisnummer="1")["street_address"] == "Dok 1"
    seat = seat_of(**{"Postcode en gemeente": "9000 Gent"})
    assert (seat["postal_code"], seat["city"]) == ("9000", "Gent")
    assert seat_of(**{"Postcode en gemeente": "Niamey"})["city"] == "Niamey"


@pytest.mark.parametrize(
    "row",
    [
        ["Aantal leden: 2", ""],
        ["Nombre de membres : 2", ""],
        ["Gemiddelde", "3,5"],
        ["Bron: KBO, 2026", ""],
        ["Laatst bijgewerkt op 3 maart 2026", ""],
        ["* verplicht veld", ""],
    ],
)
def test_what_stands_below_a_table_is_passed_over_with_a_count(row):
    job = rehearsed(csv_file(["Naam", "Stad"], ["Proef", "Gent"], row))
    assert [row.name for row in job.rows.all()] == ["Proef"]
    assert sum(note["count"] for note in job.notes.values()) == 1


@pytest.mark.parametrize("name", ["Bron", "Source", "Moyenne", "Note", "Aantal", "Exports Belgium"])
def test_a_name_that_begins_like_a_remark_is_a_name(name):
    job = rehearsed(csv_file(["Naam", "Stad"], [name, ""], ["Proef", "Gent"]))
    assert [row.name for row in job.rows.all()] == [name, "Proef"]
