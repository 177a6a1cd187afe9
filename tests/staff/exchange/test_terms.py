"""Themes, places and working areas come and go as tables, after a look at each row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.models import Area, AuditEvent, DirectoryVersion, Place, Theme
from members.publishing import change_setting
from tests.exchange.importing import csv_file, xlsx_file
from tests.helpers import make_area, make_place, make_theme
from tests.staff.exchange.test_exchange import text

pytestmark = pytest.mark.django_db
URL = "/admin/exchange/terms/"


def look(client, file, vocabulary="themes"):
    """Upload a table of terms; return the answer."""
    return client.post(URL, {"vocabulary": vocabulary, "file": file}, follow=True)


def apply(client, answer):
    """Do what a look showed."""
    return client.post(URL, {"rows": answer.context["waiting"]}, follow=True)


def test_a_table_adds_terms_and_changes_names_after_a_look(administrator_client):
    make_theme("water", nl="Water", fr="Eau")
    make_theme("health", nl="Zorg")
    before = str(DirectoryVersion.objects.current())
    table = csv_file(
        ["Korte naam", "Naam (nl)", "Nom (fr)", "Synoniemen (nl)"],
        ["water", "Water", "", ""],
        ["", "Zorg", "Santé", "gezondheid; welzijn"],
        ["", "Vrede en veiligheid", "Paix", ""],
    )
    answer = look(administrator_client, table)
    assert "New: 1. Changed: 1." in text(answer)
    assert Theme.objects.count() == 2
    assert str(DirectoryVersion.objects.current()) == before
    page = text(apply(administrator_client, answer))
    assert "Themes: 2 terms were added or changed." in page
    health, peace = Theme.objects.get(slug="health"), Theme.objects.get(slug="vrede-en-veiligheid")
    assert health.name == {"nl": "Zorg", "fr": "Santé"}
    assert health.synonyms == {"nl": ["gezondheid", "welzijn"]}
    assert peace.name == {"nl": "Vrede en veiligheid", "fr": "Paix"}
    assert peace.position > health.position
    assert str(DirectoryVersion.objects.current()) != before
    assert AuditEvent.objects.filter(kind=AuditEvent.Kind.SETTING_CHANGED).exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("vocabulary", ["themes", "place", "area"])
def test_an_export_that_comes_back_changes_nothing(administrator_client, kind, vocabulary):
    make_theme("water", nl="Water; lucht", fr="=Eau", synonyms={"nl": ["nat", "H2O"]})
    make_place("BE-VAN", nl="Antwerpen", fr="Anvers")
    make_area("world", en="World")
    url = reverse("admin:export_terms")
    sent = administrator_client.get(url, {"vocabulary": vocabulary, "format": kind})
    file = SimpleUploadedFile(f"terms.{kind}", b"".join(sent.streaming_content))
    answer = look(administrator_client, file, vocabulary)
    assert answer.context["counts"] == {"unchanged": 1}
    assert "There is nothing to add or change." in text(answer)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["slug", "name_nl"], ["new", ""]], "A new term needs a name."),
        ([["slug", "name_nl"], ["a b", "X"]], "Use letters, digits and single hyphens."),
        ([["name_nl", "name_fr"], ["Water", "Santé"]], "Its names are those of two terms."),
        ([["name_nl"], ["Vrede"], ["vrede"]], "Row 2 is about the same term."),
        ([["name_nl"], ["x" * 90]], "80"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_is_left_out(administrator_client, rows, words):
    make_theme("water", nl="Water")
    make_theme("health", fr="Santé")
    page = text(look(administrator_client, csv_file(*rows)))
    assert words in page
    assert "Cannot be taken" in page


def test_a_column_of_names_alone_is_a_table(administrator_client):
    answer = look(administrator_client, xlsx_file(["Provincie"], ["Namen"], ["Luik"]), "place")
    apply(administrator_client, answer)
    assert [str(place) for place in Place.objects.all()] == ["Namen", "Luik"]


def test_what_changed_since_the_look_is_looked_at_again(administrator_client):
    answer = look(administrator_client, csv_file(["name_nl"], ["Wereld"]), "area")
    change_setting(lambda: make_area("wereld", nl="Wereld"))
    page = text(apply(administrator_client, answer))
    assert "Look at it once more." in page
    assert Area.objects.count() == 1


@pytest.mark.parametrize("rows", ["", "x", "a:b:c"])
def test_rows_that_were_tampered_with_are_refused(administrator_client, rows):
    page = text(administrator_client.post(URL, {"rows": rows}, follow=True))
    assert "This page is too old." in page


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"\n\n", b"foo;bar\n1;2\n"])
def test_a_file_that_is_no_table_of_terms_is_refused(administrator_client, content):
    answer = look(administrator_client, SimpleUploadedFile("terms.csv", content))
    assert answer.status_code == 200
    assert not Theme.objects.exists()


def test_reviewers_take_the_lists_along_and_change_nothing(reviewer_client):
    answer = reviewer_client.get(
        reverse("admin:export_terms"), {"vocabulary": "area", "format": "csv"}
    )
    assert answer.status_code == 200
    assert look(reviewer_client, csv_file(["name_nl"], ["Wereld"])).status_code == 403
