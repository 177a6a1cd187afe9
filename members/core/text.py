"""How words are compared: folded, so that accents, case and signs never matter, and stemmed."""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

import Stemmer

# Letters that Unicode does not decompose, as people type them without the sign (CLDR's
# Latin-ASCII transform, for the letters of European names).
_LETTERS = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ŋ": "n",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ĸ": "k",
    "ĳ": "ij",
}
# Combining marks, and format signs (zero-width, direction), are no part of a word.
_UNSEEN = ("Mn", "Me", "Cf")
_SIGNS_KEPT = 4000
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Bytes are translated by a table, which takes a third of the time that text does.
_ASCII_SIGNS = bytes(ord(chr(n).lower() if chr(n).isalnum() else " ") for n in range(128)) * 2
_STEMMERS = {
    code: Stemmer.Stemmer(name, 0)  # without its own cache: stem() has one
    for code, name in {
        "nl": "dutch",
        "fr": "french",
        "en": "english",
        "de": "german",
    }.items()
}
LANGUAGES = tuple(_STEMMERS)
# The Dutch stemmer takes "ge" off ("gezond" would be "zon"); words with it go to the older one.
_OLDER_DUTCH = Stemmer.Stemmer("dutch_porter", 0)
_WITH_GE = re.compile(r"ge...|..+ge....")
# What it leaves in two forms: plurals of a kind of their own, verbs in -dt, and adjectives with
# an e, which opens the syllable ("groot, grote", "kwetsbaar, kwetsbare").
_DUTCH_PLURALS = {"kinder": "kind", "steed": "stad", "leed": "lid", "men": "mens"}
_OPEN_SYLLABLE = re.compile(r"(?<![aeiou])([aou])(?=[bcdfghjklmnpqrstvwz]$)")
_VOICED = {"v": "f", "z": "s"}
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
# What the French one leaves of endings that it knows by their accents: "réfugié, réfugiée".
_FRENCH_END = re.compile(r"(?<=....)er$|(?<=...)[ei]+$|(?<=n)n$")
# Words too common to ask for: a member is not left out because "van" is missing in its texts.
# With them what is left of a word at an apostrophe, of an address, and of a question.
_STOP_WORDS = frozenset(
    "de het een en van voor in op met te tot aan bij om naar of die dat der den "
    "le la les l d du des un une et a au aux en pour dans sur par avec ou qui "
    "the of and for to on with by or an at from "
    "der die das und fur mit im am zu von "
    "s t n j m c qu https http www "
    "wie wat welk welke waar is zijn que quoi quel quelle quels quelles est sont "
    "who what which where are do does wer was welche wo ist sind".split()
)


def fold(text):
    """Return a text in the form in which words are compared.

    Case is folded (Unicode's full case folding: ß gives ss), compatibility forms and accents
    are taken off (NFKD without combining marks), letters with a stroke become plain ones, and
    everything between words, apostrophes and hyphens included, becomes one space.
    """
    return " ".join(words_of(text))


def words_of(text):
    """Return the words of a text in the form in which words are compared, in order."""
    if not text.isascii():
        # Most texts have a few such letters, and when these are folded are plain.
        text = _BEYOND_ASCII.sub(_folded, text)
        if not text.isascii():
            return text.translate(_FOLDED).split()
    return text.encode().translate(_ASCII_SIGNS).decode().split()


def _folded(match):
    return _FOLDED[ord(match[0])]


class _Folded(dict):
    """{code point: folded sign}, worked out when a sign is first met."""

    def __missing__(self, number):
        # Once more: the compatibility forms of ™ and of ℡ are capitals.
        characters = unicodedata.normalize("NFKD", chr(number).casefold()).casefold()
        visible = (
            character for character in characters if unicodedata.category(character) not in _UNSEEN
        )
        plain = "".join(_LETTERS.get(character, character) for character in visible)
        folded = "".join(character if character.isalnum() else " " for character in plain)
        if len(self) >= _SIGNS_KEPT:  # nobody's text may fill the memory
            self.clear()
        self[number] = folded
        return folded


_FOLDED = _Folded()


@lru_cache(maxsize=1)
def _country_words():
    text = (files(__package__) / "data" / "country_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and line[0] != "#")


# The cache holds the common words of a directory; a rare one costs two microseconds.
@lru_cache(maxsize=20_000)
def stem(word, language):
    """Return a folded word without its ending, in a language of LANGUAGES.

    Any other language has no stemmer here and gives the word itself, and so does the name of a
    country: “Kenya” is no form of “ken”.
    """
    if word in _country_words():
        return word
    stemmer = _STEMMERS.get(language)
    stemmed = stemmer.stemWord(word) if stemmer else word
    if language == "nl":
        return _dutch(word, stemmed)
    if language == "fr":
        return _FRENCH_END.sub("", stemmed)
    return stemmed


def stems_of(word):
    """Return the stems of a folded word in every language, as the index files them ("nl:kind")."""
    return [f"{language}:{stem(word, language)}" for language in LANGUAGES]


def _dutch(word, stemmed):
    if "ge" not in stemmed and _WITH_GE.match(word):
        stemmed = _DOUBLED.sub(r"\1", _OLDER_DUTCH.stemWord(word))
    if len(stemmed) > 3 and stemmed[-1] == "e" and stemmed[-2] not in "aeiou":
        stemmed = _OPEN_SYLLABLE.sub(r"\1\1", stemmed[:-1])
        stemmed = stemmed[:-1] + _VOICED.get(stemmed[-1], stemmed[-1])
    if stemmed.endswith("iaal"):
        stemmed = stemmed[:-2] + "l"
    if stemmed.endswith("dt"):
        stemmed = stemmed[:-1]
    if stemmed.endswith("bar") and len(stemmed) > 5:
        stemmed = stemmed[:-3]
    return _DUTCH_PLURALS.get(stemmed, stemmed)


def is_stop_word(word):
    """Whether a folded word is too common to be asked for."""
    return word in _STOP_WORDS


def without_stop_words(text):
    """Return a folded text without the words that are too common to be asked for."""
    return " ".join(word for word in text.split() if word not in _STOP_WORDS)


def sort_key(name):
    """Return a name as letters a-z and digits that sort the same in every database.

    Databases differ in how they order spaces, accents and capitals; a key of plain letters
    and digits leaves them nothing to differ in. Other alphabets follow by code point.
    """
    folded = fold(name).replace(" ", "0")
    key = "".join(sign if sign.isascii() else f"z{ord(sign):05x}" for sign in folded)
    return (key or "z")[:160]
