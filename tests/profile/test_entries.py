"""Lists of entries: what people can do, recognitions, other federations; they end by themselves."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from members.models.entries_form import EntriesFormField
from members.models.entry_shapes import AFFILIATIONS, OFFERS
from members.publishing import values
from members.publishing.proposals import draft_of
from tests.helpers import ask, edit, facet_options, make_member
from tests.profile.helpers import ROOT, fill

pytestmark = pytest.mark.django_db
OFFER = {"kind": "volunteer", "text": {"nl": "Kom koken", "en": "Come and cook"}}
URL = "/en/members/water-for-all/"


def page(client):
    """Return a profile, on one line."""
    return re.sub(r"\s+", " ", client.get(URL).content.decode())


def test_an_offer_stands_on_the_page_until_its_day_has_passed(client, time_machine):
    time_machine.move_to("2026-11-28")
    make_member(offers=[OFFER | {"url": "https://w.example/cook", "until": "2026-12-31"}])
    html = page(client)
    assert "Volunteering" in html
    assert "Come and cook" in html
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])
    offers = [node["makesOffer"] for node in data.get("@graph", [data]) if "makesOffer" in node]
    assert offers[0][0]["validThrough"] == "2026-12-31"
    time_machine.move_to("2027-01-01")
    assert "Come and cook" not in page(client)


def test_recognitions_and_other_federations_end_too(client, time_machine):
    time_machine.move_to("2026-11-28")
    make_member(
        recognitions=[{"name": "Gold label", "until": "2026-11-27"}, {"name": "Tax certificate"}],
        affiliations=[{"name": "Old network", "until": 2025}, {"name": "Water network"}],
    )
    html = page(client)
    assert "Tax certificate" in html
    assert "Water network" in html
    assert "Gold label" not in html
    assert "Old network" not in html


def test_an_editor_adds_changes_and_empties_entries(member, anna_client):
    edit(member, affiliations=[{"name": "First"}, {"name": "Second"}])
    step = f"{ROOT}edit/identity/"
    html = anna_client.get(step).content.decode()
    assert 'name="affiliations-0-name" value="First"' in re.sub(r"\s+", " ", html)
    fill(
        anna_client,
        "identity",
        **{
            "affiliations-total": "4",
            "affiliations-0-name": "",
            "affiliations-1-name": "Second",
            "affiliations-1-since": "2004",
            "affiliations-2-name": "Third",
            "affiliations-2-url": "third.example",
        },
    )
    drafted = draft_of(member).changes.get(field="affiliations").new
    assert drafted == [
        {"name": "Second", "since": 2004},
        {"name": "Third", "url": "https://third.example"},
    ]


def test_a_form_without_the_entries_changes_none_of_them(member, anna_client):
    edit(member, affiliations=[{"name": "First"}])
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    assert {change.field for change in draft_of(member).changes.all()} == {"phone"}


@pytest.mark.parametrize(
    ("field", "entries", "words"),
    [
        ("affiliations", [{"url": "https://a.example/"}], "Entry 1: fill this in too: Federation"),
        ("affiliations", [{"name": "A"}, {"name": "B", "since": "x"}], "Entry 2: “x” is not"),
        ("affiliations", [{"name": "A", "since": 2004, "until": 1999}], "1999 comes before 2004"),
        ("affiliations", [{"name": "A" * 161}], "too long"),
        ("affiliations", [{"name": "A"}] * 25, "At most 24"),
        ("affiliations", "A", "a list of entries"),
        ("offers", [{"kind": "dance", "text": {"en": "Dance"}}], "none of the choices"),
        ("offers", [{"kind": "job", "text": {"xx": "Dance"}}], "language"),
        ("offers", [OFFER | {"until": "soon"}], "“soon”"),
    ],
)
def test_what_no_entry_can_be_is_said(field, entries, words):
    with pytest.raises(ValidationError) as error:
        values.clean({field: entries})
    assert words in str(error.value)


@pytest.mark.parametrize("total", ["", "-1", "x", "9999999", "²"])
def test_a_forged_number_of_rows_is_no_error(total):
    field = EntriesFormField(shape=AFFILIATIONS, required=False)
    data = MultiValueDict({"a-total": [total], "a-0-name": ["First"]})
    assert field.clean(field.widget.value_from_datadict(data, {}, "a")) == []


def test_an_offer_is_typed_in_each_language():
    field = EntriesFormField(shape=OFFERS, required=False)
    data = {"o-total": "1", "o-0-kind": "volunteer", "o-0-text-nl": "Kom koken"}
    typed = field.widget.value_from_datadict(data | {"o-0-text-en": "Come and cook"}, {}, "o")
    assert field.clean(typed) == [OFFER]


def test_readers_filter_by_what_they_can_do_until_its_day_has_passed(time_machine):
    time_machine.move_to("2026-11-28")
    make_member("Cooks", offers=[OFFER | {"until": "2026-12-31"}])
    make_member("Jobs", offers=[{"kind": "job", "text": {"en": "Cook"}}])
    asked = ask("offer=volunteer")
    assert [member.name for member in asked.members] == ["Cooks"]
    assert [chip.label for chip in asked.chips] == ["Volunteering"]
    assert {v: o.count for v, o in facet_options(ask(), "offer").items()} == {
        "volunteer": 1,
        "job": 1,
    } | dict.fromkeys(("school", "material", "give", "partner"), 0)
    time_machine.move_to("2027-01-01")
    assert ask("offer=volunteer").total == 0
    assert ask("offer=job").total == 1
