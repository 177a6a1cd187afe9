"""Differences as people read them."""

import pytest

from members.presenting.diff import diff, words
from tests.helpers import make_place

pytestmark = pytest.mark.django_db


def spelled(parts):
    marks = {"same": "{}", "del": "[-{}-]", "ins": "[+{}+]"}
    return "".join(marks[part.kind].format(part.text) for part in parts)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We dig wells", "We dig deep wells", "We dig [+deep +]wells"),
        ("We dig wells.", "We dig wells!", "We dig wells[-.-][+!+]"),
        ("", "New", "[+New+]"),
        ("Old", "", "[-Old-]"),
        ("One thing", "Something altogether other", "[-One thing-][+Something altogether other+]"),
    ],
)
def test_it_marks_words(old, new, expected):
    assert spelled(words(old, new)) == expected


def test_it_shortens_what_stayed():
    parts = words("start " + "same " * 200, "begin " + "same " * 200)
    assert len(parts[-1].text) < 250
    assert "…" in parts[-1].text


def one(name, old, new):
    return diff({name: {"old": old, "new": new}})[0]


def test_it_uses_words_instead_of_codes():
    make_place("BE-VAN", en="Antwerp")
    assert spelled(one("place", None, "BE-VAN").rows[0].parts) == "[+Antwerp+]"
    assert spelled(one("countries", ["BE"], ["BE", "SN"]).rows[0].parts) == "[+Senegal+]"
    assert spelled(one("status", "draft", "published").rows[0].parts) == "[-Draft-][+Published+]"
    assert spelled(one("joined_on", None, "2001-02-03").rows[0].parts) == "[+3 February 2001+]"


def test_a_term_that_is_gone_is_named_by_its_slug():
    assert spelled(one("themes", ["gone"], []).rows[0].parts) == "[-gone-]"


def test_it_tells_what_happened_to_focus_areas():
    wells = {"id": "1", "title": {"en": "Wells"}, "description": {"en": "Deep ones"}}
    pumps = {"id": "2", "title": {"en": "Pumps"}, "description": {}}
    deeper = {**wells, "description": {"en": "Very deep ones"}}
    rows = one("focus_areas", [wells, pumps], [deeper]).rows
    assert [spelled(row.parts) for row in rows] == ["[-Pumps-]", "[-Deep-][+Very deep+] ones"]
    moved = one("focus_areas", [wells, pumps], [pumps, wells]).rows
    assert [spelled(row.parts) for row in moved] == ["The order changed."]
