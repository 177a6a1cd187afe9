"""Forms of one word meet in their stem, and different words do not."""

import pytest

from members.core.text import LANGUAGES, is_stop_word, stem, stems_of, without_stop_words

ALIKE = {
    "nl": "kind kinderen|stad steden|lid leden|mens mensen|huis huizen|bos bossen|brief brieven|"
    "rood rode|groot grote|ziek zieke|doof dove|duurzaam duurzame|sociaal sociale|vrij vrije|"
    "kwetsbaar kwetsbare|gezond gezonde gezondheid|gezin gezinnen|gebied gebieden|"
    "begeleiden begeleidt begeleiding|bestrijden bestrijdt|helpen helpt|ziekenhuis ziekenhuizen|"
    "vluchteling vluchtelingen|leraar leraren|vraag vragen|organisatie organisaties",
    "fr": "enfant enfants|refugie refugies refugiee refugiees|paysan paysans paysanne paysannes|"
    "hopital hopitaux|ecole ecoles|etranger etrangere etrangers|handicape handicapees|"
    "medical medicale medicaux|agricole agricoles",
    "en": "child child|school schools|farmer farmers|teach teaching|refugee refugees",
    "de": "kind kinder|frau frauen|schule schulen|wald walder",
}
UNLIKE = {
    "nl": "gezond zon|begeleiding beleid|gender ander|boom bom|geweld wel|gezin zin|geest es",
    "fr": "mer water|pain peine",
    "en": "house horse",
    "de": "land lage",
}


def pairs(groups):
    return [(lang, words.split()) for lang, text in groups.items() for words in text.split("|")]


@pytest.mark.parametrize(("language", "words"), pairs(ALIKE))
def test_forms_of_a_word_are_alike(language, words):
    assert len({stem(word, language) for word in words}) == 1


@pytest.mark.parametrize(("language", "words"), pairs(UNLIKE))
def test_other_words_are_not(language, words):
    assert len({stem(word, language) for word in words}) == len(words)


def test_a_language_without_a_stemmer_keeps_the_word():
    assert stem("voda", "sk") == "voda"


def test_a_word_has_a_stem_in_every_language():
    assert stems_of("kinderen")[0] == "nl:kind"
    assert len(stems_of("water")) == len(LANGUAGES)


def test_stop_words_fall_away():
    assert without_stop_words("de rechten van het kind") == "rechten kind"
    assert is_stop_word("van")
    assert not is_stop_word("kind")
