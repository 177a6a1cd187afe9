"""Names in the order in which readers look for them."""

from members.parsing.collation import in_order


def test_accents_and_capitals_come_after_letters():
    names = ["Z", "Zambia", "Égypte", "Espagne", "Émirats", "Équateur", "eau", "Éau", "Œuvre"]
    names.append("Oeil")
    assert in_order(names) == [
        "eau",
        "Éau",
        "Égypte",
        "Émirats",
        "Équateur",
        "Espagne",
        "Oeil",
        "Œuvre",
        "Z",
        "Zambia",
    ]


def test_signs_and_numbers_stand_before_letters():
    assert in_order(["b", "11.11.11", "2 voor 12", "’t Huis", "A-team", "A team"]) == [
        "2 voor 12",
        "11.11.11",
        "A team",
        "A-team",
        "b",
        "’t Huis",
    ]


def test_things_are_ordered_by_their_names():
    assert in_order([(1, "É"), (2, "D"), (3, "F")], key=lambda one: one[1]) == [
        (2, "D"),
        (1, "É"),
        (3, "F"),
    ]
