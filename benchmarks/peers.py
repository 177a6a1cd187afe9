"""The systems beside Koepel: Datasette, a static file, a hello-world view, raw SQL."""

import json
import sqlite3
import subprocess
import time
import venv

from .places import HERE, Problem, say

VENV = HERE / "venv"
PACKAGES = ("datasette==0.65.5", "gunicorn==27.0.1", "whitenoise[brotli]==6.12.0")
# Facets on arrays repeat every column of a row: the texts stand in the FTS table alone.
METADATA = {
    "databases": {
        "datasette": {"tables": {"members": {"fts_table": "members_fts", "fts_pk": "id"}}}
    }
}
FACETS = ("themes", "countries", "place", "languages")
COLUMNS = {"theme": "themes", "country": "countries", "place": "place", "speaks": "languages"}
_SCHEMA = """
CREATE TABLE members (id INTEGER PRIMARY KEY, slug TEXT, name TEXT, sort_name TEXT, summary TEXT,
  city TEXT, place TEXT, themes TEXT, countries TEXT, languages TEXT, confirmed TEXT);
CREATE TABLE member_theme (member INTEGER, value TEXT);
CREATE TABLE member_country (member INTEGER, value TEXT);
CREATE TABLE member_language (member INTEGER, value TEXT);
CREATE VIRTUAL TABLE members_fts USING fts5
  (name, text, content='', tokenize='unicode61 remove_diacritics 2');
"""
_INDEXES = """
CREATE INDEX members_by_name ON members (sort_name);
CREATE INDEX members_by_place ON members (place);
CREATE INDEX theme_by_member ON member_theme (member, value);
CREATE INDEX theme_by_value ON member_theme (value, member);
CREATE INDEX country_by_member ON member_country (member, value);
CREATE INDEX country_by_value ON member_country (value, member);
CREATE INDEX language_by_member ON member_language (member, value);
CREATE INDEX language_by_value ON member_language (value, member);
INSERT INTO members_fts (members_fts) VALUES ('optimize');
ANALYZE;
"""


def make_venv():
    """Install the peers' packages under var/bench/, once."""
    stamp = VENV / "packages.json"
    if stamp.exists() and json.loads(stamp.read_text()) == list(PACKAGES):
        return
    say("  installing " + ", ".join(PACKAGES))
    venv.create(VENV, clear=True, with_pip=True)
    command = [VENV / "bin" / "pip", "install", "--quiet", "--no-input", *PACKAGES]
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if result.returncode:
        output = result.stderr.strip().splitlines() or ["pip said nothing"]
        raise Problem(
            f"the packages of Datasette and gunicorn could not be installed: {output[-1]}"
        )
    stamp.write_text(json.dumps(list(PACKAGES)))


def metadata():
    """Return the file that tells Datasette where the words are."""
    path = HERE / "datasette.json"
    path.write_text(json.dumps(METADATA))
    return path


def make_datasette(scratch):
    """Write the same members for Datasette and for raw SQL, unless that was done.

    Returns:
        {"seconds", "members_a_second", "size_mb"} of the writing.
    """
    built = scratch.recall("datasette")
    if built is not None:
        return built
    say(f"  writing {scratch.size:,} members (datasette)")
    scratch.datasette.unlink(missing_ok=True)
    started = time.perf_counter()
    source = sqlite3.connect(f"file:{scratch.database}?mode=ro", uri=True)
    target = sqlite3.connect(scratch.datasette)
    target.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
    rows = source.execute(
        "SELECT id, slug, name, sort_name, summary, city, search_terms, confirmed_at, search_text "
        "FROM members_member ORDER BY id"
    )
    while chunk := rows.fetchmany(5000):
        _copy(chunk, target)
    target.executescript(_INDEXES)
    target.commit()
    source.close()
    target.close()
    seconds = time.perf_counter() - started
    size = round(scratch.datasette.stat().st_size / 1e6, 1)
    built = {"seconds": round(seconds, 2), "members_a_second": round(scratch.size / seconds)}
    scratch.note("datasette", built | {"size_mb": size})
    return built | {"size_mb": size}


def _copy(chunk, target):
    members, texts, kinds = [], [], {"theme": [], "country": [], "speaks": []}
    for pk, slug, name, key, summary, city, stored, confirmed, text in chunk:
        terms, summary = json.loads(stored), json.loads(summary)
        lists = [json.dumps(terms.get(group, [])) for group in kinds]
        place = next(iter(terms.get("place", ())), "")
        first = next(iter(summary.values()), "")
        members.append((pk, slug, name, key, first, city, place, *lists, confirmed))
        texts.append((pk, name, text))
        for group, rows in kinds.items():
            rows += ((pk, value) for value in terms.get(group, ()))
    target.executemany(f"INSERT INTO members VALUES ({', '.join('?' * 11)})", members)  # noqa: S608
    target.executemany("INSERT INTO members_fts (rowid, name, text) VALUES (?, ?, ?)", texts)
    for table, rows in zip(("theme", "country", "language"), kinds.values(), strict=True):
        target.executemany(f"INSERT INTO member_{table} VALUES (?, ?)", rows)  # noqa: S608


class RawSql:
    """A page of members and four counts from FTS5 and GROUP BY, without any server.

    Args:
        scratch: the Scratch with Datasette's file.
    """

    _NARROWED = {
        "theme": " AND rowid IN (SELECT member FROM member_theme WHERE value = ?)",
        "country": " AND rowid IN (SELECT member FROM member_country WHERE value = ?)",
        "speaks": " AND rowid IN (SELECT member FROM member_language WHERE value = ?)",
        "place": " AND rowid IN (SELECT id FROM members WHERE place = ?)",
    }
    _ANSWERS = (
        "SELECT id, name, summary, city FROM found JOIN members USING (id) "
        "ORDER BY sort_name LIMIT 24",
        "SELECT place, count(*) FROM found JOIN members USING (id) GROUP BY 1",
        "SELECT value, count(*) FROM found JOIN member_theme ON member = id GROUP BY 1",
        "SELECT value, count(*) FROM found JOIN member_country ON member = id GROUP BY 1",
        "SELECT value, count(*) FROM found JOIN member_language ON member = id GROUP BY 1",
    )

    def __init__(self, scratch):
        self._database = sqlite3.connect(f"file:{scratch.datasette}?mode=ro", uri=True)
        self._database.execute("PRAGMA temp_store=MEMORY")
        self._database.execute("CREATE TEMP TABLE found (id INTEGER PRIMARY KEY)")

    def search(self, ask):
        """Answer one question; the ids are found once and counted four times."""
        words = " ".join(f'"{word}"' for word in ask.words.split())
        narrowed = "".join(self._NARROWED[group] for group, _value in ask.filters)
        matching = f"SELECT rowid FROM members_fts WHERE members_fts MATCH ?{narrowed}"  # noqa: S608
        values = [words, *(value for _group, value in ask.filters)]
        self._database.execute("DELETE FROM found")
        self._database.execute(f"INSERT INTO found {matching}", values)
        return [self._database.execute(query).fetchall() for query in self._ANSWERS]

    def close(self):
        """Let go of the file."""
        self._database.close()
