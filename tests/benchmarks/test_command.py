"""The command line of `dev.py bench`, and the shape of what it writes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import plan_of
from benchmarks.measuring import Figures
from benchmarks.report import as_json, table, verdicts

ROOT = Path(__file__).resolve().parents[2]


def test_it_measures_three_sizes_in_five_rounds():
    plan, path = plan_of([], {})
    assert (plan.sizes, plan.rounds, path) == ((42, 10_000, 100_000), 5, None)
    assert "koepel-postgresql" not in plan.systems


def test_quick_measures_two_sizes_once():
    plan, _path = plan_of(["--quick"], {})
    assert (plan.sizes, plan.rounds) == ((42, 10_000), 1)


def test_large_adds_a_million():
    assert plan_of(["--large"], {})[0].sizes[-1] == 1_000_000


def test_it_measures_postgresql_where_the_environment_names_it():
    plan, _path = plan_of([], {"DATABASE_URL": "postgres://koepel@localhost/koepel"})
    assert "koepel-postgresql" in plan.systems


@pytest.mark.parametrize(
    "arguments",
    [
        ["--sizes", "many"],
        ["--sizes", "0"],
        ["--rounds", "0"],
        ["--systems", "koepel"],
        ["--systems", "koepel-postgresql"],
        ["--json", "no/such/folder/x.json"],
        ["--fast"],
    ],
)
def test_it_refuses_in_one_line(arguments, capsys):
    with pytest.raises(SystemExit) as refused:
        plan_of(arguments, {})
    said = capsys.readouterr().err
    assert refused.value.code == 2
    assert said.startswith("dev.py bench: ")
    assert said.count("\n") == 1


def made_figures():
    """Return the Figures of two rounds in which Koepel answers 30 times as much as Datasette."""
    figures = Figures()
    for system, requests in (("koepel-sqlite", 300), ("datasette", 10)):
        for more in (0, 2):
            busy = {"requests": requests + more, "seconds": 1.0}
            figures.add((system, 10_000, "search", False), busy, {"p50": 4.0, "p99": 9.0})
    return figures


def test_the_file_has_medians_in_the_promised_shape():
    written = as_json(made_figures())
    assert set(written) == {"results", "build", "publish", "rss_mb"}
    assert written["results"][0] == {
        "system": "koepel-sqlite",
        "size": 10_000,
        "work": "search",
        "repeated": False,
        "rps": 301.0,
        "p50_ms": 4.0,
        "p99_ms": 9.0,
    }


def test_it_says_whether_a_promise_is_met():
    (line,) = verdicts(made_figures())
    assert line.startswith("met")
    assert "27.4 x Datasette" in line
    assert any("300-302" in row for row in table(made_figures()))


@pytest.mark.slow
def test_a_tiny_run_of_one_system(tmp_path):
    path = tmp_path / "figures.json"
    command = [sys.executable, "-m", "benchmarks", "--sizes", "42", "--rounds", "1"]
    command += ["--seconds", "1", "--systems", "koepel-sqlite", "--json", path]
    env = {**os.environ, "DATABASE_URL": ""}
    subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=True, timeout=300)
    written = json.loads(path.read_text())
    works = {(one["work"], one["repeated"]) for one in written["results"]}
    assert {one["system"] for one in written["results"]} == {"koepel-sqlite"}
    assert len(works) == 12
    assert all(one["rps"] > 0 for one in written["results"])
    assert written["publish"][0]["p50_ms"] > 0
    assert written["rss_mb"][0]["rss_mb"] > 0
    assert written["build"][0]["size"] == 42
