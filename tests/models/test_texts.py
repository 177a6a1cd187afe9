"""Texts per language: what they may be, and how forms edit them."""

import pytest
from django.core.exceptions import ValidationError

from members.models.texts import LinesFormField, TextsFormField, clean_texts


def test_blank_texts_are_left_out_and_the_rest_is_tidied():
    given = {"fr": "  ", "en": " One\r\nTwo\x00 ", "nl": ""}
    assert clean_texts(given) == {"en": "One\nTwo"}


@pytest.mark.parametrize("nothing", [None, "", {}])
def test_nothing_is_no_text(nothing):
    assert clean_texts(nothing) == {}


@pytest.mark.parametrize("value", ["text", ["text"], {"nl": 1}, {"nl": None}, {"xx": "text"}])
def test_another_shape_is_refused(value):
    with pytest.raises(ValidationError):
        clean_texts(value)


def test_each_text_has_its_own_limit_and_the_message_counts_what_is_too_much():
    assert clean_texts({"nl": "x" * 10, "fr": "x" * 10}, 10)
    with pytest.raises(ValidationError, match="French has 2 characters too many; at most 10 fit"):
        clean_texts({"nl": "x" * 10, "fr": "x" * 12}, 10)


def test_the_form_field_gives_one_text_per_language():
    field = TextsFormField(required=False)
    assert field.clean(["Water", "", "Water "]) == {"nl": "Water", "en": "Water"}


def test_the_form_field_shows_one_input_a_language():
    html = TextsFormField(max_text_length=160).widget.decompress({"fr": "Eau"})
    assert html == ["", "Eau", ""]


def test_lines_are_edited_one_a_line():
    field = LinesFormField(required=False)
    assert field.clean(" Old name \r\n\r\nOlder name") == ["Old name", "Older name"]
    assert field.prepare_value(["a", "b"]) == "a\nb"
    assert not field.has_changed(["a", "b"], "a\r\nb\r\n")
    assert field.has_changed(["a"], "b")
