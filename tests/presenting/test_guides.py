"""The guides under Help name what is on the screens, in each language alike."""

import re

import pytest
from django.conf import settings

from members.presenting.guides import FOLDER, NAME, guide
from tests.test_translations import NO_BREAK

pytestmark = pytest.mark.django_db
GUIDES = ["editor", "staff"]
LANGUAGES = ["nl", "fr", "en"]
each_guide = pytest.mark.parametrize("name", GUIDES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def source(name, language):
    return (FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8")


def known_words():
    """Return all English words of screens: what the catalogues translate."""
    text = (settings.BASE_DIR / "locale/nl/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    ids = re.findall(r"^msgid ((?:\".*\"\n)+)", text, re.MULTILINE)
    return {"".join(re.findall(r'"(.*)"', one)) for one in ids}


@each_guide
@each_language
def test_every_name_of_a_screen_exists(name, language):
    words = known_words()
    names = set(NAME.findall(source(name, language)))
    assert len(names) > 15
    assert [one for one in names if not {one, one[0].lower() + one[1:]} & words] == []


@each_guide
@each_language
def test_a_name_is_that_of_the_reader_s_screens(name, language):
    shown = guide(name, language)
    assert shown.language == language
    assert "[[" not in shown.html
    leave = {"nl": "Verlaten", "fr": "Quitter", "en": "Leave"}
    history = {"nl": "Geschiedenis", "fr": "Historique", "en": "History"}
    label = (leave if name == "editor" else history)[language]
    assert f"<strong>{label}</strong>" in shown.html


@each_guide
def test_all_languages_say_the_same(name):
    chapters = {len(guide(name, language).chapters) for language in LANGUAGES}
    assert len(chapters) == 1
    names = {tuple(sorted(NAME.findall(source(name, language)))) for language in LANGUAGES}
    assert len(names) == 1


@each_guide
def test_french_signs_have_a_space_that_does_not_break(name):
    text = NAME.sub("", source(name, "fr"))
    assert re.findall(rf".{{12}}(?<![{NO_BREAK}:])[;?!»]|\w [:;?!]", text) == []


@each_language
def test_everybody_reads_the_guide_for_editors(client, language):
    page = client.get(f"/{language}/help/").content.decode()
    shown = guide("editor", language)
    for anchor, title in shown.chapters:
        assert f'<a href="#{anchor}">' in page
        assert f'<h2 id="{anchor}">{title}</h2>' in page


def test_a_language_without_a_guide_gets_the_english_one():
    assert guide("staff", "de") == guide("staff", "en")


def test_staff_find_theirs_in_the_header(admin_client):
    assert 'href="/admin/help/"' in admin_client.get("/admin/").content.decode()
    page = admin_client.get("/admin/help/").content.decode()
    assert "chapter-" in page
    assert 'href="/en/help/"' in page or 'href="/nl/help/"' in page
