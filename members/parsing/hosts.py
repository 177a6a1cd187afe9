"""Names of hosts: public or not, in the letters of readers or in ASCII, of one script or mixed."""

import ipaddress
import unicodedata
from functools import lru_cache

# Names that only mean something within one house (RFC 6761, RFC 6762, RFC 8375 and usage).
_PRIVATE_ENDS = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "lan",
    "home",
    "corp",
    "home.arpa",
    "onion",
)
# Letters of other scripts that readers take for Latin ones (UTS 39, confusables).
_LOOK_LATIN = frozenset("аԁеԍһіјӏорԛѕԝхусѵѡοαυνικρ")
# Scripts that are written together, so that a name in them is not mixed (UTS 39).
_TOGETHER = ({"HIRAGANA", "KATAKANA", "CJK"}, {"HANGUL", "CJK"}, {"BOPOMOFO", "CJK"})


def is_public(host):
    """Whether a host's name or number can be reached by everybody."""
    name = host.strip("[]").rstrip(".").lower()
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        if name.replace(".", "").isdigit():
            return False  # a number in a form that hides what it is
        return "." in name and not any(
            name == end or name.endswith(f".{end}") for end in _PRIVATE_ENDS
        )
    return address.is_global and not address.is_multicast


def ascii_host(host):
    """Return a host's name in ASCII, each label as Punycode where it needs it."""
    if host.isascii():
        return host
    return ".".join(map(_ascii_label, host.split(".")))


def _ascii_label(label):
    if label.isascii():
        return label
    folded = unicodedata.normalize("NFKC", label).lower()
    return "xn--" + folded.encode("punycode").decode() if not folded.isascii() else folded


@lru_cache(maxsize=2048)
def reader_host(host, *, mixed=False):
    """Return a host's name in the letters that its owner chose, in small letters.

    Args:
        host: the name, in letters or in ASCII.
        mixed: whether to use the letters even where they mix scripts; a mixed name is else
            given in ASCII, so that nobody takes it for the name that it looks like.
    """
    name = host.rstrip(".").lower()
    letters = ".".join(map(_letters, name.split(".")))
    return ascii_host(letters) if is_mixed(letters) and not mixed else letters


def _letters(label):
    if not label.startswith("xn--"):
        return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", label).lower())
    try:
        letters = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label
    # Only where it would be written the same way back.
    return letters if _ascii_label(letters) == label and letters.isprintable() else label


def is_mixed(host):
    """Whether one label of a name mixes scripts, as a forged name does."""
    return any(_mixes(_letters(label)) for label in host.lower().split("."))


def _mixes(label):
    scripts = {_script(sign) for sign in label if sign.isalpha()}
    if not label.isascii() and scripts and set(filter(str.isalpha, label)) <= _LOOK_LATIN:
        return True  # one script, and yet it reads as a Latin name
    return len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER)


def _script(sign):
    return unicodedata.name(sign, "UNKNOWN").split(" ")[0].split("-")[0]
