"""Makes the data of a run: the databases, the index, Datasette's file."""

import re
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from .places import HERE, ROOT, Problem, python, say


def run(command, env, what):
    """Run a command to its end and return its output.

    Raises:
        Problem: with the last line of what it said, where it fails.
    """
    result = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=env, capture_output=True, text=True
    )
    if result.returncode:
        output = (result.stderr or result.stdout).strip().splitlines() or ["it said nothing"]
        raise Problem(f"{what} failed: {output[-1]}")
    return result.stdout


def collect_static(env):
    """Make the hashed static files that production serves."""
    if not (HERE / "static" / "staticfiles.json").exists() or _static_is_older():
        run([python(), "manage.py", "collectstatic", "--noinput", "-v0"], env, "collectstatic")


def _static_is_older():
    collected_at = (HERE / "static" / "staticfiles.json").stat().st_mtime
    return any(file.stat().st_mtime > collected_at for file in (ROOT / "static").rglob("*.*"))


def make_sqlite(scratch):
    """Fill the size's SQLite file, unless it is there, and build its index.

    Returns:
        {"members_a_second", "seconds", "size_mb"} of the index's build.
    """
    return _make(scratch, "sqlite", None, lambda: scratch.database.unlink(missing_ok=True))


def make_postgresql(scratch, url):
    """The same into a scratch database of PostgreSQL, which is always made anew."""
    return _make(scratch, "postgresql", url, lambda: None)


def _make(scratch, name, url, clear):
    env = scratch.environment(url)
    if url or not scratch.recall(name):
        clear()
        say(f"  writing {scratch.size:,} members ({name})")
        run([python(), "manage.py", "migrate", "-v0"], env, "migrate")
        command = [python(), "-m", "benchmarks.federations", scratch.size, "--seed", scratch.seed]
        say(f"  {run(command, env, 'writing the members').strip()}")
        scratch.note(name, True)
    say("  building the index")
    output = run([python(), "manage.py", "search_index"], env, "search_index")
    # Its own time: to start Python takes a second at any size.
    seconds = max(0.1, float(re.search(r"in ([\d.]+) s", output)[1]))
    index = sum(file.stat().st_size for file in Path(env["SEARCH_INDEX_ROOT"]).glob("*.index"))
    return {
        "seconds": round(seconds, 2),
        "members_a_second": round(scratch.size / seconds),
        "size_mb": round(index / 1e6, 1),
    }


class ScratchPostgresql:
    """A database of our own beside the one that an address names; dropped at the end.

    Args:
        url: the address of a database on that server, postgres://…
        size: how many members it is for.
    """

    def __init__(self, url, size):
        self._url, self._name = url, f"koepel_bench_{size}_{int(time.time())}"
        self.url = urlunsplit(urlsplit(url)._replace(path=f"/{self._name}"))

    def __enter__(self):
        self._do(f"CREATE DATABASE {self._name}")
        return self

    def __exit__(self, *problem):
        self._do(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")

    def _do(self, statement):
        import psycopg

        address = re.sub(r"^(postgres|postgresql|psql|pgsql)://", "postgresql://", self._url)
        try:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(statement)
        except psycopg.Error as error:
            raise Problem(f"PostgreSQL: {str(error).strip().splitlines()[0]}") from None
