"""When two names are one: compared whole, in any script, with every sign that people read."""

import unicodedata

# Signs that keyboards and programs write differently, and nobody reads as another.
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’ʼʹ´`′＇", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)


def identity(name):
    """Return a name in the form in which two are one: "BOS" is not "BOS+", "Été" is not "Ete".

    Case, spaces, kinds of quotation marks and dashes, and signs that nobody sees do not count.
    """
    text = unicodedata.normalize("NFKC", name.translate(_SAME)).casefold().translate(_SAME)
    text = unicodedata.normalize("NFC", text)
    visible = "".join(
        sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc") or sign.isspace()
    )
    return " ".join(visible.split())
