"""Texts without what nobody can see: one form for each text that looks the same.

Unicode's canonical composition (NFC), no control, zero-width, soft-hyphen or direction signs;
in one line every kind of space is a space. Cleaning a text twice gives what cleaning it once gave.
"""

import re
import unicodedata
from functools import lru_cache

from .markup import without_markup

# Signs of no width: controls, soft hyphen, directions, byte-order marks, deprecated format signs,
# lone surrogates and noncharacters. Tags (U+E00xx) stay in the flags that they spell.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0100-\U000e0fff]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
_JOINERS = re.compile("[\u200c\u200d]+")
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# Every kind of space, and the fillers that are drawn as one.
_SPACES = re.compile(
    "[\t\n\x0b\x0c\r\x1c-\x1f\x85 \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    "\u115f\u1160\u2800\u3164\uffa0]+"
)
# In prose a French writer's no-break space stays before the exclamation mark.
_LOOSE_SPACES = re.compile("[\t \u1680\u2000-\u200a\u205f\u3000\u115f\u1160\u2800\u3164\uffa0]")
_LINE_OF_SPACE = re.compile("[ \u00a0\u202f]+(?=\n)")
_ROUNDS, _SHORT = 8, 40
_LOOKS_LIKE_SPACE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-"})


def one_line(text):
    """Return a text of one line: nothing unseen in it, one space between words, none around."""
    return _short_line(text) if len(text) <= _SHORT else _settled(text, _one_line)


# Towns, codes and words for nothing come again and again in a file.
@lru_cache(maxsize=10_000)
def _short_line(text):
    return _settled(text, _one_line)


def several_lines(text):
    """Return a text of several lines: nothing unseen in it, each line end "\\n", none around."""
    return _settled(text, _several_lines)


def _settled(text, cleaned):
    """Clean a text, and again while what was taken out brings other markup to light."""
    for _round in range(_ROUNDS):
        before, text = text, cleaned(text)
        if text == before or not ("&" in text or "<" in text):
            break
    return text


def _one_line(text):
    if not (text.isascii() and text.isprintable()):
        text = _seen(text)
    if "&" in text or "<" in text:
        text = _seen(without_markup(text))
    return " ".join(text.split()) if text.isascii() else _composed(_SPACES.sub(" ", text).strip())


def _several_lines(text):
    text = _ENDS.sub("\n", _seen(text))
    if "&" in text or "<" in text:
        text = _ENDS.sub("\n", _seen(without_markup(text, line_end="\n")))
    text = re.sub(r"^\t+", lambda tabs: "    " * len(tabs[0]), text, flags=re.MULTILINE)
    return _composed(_LOOSE_SPACES.sub(" ", text).strip())


def prose(text):
    """Return one line of prose, whose no-break spaces stay."""
    text = _LOOSE_SPACES.sub(" ", _ENDS.sub(" ", several_lines(text)).replace("\n", " "))
    return re.sub(" {2,}", " ", text).strip()


def visual_form(text):
    """Return the form in which two texts are equal that look the same."""
    return _LINE_OF_SPACE.sub("", text.translate(_LOOKS_LIKE_SPACE))


def shows_something(text):
    """Whether a text has anything to see: a letter, digit or sign, not marks and spaces alone."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def _seen(text):
    if text.isascii():
        return _UNSEEN.sub("", text)
    # Composed first, because a few signs become others, and again where pieces met.
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return _composed(_JOINERS.sub(_joiner, text))


def _joiner(match):
    """Keep the joiners of Persian, of Indian scripts and of emoji; none between Latin letters."""
    text, (start, end) = match.string, match.span()
    around = text[start - 1 : start], text[end : end + 1]
    return match[0][0] if all(sign and _is_joined(sign) for sign in around) else ""


def _is_joined(sign):
    number = ord(sign)
    if number < 0x600 or 0x1E00 <= number < 0x2100:
        return False
    return unicodedata.category(sign)[0] in "LMS"


def _composed(text):
    return unicodedata.normalize("NFC", text)
