"""Members that may be duplicates: found by names, sites and places, and set aside for good."""

import time

import pytest
from django.core.management import call_command

from members.freshness.quality.duplicates import find_duplicates
from members.freshness.quality.health_lists import health_list
from members.models import Member, PossibleDuplicate
from tests.helpers import edit, make_member, make_user

pytestmark = pytest.mark.django_db


def found():
    """Return {(name, name): reasons} of the open pairs."""
    find_duplicates()
    pairs = PossibleDuplicate.objects.open().select_related("first", "second")
    return {(pair.first.name, pair.second.name): pair.reasons for pair in pairs}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Water for All", "Water for Al"),
        ("Water for All", "WATER FOR ALL vzw"),
        ("Dokters van de Wereld", "van de Wereld Dokters"),
        ("Médecins du Monde", "Medecins du monde"),
        ("Ecofonds", "Eco-Fonds"),
        ("Entraide et Fraternité", "Entraide & Fraternité"),
    ],
)
def test_nearly_the_same_name_is_enough(one, other):
    make_member(one, slug="one")
    make_member("Something Else Altogether", slug="else")
    make_member(other, slug="other")
    assert found() == {(one, other): ["name"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oxfam Wereldwinkel Gent", "Oxfam Wereldwinkel Brugge"),
        ("Plan", "Planet"),
        ("Amis du Sénégal", "Amis du Togo"),
        ("Vredeseilanden", "Vredesactie"),
    ],
)
def test_names_that_share_a_part_are_not(one, other):
    make_member(one, slug="one")
    make_member(other, slug="other")
    assert found() == {}


def test_a_name_less_alike_counts_in_the_same_town():
    make_member("Huis van de Mensen Brugge", slug="one", postal_code="8000")
    make_member("Huis voor de Mens Brugge", slug="other", postal_code="8000")
    assert list(found().values()) == [["name", "place"]]


def test_words_that_many_members_bear_make_no_two_of_them_alike():
    for name in ("Caritas", "Plan", "Trias", "Oxfam", "Rikolto", "Djapo"):
        make_member(f"{name} International Belgium", city="Brussels")
    make_member("Plan Internationaal Belgium", slug="twin", city="Brussels")
    assert list(found()) == [("Plan International Belgium", "Plan Internationaal Belgium")]


def test_another_name_that_it_bears_or_bore_counts():
    make_member("Broederlijk Delen", other_names={"fr": "Partage Fraternel"})
    make_member("Partage fraternel")
    make_member("New Name", former_names=["Old Name Of It"])
    make_member("Old name of it")
    assert len(found()) == 2


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("website", "https://www.example.org/nl", "http://example.org/fr/"),
        ("website", "https://www.facebook.com/water", "https://facebook.com/water/"),
        ("email", "info@example.org", "Info@Example.org"),
        ("phone", "+32 2 123 45 67", "02/123.45.67"),
    ],
)
def test_the_same_contact_counts_whatever_the_names(field, one, other):
    make_member("Alpha", **{field: one})
    make_member("Omega", **{field: other})
    assert list(found().values()) == [[field]]


def test_pages_on_one_network_are_no_one_site():
    make_member("Alpha", website="https://www.facebook.com/alpha")
    make_member("Omega", website="https://www.facebook.com/omega")
    assert found() == {}


def test_what_many_share_is_nobodys_own():
    for number in range(8):
        make_member(f"{'abcdefgh'[number] * 9}", website=f"https://federation.example/{number}")
    assert found() == {}


def test_what_somebody_said_is_two_is_never_suggested_again():
    one, other = make_member("Water for All", slug="one"), make_member("Water for Al", slug="other")
    assert len(found()) == 1
    assert health_list("possible-duplicates").members().count() == 2
    pair, user = PossibleDuplicate.objects.get(), make_user()
    assert pair.settle(user)
    assert not PossibleDuplicate.objects.get().settle(user)
    edit(other, name="Water for  All")
    assert found() == {}
    assert PossibleDuplicate.objects.get().settled_by == user
    assert not health_list("possible-duplicates").members().exists()
    assert pair.reopen(user)
    assert len(found()) == 1
    assert one.pk < other.pk


def test_a_pair_that_is_alike_no_longer_is_forgotten_and_a_former_member_is_none():
    one = make_member("Water for All", slug="one")
    other = make_member("Water for Al", slug="other")
    make_member("Water for All", slug="third")
    assert len(found()) == 3
    edit(other, name="Bread for Few")
    assert len(found()) == 1
    edit(one, status=Member.Status.FORMER)
    assert found() == {}


def test_a_repeated_run_writes_nothing_new():
    make_member("Water for All", slug="one")
    make_member("Water for Al", slug="other")
    find_duplicates()
    before = list(PossibleDuplicate.objects.values())
    find_duplicates()
    assert list(PossibleDuplicate.objects.values()) == before


def test_the_command_says_how_many(capsys):
    make_member("Water for All", slug="one")
    make_member("Water for Al", slug="other")
    call_command("find_duplicates")
    assert "1 possible duplicates." in capsys.readouterr().out


def bulk(count, start=0):
    """Write members with made-up names quickly; one in a hundred has a twin with a slip."""
    rows = []
    for number in range(start, start + count):
        seed = number - 1 if number % 100 == 1 else number
        name = " ".join(f"{seed * factor % 99_991:x}er" for factor in (7, 31, 1009))
        name += "s" if seed != number else ""
        rows.append(Member(name=name, sort_name=name, slug=f"m-{number}", status="published"))
    Member.objects.bulk_create(rows, batch_size=1000)


@pytest.mark.slow
def test_its_time_grows_in_line_with_the_members():
    took = {}
    for count, more in ((5_000, 5_000), (20_000, 15_000)):
        bulk(more, count - more)
        began = time.process_time()
        assert find_duplicates() >= count // 100
        took[count] = time.process_time() - began
    assert took[20_000] < 8 * took[5_000]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wereldwinkel Gent", "Wereldwinkel Genk"),
        ("Scouts 12", "Scouts 13"),
        ("Oxfam", "Oxfam afdeling Genk"),
    ],
)
def test_siblings_and_branches_of_one_house_are_not_suggested(one, other):
    make_member(one, slug="one", city="Gent", website="https://www.example.org/")
    make_member(other, slug="other", city="Genk", website="https://www.example.org/")
    assert found() == {}


def test_all_the_evidence_ranks_a_pair_and_no_name_alone_is_certain():
    for number in (1, 2):
        make_member("Water for All", slug=f"water-{number}", city="Gent", website="https://w.org/")
        make_member("Air for All", slug=f"air-{number}")
    find_duplicates()
    ranked = [(pair.first.name, pair.score) for pair in PossibleDuplicate.objects.open()]
    assert [name for name, _score in ranked] == ["Water for All", "Air for All"]
    assert ranked[0][1] > 90 > ranked[1][1]
