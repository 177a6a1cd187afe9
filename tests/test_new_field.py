"""What CONTRIBUTING says to do for a new field, filter and language is all there is to do.

The recipes are followed in a copy of the project, to the letter, and new_field_walk.py then goes
through every page of it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("members", "directory", "templates", "static", "locale", "tests", "docs")
# {file: (where, what is written before it)}
EDITS = {
    "members/models/member.py": (
        "    logo = models.CharField(",
        '    tempo = models.CharField(\n        "tempo", max_length=8, blank=True,'
        ' choices=[("slow", "Slow"), ("brisk", "Brisk")]\n    )\n',
    ),
    "members/fields/profile.py": (
        '    Field(name="logo"',
        '    Field(name="tempo", part="identity", staff_form=("identity", 5), example="slow",\n'
        '        is_fact=True, schema_org="slogan"),\n',
    ),
    "members/search/facets/directory.py": (
        "    ConfirmedFacet(",
        '    ChoiceFacet(name="tempo", label="Tempo", field="tempo"),\n',
    ),
    "directory/settings.py": (
        'LANGUAGE_CODE = "en"',
        'LANGUAGES += [("de", "German")]\n',
    ),
}


def recipe(title):
    """Return the files that a recipe of CONTRIBUTING.md names, tests left out."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {title}\n(.*?)(?=^## )", text, re.DOTALL | re.MULTILINE)[1]
    files = re.findall(r"`([\w/]+\.\w+)`", section)
    return {name for name in files if not name.startswith("tests/")}


def test_the_recipes_name_the_files_that_are_changed_here():
    titles = ("A new field of a profile", "A new filter", "A new language")
    assert set().union(*map(recipe, titles)) == set(EDITS)


def run(copy, *command):
    """Run Python in the copy; return what it printed, or fail with that."""
    done = subprocess.run(
        [sys.executable, *command], cwd=copy, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.slow
def test_a_field_a_filter_and_a_language_reach_every_page_from_one_declaration_each(tmp_path):
    for name in PARTS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in [*ROOT.glob("*.py"), *ROOT.glob("*.toml"), *ROOT.glob("*.md")]:
        shutil.copy(path, tmp_path)
    for name, (where, text) in EDITS.items():
        source = (tmp_path / name).read_text(encoding="utf-8")
        assert source.count(where) == 1, name
        (tmp_path / name).write_text(source.replace(where, text + where), encoding="utf-8")
    run(tmp_path, "manage.py", "makemigrations", "members", "-n", "tempo")
    passed = run(
        tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/new_field_walk.py"
    )
    assert "passed" in passed
