"""Texts are kept in the one form of all that look the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.parsing.text import one_line, prose, several_lines, shows_something, visual_form

ANY = st.text(st.characters(), max_size=60)
SIGNS = st.text(
    "ae\u0301\u200b\u200c\u200d\u00ad\u202e\u2066\ufeff\u00a0 \t\r\n\u2028<>b/&amp;lt#8203;نमक"
    "\U0001f3f4\U000e0067\U000e007f👩\ufe0f\u2126\u3164",
    max_size=40,
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Proef\u00a0Spatie", "Proef Spatie"),
        ("  De   Kiem ", "De Kiem"),
        ("De\tKiem\r\nvzw", "De Kiem vzw"),
        ("De\u2028Kiem\u0085vzw", "De Kiem vzw"),
        ("Fe\u0301de\u0301ration", "Fédération"),
        ("Zacht\u00adafbreek", "Zachtafbreek"),
        ("Nul\u200bbreed", "Nulbreed"),
        ("Proef \u202egro.elpmaxe\u202c, omgekeerd", "Proef gro.elpmaxe, omgekeerd"),
        ("\u2066Isolaat\u2069 \u200elinks", "Isolaat links"),
        ("\ufeffMerk", "Merk"),
        ("NUL\x00 en \x07bel", "NUL en bel"),
        ("La\u200dtijn", "Latijn"),
        ("Moeders &amp; Kinderen &ndash; Proef", "Moeders & Kinderen – Proef"),
        ("AT&amp;amp;P", "AT&P"),
        ("AT&P <Proef>", "AT&P <Proef>"),
        ("a < b > c & d;", "a < b > c & d;"),
        ("<p>Wij helpen <b>kinderen</b>&nbsp;en ouders.</p>", "Wij helpen kinderen en ouders."),
        ("Regel een<br/>regel twee", "Regel een regel twee"),
        ("Bergstraat&nbsp;1", "Bergstraat 1"),
        ("\u3000中文\u3000", "中文"),
        ("\ud800half", "half"),
    ],
)
def test_one_line(written, kept):
    assert one_line(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "می\u200cخواهم",  # Persian writes a zero-width non-joiner within a word
        "क्\u200dष",  # an Indian script asks for a half letter with a joiner
        "👩\u200d🔬 wetenschap",
        "❤\ufe0f\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
        "’t Kiemhuis",
        "C++ & C#",
    ],
)
def test_what_a_script_needs_stays(written):
    assert one_line(written) == written


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("een\r\ntwee\rdrie\n", "een\ntwee\ndrie"),
        ("een\ttwee", "een twee"),
        ("\tinspringen", "inspringen"),
        ("een\n\tcode", "een\n    code"),
        ("Bienvenue\u00a0!", "Bienvenue\u00a0!"),
        (
            "<p>Wij helpen <b>kinderen</b>.</p><p>En ouders.</p>",
            "Wij helpen **kinderen**.\n\nEn ouders.",
        ),
        ("<ul><li>een</li><li>twee</li></ul>", "- een\n- twee"),
        (
            'Zie <a href="https://example.org/">onze site</a>.',
            "Zie [onze site](https://example.org/).",
        ),
    ],
)
def test_several_lines(written, kept):
    assert several_lines(written) == kept


def test_prose_keeps_the_spaces_of_french():
    assert prose("Bonjour\u00a0!\nUne phrase.") == "Bonjour\u00a0! Une phrase."


@pytest.mark.parametrize("cleaned", [one_line, several_lines, prose])
@given(text=ANY | SIGNS)
def test_cleaning_twice_gives_what_once_gave(cleaned, text):
    once = cleaned(text)
    assert cleaned(once) == once


@given(text=ANY | SIGNS)
def test_one_line_is_one_line_without_unseen_signs(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert not set(line) & set("\u200b\u00ad\u202e\u2066\ufeff\u00a0\x00\t")


def test_what_looks_the_same_is_the_same():
    assert visual_form("Bonjour\u00a0!") == visual_form("Bonjour !")
    assert visual_form("Bonjour!") != visual_form("Bonjour !")


@pytest.mark.parametrize("text", ["", " ", "\u0301\u0308", "\u3164", "\u200d"])
def test_marks_and_spaces_alone_show_nothing(text):
    assert not shows_something(one_line(text))


@pytest.mark.parametrize("text", ["P", "🌍", "+", "国", "11.11.11"])
def test_a_letter_digit_or_sign_shows_something(text):
    assert shows_something(text)


def test_nested_entities_take_no_time():
    assert one_line("&amp;" * 20_000 + "x").startswith("&")
    assert one_line("&" + "amp;" * 20_000 + "lt;b&gt;x") == "x"
