"""Colours, fonts and measures stand once, in tokens.css."""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
ROOT_RULE = re.compile(r":root \{(.*?)\}", re.DOTALL)
# Framed pages are shown by other sites, and read no other stylesheet.
ALONE = {"tokens.css", "framed.css"}
# Links stand in tables and lists there, where the public's stronger colour would be too loud.
STAFF_OWN = {"--accent-text"}


def tokens_of(text):
    text = text.split("@media print")[0]
    rules = " ".join(ROOT_RULE.findall(text))
    return set(re.findall(r"(--[\w-]+):", rules))


def test_no_other_stylesheet_sets_a_token():
    known = tokens_of((STATIC / "koepel" / "tokens.css").read_text(encoding="utf-8"))
    assert len(known) > 20
    others = [path for path in STATIC.rglob("*.css") if path.name not in ALONE]
    again = {path.name: tokens_of(path.read_text(encoding="utf-8")) & known for path in others}
    # One is wider on a wide screen: that is its rule, not a second value.
    again = {name: found - STAFF_OWN - {"--wide"} for name, found in again.items()}
    assert {name: found for name, found in again.items() if found} == {}
