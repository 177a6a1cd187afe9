"""Cells: no program takes one for a formula, and every text comes back as it was."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from members.exchange import escaping

TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)
FORMULAS = ("=HYPERLINK(A1)", "+SUM(1)", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_becomes_text(formula):
    for cell in (escaping.safe(formula), escaping.safe_in_xlsx(formula)):
        assert cell.startswith("'")


def test_ordinary_texts_stay_as_they_are():
    for text in ("'s-Gravenhage", "Water – voor = wie?", "", "'", "1 + 1"):
        assert escaping.safe(text) == escaping.safe_in_xlsx(text) == text


def test_a_phone_number_needs_no_sign_in_a_workbook():
    assert escaping.safe_in_xlsx("+32 2 123 45 67") == "+32 2 123 45 67"


@given(TEXTS)
@example("'=1")
@example("''=1")
@example("'''")
@example("_x000D_")
@example("a\rb")
def test_every_text_comes_back(text):
    assert escaping.plain(escaping.safe(text)) == text
    cell = escaping.safe_in_xlsx(text)
    assert escaping.plain(escaping.plain_in_xlsx(cell)) == text
