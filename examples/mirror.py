"""Keep a copy of a directory in SQLite: python3 mirror.py https://members.example.org copy.db

Run it again whenever you like: it asks only for what changed since. Needs nothing but Python 3.9.
The table `members` has a row a member: its id, its name and all its fields as JSON.
"""

import json
import sqlite3
import sys
import urllib.error
import urllib.parse
import urllib.request

TABLES = """
CREATE TABLE IF NOT EXISTS members (id TEXT PRIMARY KEY, name TEXT, data TEXT);
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT);
"""


def ask(site, cursor):
    """Return what changed since a cursor, or None where the directory does not know it any more."""
    query = urllib.parse.urlencode({"since": cursor})
    try:
        with urllib.request.urlopen(f"{site}/api/v1/changes?{query}", timeout=60) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        if error.code == 404 and cursor:
            return None
        raise


def follow(site, database):
    """Take in all that changed; return how many members were changed and removed."""
    row = database.execute("SELECT value FROM state WHERE key = 'cursor'").fetchone()
    cursor, more, changed, removed = row[0] if row else "", True, 0, 0
    while more:
        answer = ask(site, cursor)
        with database:  # members and cursor together, or neither
            if answer is None:  # restored from a backup: begin again
                database.execute("DELETE FROM members")
                cursor = ""
                continue
            rows = [(one["id"], one["title"], json.dumps(one)) for one in answer["changed"]]
            database.executemany("REPLACE INTO members VALUES (?, ?, ?)", rows)
            gone = [(one["id"],) for one in answer["removed"]]
            database.executemany("DELETE FROM members WHERE id = ?", gone)
            cursor, more = answer["cursor"], answer["more"]
            database.execute("REPLACE INTO state VALUES ('cursor', ?)", (cursor,))
            database.execute(
                "REPLACE INTO state VALUES ('about', ?)", (json.dumps(answer["about"]),)
            )
        changed, removed = changed + len(rows), removed + len(gone)
    return changed, removed


if __name__ == "__main__":
    copy = sqlite3.connect(sys.argv[2])
    copy.executescript(TABLES)
    print("{} changed, {} removed".format(*follow(sys.argv[1].rstrip("/"), copy)))
