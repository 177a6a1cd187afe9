"""`manage.py move_database` copies every row as it stands, and proves it."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A function that runs manage.py for the sample directory in one SQLite file of a folder."""
    folder = tmp_path_factory.mktemp("move")

    def manage(*arguments, database="one.sqlite3"):
        given = {
            "SECRET_KEY": "k" * 50,
            "ALLOWED_HOSTS": "localhost",
            "LOCAL": "1",
            "DATABASE_URL": f"sqlite:///{folder / database}",
            "MEDIA_ROOT": str(folder / "media"),
            "PATH": os.environ["PATH"],
        }
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=given,
            text=True,
            capture_output=True,
            timeout=300,
            check=False,
        )

    manage.folder = folder
    assert manage("migrate", "--no-input").returncode == 0
    assert manage("load_sample").returncode == 0
    return manage


def rows(path):
    """Return {table: its rows in their order}, and what no foreign key may be."""
    with closing(sqlite3.connect(path)) as database:
        tables = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        return {
            name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))  # noqa: S608
            for name in tables
            if name != "django_migrations"
        }, broken


def test_every_row_is_there_with_its_times_and_numbers(site):
    moved = site("move_database", f"sqlite:///{site.folder / 'two.sqlite3'}")
    assert "rows moved, and equal" in moved.stdout, moved.stderr
    one, two = (rows(site.folder / name) for name in ("one.sqlite3", "two.sqlite3"))
    assert one == two
    assert len(one[0]["members_member"]) > 10
    again = site("move_database", f"sqlite:///{site.folder / 'two.sqlite3'}")
    assert again.returncode == 1
    assert "is in use already" in again.stderr
