"""Counts by filter value are exact, however large the directory and however few are counted."""

import random

import pytest
from pyroaring import BitMap

from members.search.counting import Counter

SIZE = 150_000  # three containers
CHANCE = random.Random(1)


def some(number):
    return BitMap(CHANCE.sample(range(SIZE), number))


EVERYBODY = BitMap(range(SIZE))
TERMS = {
    "theme": {"dense": some(60_000), "all": EVERYBODY, "thin": some(900), "none": BitMap()},
    "area": {"every twelfth": BitMap(range(0, SIZE, 12)), "half": BitMap(range(SIZE // 2))},
}


@pytest.mark.parametrize("number", [0, 1, 500, 601, 5_000, 12_000, 13_000, 100_000])
def test_every_value_is_counted_exactly(number):
    counter = Counter(TERMS, SIZE)
    first, twelfths = BitMap(range(number)), BitMap(range(0, 12 * number, 12)) & EVERYBODY
    for among in (some(number), first, twelfths):
        for group, values in TERMS.items():
            numbers = {value: len(held & among) for value, held in values.items()}
            expected = {value: number for value, number in numbers.items() if number}
            assert counter.counts(group, among) == expected


def test_an_unknown_group_has_no_counts():
    assert Counter(TERMS, SIZE).counts("place", some(10)) == {}
