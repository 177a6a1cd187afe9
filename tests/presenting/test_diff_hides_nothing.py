"""A difference shows every text that differs, in every language, and nothing that stayed."""

import itertools
from collections import Counter

import pytest
from django.conf import settings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from members.presenting.diff import LISTS, TEXTS, between, diff
from members.presenting.labels import Labels
from members.publishing import values

pytestmark = pytest.mark.django_db
# Words without a common piece, so that none is shown as a change of another; a word that comes
# twice may not be lost. "de" is a language that this site has no name for.
WORD = st.sampled_from(["wells", "pumps", "taps", "rivers"])
TEXTS_OF_ONE = st.dictionaries(st.sampled_from([*dict(settings.LANGUAGES), "de"]), WORD)
AREA = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["1", "2", "3"]),
        "title": TEXTS_OF_ONE.filter(bool),
        "description": TEXTS_OF_ONE,
    }
)
AREAS = st.lists(AREA, max_size=3, unique_by=lambda area: area["id"])
LIST = st.lists(WORD, max_size=4)
LINES = sorted(name for name in values.FIELDS if values.blank()[name] == [] and name in LISTS)
SCALARS = sorted(set(values.FIELDS) - TEXTS - LISTS - {"focus_areas", "logo"})
# A logo is shown as a picture, a moment and a day in the words of the reader's language.
VALUES = {"confirmed_at": "2026-03-0{}T10:00:00+00:00"} | dict.fromkeys(
    ("joined_on", "left_on", "unconfirmed_since"), "2026-03-0{}"
)
HIDDEN = {"wells": "phone", "pumps": "email", "taps": "city", "rivers": "website"}
NUMBERS = {"founded_year", "countries_total", "latitude", "longitude"}


def marked_texts(name, old, new):
    """Return Counters of the texts that a difference shows as removed and as added."""
    fields = diff(between({name: old}, {name: new}))
    parts = [part for field in fields for row in field.rows for part in row.parts]
    return tuple(
        Counter(part.text for part in parts if part.kind == kind) for kind in ("del", "ins")
    )


def differing(old, new):
    """Return Counters of the texts of {place: text} that went and that came."""
    return (
        Counter(text for place, text in old.items() if new.get(place) != text),
        Counter(text for place, text in new.items() if old.get(place) != text),
    )


def texts_of(areas):
    """Return the texts of focus areas: {(area, kind of text, language): text}."""
    return {
        (area["id"], kind, language): text
        for area in areas
        for kind in ("title", "description")
        for language, text in area[kind].items()
    }


@pytest.mark.parametrize("name", sorted(TEXTS))
@given(old=TEXTS_OF_ONE, new=TEXTS_OF_ONE)
def test_every_language_of_a_text_is_shown(name, old, new):
    assert marked_texts(name, old, new) == differing(old, new)


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
@given(old=AREAS, new=AREAS)
def test_every_text_of_every_focus_area_is_shown(language, old, new):
    with override(language):
        shown = marked_texts("focus_areas", old, new)
    assert shown == differing(texts_of(old), texts_of(new))


@pytest.mark.parametrize("name", LINES)
@given(old=LIST, new=LIST)
def test_every_entry_of_a_list_is_shown_as_often_as_it_stands_there(name, old, new):
    if name == "hidden_fields":
        old, new = ([HIDDEN[word] for word in words] for words in (old, new))
    labels = Labels()
    before, after = (Counter(labels.one(name, entry) for entry in side) for side in (old, new))
    shown = marked_texts(name, old, new)
    assert shown == (before - after, after - before)


@pytest.mark.parametrize("name", SCALARS)
def test_the_old_and_the_new_of_a_single_value_are_shown(name):
    examples = [None, *(VALUES.get(name, "word{}").format(number) for number in (1, 2))]
    if name in NUMBERS:
        examples = [None, 0, 1]
    labels = Labels()
    for old, new in itertools.product(examples, repeat=2):
        before, after = (
            Counter([labels.one(name, side)] if side is not None and old != new else ())
            for side in (old, new)
        )
        assert marked_texts(name, old, new) == (before, after)
