"""An empty result offers what comes near: names, themes by the thesaurus, and the place named."""

import pytest

from tests.helpers import ask, edit, make_member, make_theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members")]


def offers(query, language="en"):
    asked = ask(query, language)
    assert asked.is_empty
    near = asked.nearby
    return [member.name for member in near.members], near.themes, near.places


def labels(ways):
    return [way.label for way in ways]


@pytest.mark.parametrize("typed", ["%22eye+care%22", "%22oogzorg%22", "%22soins+oculaires%22"])
def test_a_theme_is_offered_by_the_concept_that_was_typed(typed):
    _names, themes, places = offers(f"q={typed}")
    assert (labels(themes), places) == (["Health"], [])


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("%22nothing+senegal%22", "All members active in: Senegal"),
        ("%22nothing+in+west+africa%22", "All members active in: Western Africa"),
        ("%22congolese+nothing%22", "All members active in: Democratic Republic of the Congo"),
        ("%22nothing+gand%22", "All members in and around Ghent"),
    ],
)
def test_all_members_of_a_place_that_was_typed_are_offered(typed, label):
    assert label in labels(offers(f"q={typed}")[2])


@pytest.mark.parametrize("typed", ["%22alpha+nothing%22", "%22alhpa%22", "%22alphaxq%22"])
def test_names_that_come_near_are_offered(typed):
    assert offers(f"q={typed}")[0] == ["Alpha Clinics"]


def test_what_has_the_first_letters_alone_is_no_near_name():
    assert offers("q=%22alpine+wellington%22")[0] == []


def test_every_way_gives_the_number_it_names():
    for typed in ("%22eye+care+senegal%22", "%22zwoefels+gent+water%22", "zwoefels&theme=water"):
        _names, themes, places = offers(f"q={typed}")
        for way in (*themes, *places):
            assert ask(way.url).total == way.total > 0


def test_what_leads_to_the_same_members_is_not_said_twice():
    make_member("Delta", city="Ghent", countries=["BF"])
    for query in ("q=%22zwoefels%22+senegal&theme=water", "q=%22nothing+gent+senegal+health%22"):
        asked = ask(query)
        ways = [*asked.ways_out, *asked.nearby.places, *asked.nearby.themes]
        assert len({way.url for way in ways}) == len(ways)
        near = [*asked.nearby.places, *asked.nearby.themes]
        members = [frozenset(ask(way.url).ids) for way in near]
        assert len(set(members)) == len(members)
        assert not {frozenset(ask(way.url).ids) for way in asked.ways_out} & set(members)


def test_a_hidden_member_is_never_offered():
    make_theme("secret", en="Secrecy")
    edit(make_member("Zwoefels", city="Namur", themes=["secret"]), status="hidden")
    assert offers("q=%22zwoefels+namur+secrecy%22") == ([], [], [])


def test_nothing_comes_near_to_what_nobody_understands():
    assert offers("q=%22xqzvw%22") == ([], [], [])
    assert not ask("q=%22xqzvw%22").nearby


def test_the_page_shows_what_comes_near(client):
    page = client.get("/en/?q=%22alpha+oogzorg+gent%22").text
    for text in ("Alpha Clinics", "All members in and around Ghent", "Theme: Health"):
        assert text in " ".join(page.split())
