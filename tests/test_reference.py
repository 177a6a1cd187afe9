"""docs/reference.md says what the code says."""

import os
import re
from itertools import groupby
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import get_commands, load_command_class
from django.utils.text import capfirst

from members.fields import FIELDS
from members.mailing.kinds import KINDS
from tests.access_rows import ROWS

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference.md"
PEOPLE = (
    "everybody",
    "whoever signed in",
    "an editor of the member",
    "an owner of the member",
    "staff, without a second factor",
    "a reviewer",
    "an administrator",
    "a superuser",
)
POLICIES = {
    "direct": "live at once",
    "review": "staff first",
    "staff": "staff alone",
    "never": "staff alone",
}
# Told in a sentence of the page.
IN_WORDS = re.compile(
    r"\^?(account/.|admin/(members/|auth/|r/|jsi18n|autocomplete|login|logout|\(|\^))"
)


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def commands():
    names = sorted(name for name, app in get_commands().items() if app == "members")
    helps = ((name, load_command_class("members", name).help) for name in names)
    return table(["command", "what it does"], [(f"`{name}`", text) for name, text in helps])


def fields():
    rows = [
        (
            f"`{field.name}`",
            str(field.label),
            field.part or "–",
            POLICIES[field.policy],
            "yes" if field.is_hideable else "no",
            str(field.weight or "–"),
        )
        for field in FIELDS
    ]
    return table(["field", "called", "part", "review", "may be hidden", "weight"], rows)


def addresses():
    rows = [
        (f"`/{_readable(route)}`", _least(route, cells.split("|")))
        for route, cells in ROWS.items()
        if not IN_WORDS.match(route)
    ]
    return table(["address", "who gets in"], rows)


def _readable(route):
    route = re.sub(r"^en/", "<language>/", route).removeprefix("^").removesuffix("$")
    return re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route).replace("\\", "")


def _least(route, cells):
    """Return the person of least rights who is neither sent to sign in nor refused."""
    if "<str:token>" in route:
        return "whoever has the link"
    shown = ""
    for person, cell in zip(PEOPLE, cells, strict=False):
        shown = shown if cell.strip() == "=" else cell.strip()
        get, post = shown.split()
        done = {"200"} if person == "everybody" else {"200", "302"}
        leads_on = shown == "302 405" and "profile/" not in route
        if leads_on or get in ("200", "301") or (get == "405" and post in done):
            return person
    return "–"


def roles():
    by_role = {}
    for role in Group.objects.order_by("-name"):
        names = role.permissions.values_list("codename", flat=True)
        by_role[role.name] = {tuple(name.split("_", 1)[::-1]) for name in names}
    models = sorted({model for pairs in by_role.values() for model, _verb in pairs})
    cells = {
        (role, model): ", ".join(verb for _m, verb in group)
        for role, pairs in by_role.items()
        for model, group in groupby(sorted(pairs), key=lambda pair: pair[0])
    }
    rows = [
        (f"`{model}`", *(cells.get((role, model), "–") for role in by_role)) for model in models
    ]
    return table(["model", *map(capfirst, by_role)], rows)


TABLES = {"commands": commands, "fields": fields, "addresses": addresses, "roles": roles}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_the_code_says(name):
    page = PAGE.read_text(encoding="utf-8")
    part = re.search(rf"(<!-- {name} -->\n).*?(<!-- end -->)", page, re.DOTALL)
    wanted = f"{part[1]}{TABLES[name]()}\n{part[2]}"
    if os.environ.get("REWRITE"):
        PAGE.write_text(page.replace(part[0], wanted), encoding="utf-8")
    else:
        assert part[0] == wanted


def test_each_kind_of_mail_is_told():
    page = (ROOT / "docs" / "mail.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*`) \|", page, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == set(KINDS)


def test_each_page_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {name for name in pages if f"({name}" not in index} == set()


def test_each_link_between_pages_leads_somewhere():
    lost = []
    for page in [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            lost += [] if (page.parent / target).exists() else [f"{page.name}: {target}"]
    assert lost == []
