"""A member for an address book."""

import pytest

from tests.helpers import edit, make_member

pytestmark = pytest.mark.django_db


def lines_of(client, slug, language="en"):
    """Return {name: value} of a vCard, its folded lines put together."""
    response = client.get(f"/{language}/members/{slug}/contact.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    text = response.content.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    rows = text.replace("\r\n ", "").split("\r\n")
    assert (rows[0], rows[-2:]) == ("BEGIN:VCARD", ["END:VCARD", ""])
    return dict(row.split(":", 1) for row in rows[1:-2])


def test_it_holds_how_a_member_is_reached(client, directory):
    card = lines_of(client, "water-for-all")
    assert card["FN"] == "Water for All"
    assert card["TEL;TYPE=WORK,VOICE"] == "+3221234567"
    assert card["EMAIL;TYPE=INTERNET"] == "info@water.example"
    assert card["ADR;TYPE=WORK"] == ";;Street 1;Leuven;;3000;BE"
    assert card["UID"] == f"urn:uuid:{directory.uuid}"
    assert lines_of(client, "water-for-all", "fr")["FN"] == "De l'eau pour tous"


def test_what_has_a_meaning_in_it_stays_text_and_no_letter_is_cut(client):
    make_member("Brød; vand, og \\ luft", slug="air", summary={"en": "Één\nTEL:112 " + "ö" * 140})
    card = lines_of(client, "air")
    assert card["FN"] == "Brød\\; vand\\, og \\\\ luft"
    assert card["NOTE"] == "Één TEL:112 " + "ö" * 140
    assert "TEL" not in card


@pytest.mark.parametrize("field", ["phone", "email", "street_address", "website", "summary"])
def test_what_is_hidden_is_not_in_it(client, directory, field):
    secret = {"phone": "+3221234567", "email": "info@", "street_address": "Street 1"}
    secret |= {"website": "URL", "summary": "Drinkbaar"}
    before = client.get("/en/members/water-for-all/contact.vcf").content.decode()
    assert secret[field] in before
    edit(directory, hidden_fields=[field])
    after = client.get("/en/members/water-for-all/contact.vcf").content.decode()
    assert secret[field] not in after


@pytest.mark.parametrize("slug", ["secret", "draft", "former-friends", "nobody"])
def test_who_is_not_public_has_none(client, directory, slug):
    assert client.get(f"/en/members/{slug}/contact.vcf").status_code == 404


def test_the_profile_leads_to_it(client, directory):
    page = client.get("/en/members/water-for-all/").content.decode()
    assert 'href="/en/members/water-for-all/contact.vcf"' in page
