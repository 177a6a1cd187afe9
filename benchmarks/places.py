"""Where the benchmarks keep what they make: under var/bench/, and used again while it fits."""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "var" / "bench"
# Data are made anew when any of these files changes; the index is, at every run.
_DECIDES = (
    "benchmarks/federations.py",
    "benchmarks/texts.py",
    "benchmarks/words.py",
    "benchmarks/bulk.py",
    "benchmarks/peers.py",
    "members/models/member.py",
    "members/search/index/documents.py",
    "members/search/indexing/public_documents.py",
    "members/core/text.py",
)


class Problem(Exception):
    """What stops the benchmarks, in one line."""


def say(text):
    """Print one line of progress."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def code_mark():
    """Return what identifies the code that makes the data, migrations included."""
    migrations = sorted((ROOT / "members" / "migrations").glob("0*.py"))
    files = [*(ROOT / name for name in _DECIDES), *migrations]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


class Scratch:
    """The folder of one size's data.

    Args:
        size: how many members.
        seed: the federation's seed.
    """

    def __init__(self, size, seed):
        self.size, self.seed = size, seed
        self.folder = HERE / f"{size}-{seed}-{code_mark()}"
        for old in HERE.glob(f"{size}-*"):
            if old != self.folder:
                shutil.rmtree(old, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = self.folder / "koepel.sqlite3"
        self.datasette = self.folder / "datasette.db"

    def recall(self, name):
        """Return what was noted under a name when the data were made, or None."""
        try:
            return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def note(self, name, value):
        """Keep a value beside the data; written last, it also says that they are whole."""
        (self.folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")

    def environment(self, url=None):
        """Return the environment of a production process on these data.

        Args:
            url: another database's DATABASE_URL.
        """
        inherited = {
            k: v for k, v in os.environ.items() if k not in ("LOCAL", "DEBUG", "CACHE_URL")
        }
        name = "search" if url is None else "search-postgresql"
        return inherited | {
            "DJANGO_SETTINGS_MODULE": "directory.settings",
            "SECRET_KEY": "a benchmark's own key, which guards nothing " * 2,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_SSL_REDIRECT": "0",
            "DATABASE_URL": url or f"sqlite:///{self.database.as_posix()}",
            "STATIC_ROOT": str(HERE / "static"),
            "MEDIA_ROOT": str(self.folder / "media"),
            "SEARCH_INDEX_ROOT": str(self.folder / name),
            "PYTHONPATH": str(ROOT),
        }


def python():
    """Return this environment's Python."""
    return sys.executable
