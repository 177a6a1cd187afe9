"""Who stands first: by where a word stands, then by its form, then by confirmation and name."""

import pytest

from tests.helpers import ask, make_member, make_place, make_theme, names, set_federation

pytestmark = pytest.mark.django_db


def test_places_rank_from_the_name_to_the_mission():
    make_theme("water", en="Water")
    rest = {"summary": {"en": "We dig."}, "themes": []}
    for name, values in [
        ("9 Water", {}),
        ("8 Names", {"other_names": {"fr": "De l’eau, water"}}),
        ("7 Town", {"city": "Water"}),
        ("6 Theme and summary", {"themes": ["water"], "summary": {"en": "Clean water."}}),
        ("5 Theme and mission", {"themes": ["water"], "mission": {"en": "Clean water."}}),
        ("4 Theme", {"themes": ["water"]}),
        ("3 Summary", {"summary": {"en": "Clean water."}}),
        ("2 Focus", {"focus_areas": [{"title": {"en": "Clean water"}}]}),
        ("1 Mission", {"mission": {"en": "Clean water."}}),
    ]:
        make_member(name, **rest | values)
    assert [name[0] for name in names("q=water")] == list("987654321")


def test_forms_rank_from_the_word_itself_to_a_beginning():
    make_member("4 Farmer")
    make_member("3 Farmers")
    make_member("2", summary={"en": "A farmer."})
    make_member("1", summary={"en": "Farming and farmers."})
    make_member("0", summary={"en": "Farmerless."})
    assert [name[0] for name in names("q=farmer")] == list("43210")


def test_who_confirmed_last_stands_first_among_equals_then_the_name_decides():
    for name, day in [("C", "2026-10-01"), ("B", "2026-11-01"), ("A", None), ("D", None)]:
        moment = f"{day}T10:00:00Z" if day else None
        make_member(name, summary={"en": "water"}, confirmed_at=moment)
    assert names("q=water") == ["B", "C", "A", "D"]


def test_two_words_rank_by_both():
    make_member("Water Farmers")
    make_member("Alpha Water", summary={"en": "farmers"})
    make_member("Beta", summary={"en": "water for farmers"})
    assert names("q=farmers+water") == ["Water Farmers", "Alpha Water", "Beta"]


def test_a_word_that_stands_somewhere_is_not_mended():
    make_member("Water")
    make_member("Watter")
    assert names("q=water") == ["Water"]
    assert names("q=watter") == ["Watter"]


def test_an_unfinished_word_counts_for_what_it_begins():
    make_theme("rights", nl="Kinderrechten")
    make_member("Alpha", themes=["rights"])
    make_member("Beta", themes=["rights"], summary={"nl": "Voor kinderrechten."})
    make_member("Gamma", summary={"nl": "Voor het kind."})
    assert names("q=kinderre") == ["Beta", "Alpha"]


def test_only_the_last_word_may_be_unfinished():
    make_member("Alpha", summary={"en": "Watering gardens"})
    assert names("q=gardens+wateri") == ["Alpha"]
    assert names("q=wateri+%22gardens%22") == []


def test_a_compound_is_found_by_a_part_where_the_rest_is_a_word_too():
    make_member("Alpha", summary={"nl": "Waterpomp."})
    make_member("Beta", summary={"nl": "Waterloo en watergruwel."})
    make_member("Gamma", summary={"nl": "Een diepe pomp voor water."})
    assert names("q=water+van") == ["Gamma", "Alpha"]
    assert names("q=pomp+van") == ["Gamma", "Alpha"]


def test_a_country_of_the_same_name_as_a_place_here_gives_way():
    make_place("BE-BRU", nl="Brussels Hoofdstedelijk Gewest")
    make_member("Alpha", countries=["BE"])
    make_member("Beta", place="BE-BRU")
    assert names("q=brussel") == ["Beta"]
    assert names("q=belgie") == ["Alpha"]


def test_synonyms_count_in_every_form_and_name_their_terms():
    set_federation(synonyms=["doof = sourd = handicap", "FGM = genitale verminking"])
    make_theme("disability", nl="Handicap")
    make_member("Alpha", themes=["disability"])
    make_member("Beta", summary={"nl": "Voor dove mensen."})
    make_member("Gamma", summary={"nl": "Tegen genitale verminking."})
    assert sorted(names("q=sourds")) == ["Alpha", "Beta"]
    assert names("q=fgm") == ["Gamma"]
    assert ask("q=fgmm").corrected == "fgm"
