"""The systems beside Koepel: Datasette, a static file, a hello-world view, raw SQL."""

import json
import sqlite3
import subprocess
import time
import venv

from .places import HERE, Problem, say

VENV = HERE / "venv"
PACKAGES = ("datasette==0.65.5", "gunicorn==27.0.1", "whitenoise[brotli]==6.12.0")
FACETS = ("themes", "countries", "place", "languages")
COLUMNS = {"theme": "themes", "country": "countries", "place": "place", "speaks": "languages"}
_SCHEMA = """
CREATE TABLE members (id INTEGER PRIMARY KEY, slug TEXT, name TEXT, sort_name TEXT, summary TEXT,
  city TEXT, place TEXT, themes TEXT, countries TEXT, languages TEXT, confirmed TEXT, text TEXT);
CREATE TABLE member_theme (member INTEGER, value TEXT);
CREATE TABLE member_country (member INTEGER, value TEXT);
CREATE TABLE member_language (member INTEGER, value TEXT);
CREATE VIRTUAL TABLE members_fts USING fts5
  (name, summary, text, content='members', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
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
INSERT INTO members_fts (members_fts) VALUES ('rebuild');
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
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["pip said nothing"]
        raise Problem(f"the packages of Datasette and gunicorn could not be installed: {said[-1]}")
    stamp.write_text(json.dumps(list(PACKAGES)))


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
    members, kinds = [], {"theme": [], "country": [], "speaks": []}
    for pk, slug, name, key, summary, city, kept, confirmed, text in chunk:
        terms, summary = json.loads(kept), json.loads(summary)
        lists = [json.dumps(terms.get(group, [])) for group in kinds]
        place = next(iter(terms.get("place", ())), "")
        first = next(iter(summary.values()), "")
        members.append((pk, slug, name, key, first, city, place, *lists, confirmed, text))
        for group, rows in kinds.items():
            rows += ((pk, value) for value in terms.get(group, ()))
    target.executemany(f"INSERT INTO members VALUES ({', '.join('?' * 12)})", members)  # noqa: S608
    for table, rows in zip(("theme", "country", "language"), kinds.values(), strict=True):
        target.executemany(f"INSERT INTO member_{table} VALUES (?, ?)", rows)  # noqa: S608


class RawSql:
    """A page of ids and four counts from FTS5 and GROUP BY, without any server.

    Args:
        scratch: the Scratch with Datasette's file.
    """

    def __init__(self, scratch):
        self._database = sqlite3.connect(f"file:{scratch.datasette}?mode=ro", uri=True)

    def search(self, ask):
        """Answer one question: 24 names and all counts of four facets."""
        words = " ".join(f'"{word}"' for word in ask.words.split())
        narrowed, values = "", [words]
        for group, value in ask.filters:
            if group == "place":
                narrowed += " AND m.place = ?"
            else:
                table = {"theme": "theme", "country": "country", "speaks": "language"}[group]
                narrowed += (
                    f" AND m.id IN (SELECT member FROM member_{table} WHERE value = ?)"  # noqa: S608
                )
            values.append(value)
        found = (
            "SELECT m.id FROM members_fts f JOIN members m ON m.id = f.rowid "
            f"WHERE members_fts MATCH ?{narrowed}"
        )
        answers = [f"SELECT id, name, summary, city FROM members WHERE id IN ({found} "
                   "ORDER BY f.rank LIMIT 24)"]  # fmt: skip
        answers.append(f"SELECT place, count(*) FROM members WHERE id IN ({found}) GROUP BY 1")
        for table in ("theme", "country", "language"):
            answers.append(
                f"SELECT value, count(*) FROM member_{table} WHERE member IN ({found}) GROUP BY 1"
            )
        return [self._database.execute(query, values).fetchall() for query in answers]

    def close(self):
        """Let go of the file."""
        self._database.close()
