"""Files that people have, cell by cell: what is kept of each, or what they are told."""

import pytest

from members.models import ImportRow
from tests.exchange.importing import complaints, csv_file, rehearsed
from tests.helpers import make_place, make_theme

pytestmark = pytest.mark.django_db


def kept(heading, *cells):
    """Return what would be kept of each cell under a heading; None where the row is refused."""
    rows = [[f"Proef {number}", cell] for number, cell in enumerate(cells)]
    job = rehearsed(csv_file(["name", heading], *rows))
    changes = {row.name: row for row in job.rows.all()}
    field = heading.removesuffix("_nl")
    return [
        None
        if (row := changes[f"Proef {number}"]).outcome == ImportRow.Outcome.ERROR
        else row.changes.get(field, {}).get("new")
        for number in range(len(cells))
    ]


def said(heading, cell):
    """Return the one message about a cell, which names its row and column."""
    (complaint,) = complaints(rehearsed(csv_file(["name", heading], ["Proef", cell])))
    assert complaint[:2] == (2, heading)
    return complaint[2]


def test_countries_by_name():
    assert kept(
        "countries",
        "Senegal, Burkina Faso",
        "Congo (RDC)",
        "Côte d’Ivoire",
        "UK",
        "COD",
        "Kosovo",
        "XK",
        "EL",
    ) == [["BF", "SN"], ["CD"], ["CI"], ["GB"], ["CD"], ["XK"], ["XK"], ["GR"]]
    assert said("countries", "Congo").endswith("Write which one.")


def test_languages_by_code_and_name():
    assert kept("languages", "rw", "ln", "ht", "ti", "ps", "zh", "ku", "Dutch, French", "VGT") == [
        ["rw"],
        ["ln"],
        ["ht"],
        ["ti"],
        ["ps"],
        ["zh"],
        ["ku"],
        ["fr", "nl"],
        ["vgt"],
    ]


def test_terms_by_label():
    make_theme("education", nl="Onderwijs", en="Education")
    make_place("BE-BRU", nl="Brussel", en="Brussels")
    assert kept("themes", "Education", "onderwijs") == [["education"], ["education"]]
    assert kept("place", "Brussels") == ["BE-BRU"]
    assert kept("legal_form", " ASBL ", "v.z.w.", "AISBL") == ["vzw", "vzw", "ivzw"]


def test_phones():
    assert kept(
        "phone",
        "+32 2 123 45 67 ext. 12",
        "+32 2 123 45 67 (poste 4)",
        "(02) 123 45 67",
        "Tel.: +32 2 123 45 67",
        "+32\u20112\u2011123\u201145\u201167",
        "0475/12.34.56 (GSM)",
        "+32\u00a02\u00a0123\u00a045\u00a067",
    ) == [
        "+3221234567;ext=12",
        "+3221234567;ext=4",
        "+3221234567",
        "+3221234567",
        "+3221234567",
        "+32475123456",
        "+3221234567",
    ]
    assert "+32 2 123 45 67 or +32 2 123 45 68" in said("phone", "02 123 45 67 / 68")


def test_addresses():
    assert kept(
        "website",
        "www.example.org",
        "example.org/nl",
        "https://example.org\u200b/",
        "https://example.org/?utm_source=nieuwsbrief&fbclid=IwAR0abc",
    ) == [
        "https://www.example.org",
        "https://example.org/nl",
        "https://example.org/",
        "https://example.org/",
    ]
    assert kept("social_links", "facebook.com/proef", "@proef@mastodon.social") == [
        ["https://facebook.com/proef"],
        ["https://mastodon.social/@proef"],
    ]
    assert "on which network" in said("social_links", "@proef")
    assert "within one network" in said("website", "http://10.0.0.8/")


def test_enterprise_numbers():
    assert kept("enterprise_number", "BE-BCE_KBO-0546740696") == ["0546740696"]
    assert kept("enterprise_number", "KBO 0546.740.696") == ["0546740696"]
    assert kept("enterprise_number", "546740696.0") == ["0546740696"]
    assert "establishment" in said("enterprise_number", "2.284.567.890")
    assert "Netherlands" in said("enterprise_number", "NL-KVK-12345678")


def test_years_and_days():
    assert kept("founded_year", "01/05/1998", "39844", "31 januari 2009", "0") == [
        1998,
        2009,
        2009,
        None,
    ]
    assert (
        kept("joined_on", "31/01/09", "31 januari 2009", "2009-01-31 00:00:00")
        == ["2009-01-31"] * 3
    )
    assert "is not sure" in said("founded_year", "circa 1950")


def test_placeholders_count_as_empty_and_are_counted():
    job = rehearsed(
        csv_file(
            ["name", "city", "street_address", "abbreviation", "website", "phone", "email"],
            ["Proef A", "n/a", "-", "NULL", "n/a", "-", "geen"],
            ["Proef B", "N.v.t.", "onbekend", "0", "", "", ""],
        )
    )
    assert [set(row.changes) for row in job.rows.all()] == [{"name", "slug"}] * 2
    assert job.notes["placeholders"] == {"count": 9, "rows": [2, 3]}


def test_points_that_cannot_be_right_are_counted():
    job = rehearsed(
        csv_file(
            ["name", "city", "latitude", "longitude"],
            ["Proef A", "Gent", "3.7174", "51.0543"],
            ["Proef B", "Gent", "0", "0"],
            ["Proef C", "Gent", "51,0543", "3,7174"],
            ["Proef D", "Gent", "50.6337", "5.5675"],
        )
    )
    assert job.notes["coordinates"] == {"count": 3, "rows": [2, 3, 5]}
    assert not complaints(job)


def test_a_name_in_any_script_has_an_address():
    names = ["国际儿童援助会", "Помощь детям", "🌍🌎🌏", "Œuvre d’Ørsted"]
    job = rehearsed(csv_file(["name"], *[[name] for name in names]))
    assert [row.changes["slug"]["new"] for row in job.rows.all()] == [
        "guo-ji-er-tong-yuan-zhu-hui",
        "pomoshch-detyam",
        "earth-africa-earth-americas-earth-asia",
        "oeuvre-dorsted",
    ]
