"""The settings: they refuse to start without what they need, and the page about them is whole."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from directory.environment import flag

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "configuration.md"
PRODUCTION = {
    "SECRET_KEY": "k" * 25 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789",
    "ALLOWED_HOSTS": "directory.example.org",
    "DATABASE_URL": "sqlite:////tmp/koepel-production-check.sqlite3",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "CACHE_URL": "redis://127.0.0.1:6379/1",
}


def manage(*arguments, **variables):
    """Run manage.py with nothing in its environment but the given variables."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=kept | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def variables_read():
    """Return the names that settings.py and environment.py read from the environment."""
    found = set()
    for path in (ROOT / "directory").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _reads(node.func):
                found.add(getattr(node.args[0], "value", None))
    return {name for name in found if name}


def _reads(function):
    if isinstance(function, ast.Attribute):
        return getattr(function.value, "id", "") == "env"
    return getattr(function, "id", "") in ("required", "flag")


def variables_told():
    """Return the names in the first column of the page's tables."""
    return set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_page_tells_every_variable_and_no_other():
    assert variables_told() == variables_read()
    assert len(variables_read()) > 10


def test_a_misspelt_switch_is_refused_rather_than_taken_as_off(monkeypatch):
    monkeypatch.setenv("REQUIRE_SECOND_FACTOR", "ture")
    with pytest.raises(ImproperlyConfigured, match="REQUIRE_SECOND_FACTOR"):
        flag("REQUIRE_SECOND_FACTOR", True)
    monkeypatch.setenv("REQUIRE_SECOND_FACTOR", "off")
    assert flag("REQUIRE_SECOND_FACTOR", True) is False


@pytest.mark.slow
@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_it_does_not_start_without_and_says_what_is_missing(missing):
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    run = manage("check", **given)
    assert run.returncode == 1
    assert f"set {missing} in the environment" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.slow
def test_without_anything_it_names_all_at_once_and_the_way_to_try_it():
    run = manage("check")
    assert "set SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL" in run.stderr
    assert "dev.py run" in run.stderr


@pytest.mark.slow
def test_production_settings_pass_the_deployment_check():
    run = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert run.returncode == 0, run.stderr
    assert "no issues (0 silenced)" in run.stdout


@pytest.mark.slow
def test_a_wrong_number_stops_the_start():
    assert manage("check", **PRODUCTION, PROXY_HOPS="many").returncode != 0
