"""The screens in Dutch and French: nothing untranslated, nothing damaged, nothing left in English.

A catalogue is {key: text} as gettext keeps it: the key is the English text (after its context
and "\\x04" where it has one), or (English text, number) for each form of a plural.
"""

import ast
import gettext
import html
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override, trans_real

from members.mailing.kinds import KINDS
from members.mailing.rendering import default_text
from tests.helpers import make_area, make_member, make_place, make_theme, set_federation

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("nl", "fr")
SOURCES = ("directory", "members", "templates", "locale")
TOOLS = ("xgettext", "msguniq", "msgmerge", "msgattrib")
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
NO_BREAK = "\N{NO-BREAK SPACE}"

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d)\])?) (\".*\")\Z")
_PLACEHOLDER = re.compile(r"%%|%\(\w+\)[-#0 +.\d]*[a-z]|(?<![%\w])%[sd]|\{[a-z_]*\}")
_TAG = re.compile(r"</?[a-z][^>]*>")
_ADDRESS = re.compile(r"https?://\S+|mailto:\S+")
_LAST_SIGN = re.compile(r"[.:?!…]\s*\Z")


def catalogue_file(language, suffix, root=ROOT):
    """Return the path of a language's catalogue."""
    return root / "locale" / language / "LC_MESSAGES" / f"django.{suffix}"


def entries(file):
    """Yield the entries of a .po file: {keyword: text, "flags": text}, the header first."""
    entry, keyword = {"flags": ""}, ""
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        if match := _KEYWORD.match(line):
            keyword = match[1]
            entry[keyword] = ast.literal_eval(match[3])
        elif line.startswith('"'):
            entry[keyword] += ast.literal_eval(line)
        elif line.startswith("#,"):
            entry["flags"] += line[2:]
        elif not line:
            if "msgid" in entry:
                yield entry
            entry = {"flags": ""}


def forms(entry):
    """Return [(English text, its translation)] of an entry: one, or one for each plural form."""
    if "msgid_plural" not in entry:
        return [(entry["msgid"], entry["msgstr"])]
    texts = (entry["msgid"], entry["msgid_plural"])
    return [(text, entry[f"msgstr[{number}]"]) for number, text in enumerate(texts)]


def compiled(file):
    """Return what msgfmt makes of a .po file, as a catalogue."""
    catalogue = {}
    for entry in entries(file):
        if "fuzzy" in entry["flags"]:
            continue
        key = entry["msgid"]
        if "msgctxt" in entry:
            key = f"{entry['msgctxt']}\x04{key}"
        plural = "msgid_plural" in entry
        for number, (_source, text) in enumerate(forms(entry)):
            if text:
                catalogue[(key, number) if plural else key] = text
    return catalogue


def translations(language):
    """Return [(English text, translation)] of a committed catalogue, without its header."""
    return [
        pair
        for entry in entries(catalogue_file(language, "po"))
        if entry["msgid"]
        for pair in forms(entry)
    ]


def prose(text):
    """Return a text without its tags, addresses and placeholders."""
    return _PLACEHOLDER.sub("x", _ADDRESS.sub("x", _TAG.sub("", text)))


def all_texts(language):
    """Return the translations of a language and the lines of its mails."""
    mails = (default_text(kind, language) for kind in KINDS)
    lines = [line for subject, body in mails for line in (subject, *body.splitlines())]
    return [text for _source, text in translations(language)] + lines


def wrong(language, rule):
    """Return the translations of a language that break a rule: a function of source and text."""
    return [text for source, text in translations(language) if rule(source, text)]


def straight(text):
    """Tell whether an apostrophe between two letters is a typewriter's."""
    return re.search(r"(?<=[^\W\d_])'(?=[^\W\d_])", text)


def translation_catalog(language):
    """Return {key: text} of what runs: Koepel's catalogue over those that it borrows from."""
    with override(language):
        catalogs = trans_real.translation(language)._catalog._catalogs
    return {key: text for catalog in reversed(catalogs) for key, text in catalog.items()}


def text_files():
    """Return the files that hold texts outside of the catalogues: code, mails and the sample."""
    code = [p for p in (ROOT / "members").rglob("*.py") if "migrations" not in p.parts]
    other = [p for s in ("toml", "json") for p in (ROOT / "members").rglob(f"*.{s}")]
    return [*sorted(code), *sorted(other)]


def texts_of(path):
    """Yield the texts of a file, without comments and docstrings."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        yield source
    elif path.suffix == ".toml":
        yield from (line for line in source.splitlines() if not line.startswith("#"))
    else:
        tree = ast.parse(source)
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        nodes = [node for node in ast.walk(tree) if isinstance(node, documented)]
        docs = {ast.get_docstring(node, clean=False) for node in nodes}
        strings = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
        yield from (s for s in strings if isinstance(s, str) and s not in docs)


# --- the catalogues ----------------------------------------------------------------------
@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """A copy of the project in which makemessages has just run."""
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        pytest.skip(f"needs gettext, which is not installed ({', '.join(missing)})")
    copy = tmp_path_factory.mktemp("extracted")
    for name in SOURCES:
        ignored = shutil.ignore_patterns("__pycache__", "migrations")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    # Without our settings: it reads the sources only, and finds locale/ where it stands.
    env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--add-location", "file"]
    command += [f"--locale={language}" for language in LANGUAGES]
    subprocess.run(command, cwd=copy, env=env, check=True, capture_output=True, timeout=60)
    return copy


@EVERY_LANGUAGE
def test_everything_is_translated(extracted, language):
    file = catalogue_file(language, "po", extracted)
    found = list(entries(file))
    assert len(found) > 600
    untranslated = [e["msgid"] for e in found if not all(text for _source, text in forms(e))]
    fuzzy = [entry["msgid"] for entry in found if "fuzzy" in entry["flags"]]
    obsolete = re.findall("(?m)^#~ msgid .*", file.read_text(encoding="utf-8"))
    mend = "manage.py makemessages -l nl -l fr --no-obsolete --add-location file (CONTRIBUTING.md)"
    assert (untranslated, fuzzy, obsolete) == ([], [], []), mend


@EVERY_LANGUAGE
def test_what_runs_is_what_was_written(language):
    with catalogue_file(language, "mo").open("rb") as file:
        running = gettext.GNUTranslations(file)._catalog
    written = compiled(catalogue_file(language, "po"))
    # Of the header, what rules the plurals: msgfmt leaves some of the rest out.
    rules = [re.search("Plural-Forms: .*", texts.pop(""))[0] for texts in (running, written)]
    assert rules[0] == rules[1]
    differing = {key for key in running | written if running.get(key) != written.get(key)}
    assert not differing, "manage.py compilemessages was not run"


# --- the texts ---------------------------------------------------------------------------
@EVERY_LANGUAGE
def test_placeholders_and_tags_are_those_of_the_english(language):
    def differs(source, text):
        parts = (Counter(_PLACEHOLDER.findall(t) + _TAG.findall(t)) for t in (source, text))
        return len({frozenset(part.items()) for part in parts}) > 1

    assert wrong(language, differs) == []


@EVERY_LANGUAGE
def test_a_sentence_ends_as_the_english_does(language):
    def ends_otherwise(source, text):
        before, after = (_LAST_SIGN.search(t.rstrip("”")) for t in (source, text.rstrip("» \xa0")))
        return (before and before[0]) != (after and after[0])

    assert wrong(language, ends_otherwise) == []


@EVERY_LANGUAGE
def test_quotes_and_apostrophes_are_typographic(language):
    assert wrong(language, lambda _source, text: re.search(r"['\"]|  ", prose(text))) == []


def test_the_english_has_typographic_apostrophes():
    assert [source for source, _text in translations("nl") if straight(prose(source))] == []


def test_no_other_text_of_ours_has_a_straight_apostrophe():
    texts = [(path.name, text) for path in text_files() for text in texts_of(path)]
    assert len(texts) > 5000
    assert [pair for pair in texts if straight(pair[1])] == []


def test_french_has_one_word_for_e_mail():
    running = translation_catalog("fr")
    assert [text for text in running.values() if "courriel" in text.lower()] == []


def test_french_signs_stand_behind_a_space_that_does_not_break():
    bad = re.compile(rf"(?<!{NO_BREAK})[:;?!»]|«(?!{NO_BREAK})|[“”]|[\dx] %")
    assert [text for text in all_texts("fr") if bad.search(prose(text))] == []


@pytest.mark.parametrize(
    ("language", "other"), [("fr", r"\b(tu|ton|tes|toi)\b"), ("nl", r"\b(u|uw|uzelf)\b")]
)
def test_french_says_vous_to_the_reader_and_dutch_says_je(language, other):
    assert [text for text in all_texts(language) if re.search(other, text.lower())] == []


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("nl", ["Nederlands", "Frans", "Engels"]),
        ("fr", ["Néerlandais", "Français", "Anglais"]),
        ("en", ["Dutch", "French", "English"]),
    ],
)
def test_the_languages_are_named_in_each_language(language, names):
    with override(language):
        assert [str(name) for _code, name in settings.LANGUAGES] == names


# --- the pages ---------------------------------------------------------------------------
PAGES = (
    "/{}/",
    "/{}/?q=water&theme=water&confirmed=1",
    "/{}/?q=nothingatall&theme=water",
    "/{}/?theme=nonsense",
    "/{}/?page=99",
    "/{}/about/",
    "/{}/members/water-voor-allen/",
    "/{}/members/water-voor-allen/report/",
    "/{}/members/water-voor-allen/report/thanks/",
    "/{}/members/gone/",
    "/{}/members/nobody/",
    "/account/login/code/?language={}",
    "/account/login/?language={}",
    "/account/password/reset/?language={}",
)


@pytest.fixture
def directory(db):
    """A full profile and a former member, with all their content in Dutch and French."""
    set_federation(name={"nl": "Onze leden", "fr": "Nos membres"}, languages=["nl", "fr"])
    make_theme("water", nl="Water", fr="Eau")
    make_place("BE-VBR", nl="Vlaams-Brabant", fr="Brabant flamand")
    make_area("world", nl="Wereldwijd", fr="Monde entier")
    make_member(
        "Water voor allen",
        themes=["water"],
        countries=["SN", "CD"],
        countries_total=12,
        place="BE-VBR",
        area="world",
        languages=["nl", "fr"],
        legal_form="vzw",
        enterprise_number="0546740696",
        founded_year=1992,
        category="associate",
        former_names=["Putten"],
        summary={"nl": "Drinkbaar water"},
        mission={"fr": "Puits"},
        focus_areas=[{"title": {"fr": "Puits"}, "description": {"fr": "Profonds"}}],
        website="https://water.example/",
        email="info@water.example",
        phone="+32 2 123 45 67",
        donation_link="https://water.example/geef",
        postal_code="3000",
        city="Leuven",
        sources=["https://water.example/2025"],
        joined_on="2001-02-03",
    )
    make_member("Gone", status="former")


def seen(page):
    """Return what a reader sees or hears of a page: its texts and its labels, as whole pieces."""
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>|<!--.*?-->", "", page)
    labels = re.findall(r'(?:aria-label|alt|title|placeholder|data-[a-z-]+)="([^"]*)"', page)
    texts = re.split(r"<[^>]*>", page)
    return {" ".join(html.unescape(piece).split()) for piece in (*texts, *labels)}


@EVERY_LANGUAGE
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_nothing_in_english(directory, client, language, address):
    english = {source for source, text in translations(language) if source != text}
    response = client.get(address.format(language), headers={"accept-language": language})
    assert response.status_code in (200, 404, 410)
    page = response.content.decode()
    assert f'<html lang="{language}"' in page
    assert len(seen(page)) > 5
    assert seen(page) & english == set()
