"""The house: lower rooms never import higher ones, and its other rules that code can check."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MEMBERS = ROOT / "members"
# What each room may know, besides itself and the rooms that those know.
KNOWS = {
    "models": (),
    "presenting": ("models",),
    "search": ("presenting",),
    "mailing": ("presenting",),
    "publishing": ("search", "mailing"),
    "exchange": ("publishing",),
    # What keeps profiles true: rounds, link checks, what a person should look at.
    "freshness": ("publishing",),
    "web": ("publishing",),
    "sample": ("publishing",),
    # Signing in, invitations and claims: public pages, and people that the other rooms show.
    "accounts": ("web", "publishing"),
    "profile": ("accounts", "exchange", "freshness"),
    "staff": ("accounts", "exchange", "freshness"),
    "api": ("exchange",),
    "templatetags": ("presenting",),
    "management": ("accounts", "profile", "staff", "api", "sample", "exchange", "freshness"),
    "migrations": ("models",),
}
MODULES = sorted(
    path for path in MEMBERS.rglob("*.py") if path.relative_to(MEMBERS).parts[0] in KNOWS
)
SOURCES = [*sorted(MEMBERS.rglob("*.py")), *sorted((ROOT / "directory").glob("*.py"))]
# Programs that show mail know no stylesheets: mail is no page.
TEMPLATES = [p for p in sorted((ROOT / "templates").rglob("*.html")) if p.parent.name != "mail"]
# Markup that a library or the code itself made, never a person's text.
TRUSTED = ("{{ totp_svg|safe }}", "{{ bound.help_text|safe }}")


def each_of(paths):
    """Return the mark that makes a test one for each of some files."""
    return pytest.mark.parametrize("path", paths, ids=lambda path: str(path.relative_to(ROOT)))


each_module, each_source = each_of(MODULES), each_of(SOURCES)


def allowed(room):
    """Return every room that a room may import, itself included."""
    return {room}.union(*(allowed(below) for below in KNOWS[room]))


def imports(path):
    """Yield the dotted names that a module imports, relative ones made absolute."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def rooms_of(path):
    """Return the rooms that a module imports."""
    parts = [name.split(".") for name in imports(path)]
    return {part[1] for part in parts if part[0] == "members" and len(part) > 1}


def test_every_room_is_known_here():
    rooms = {path.parent.name for path in MEMBERS.glob("*/__init__.py")}
    assert rooms <= set(KNOWS)


@each_module
def test_a_room_imports_only_lower_ones(path):
    room = path.relative_to(MEMBERS).parts[0]
    assert rooms_of(path) & set(KNOWS) <= allowed(room)


@pytest.mark.parametrize(("room", "other"), [
    ("web", "profile"), ("web", "staff"), ("web", "api"), ("profile", "staff"),
    ("staff", "profile"), ("api", "web"), ("search", "publishing"), ("models", "presenting"),
])  # fmt: skip
def test_the_order_above_keeps_these_apart(room, other):
    assert other not in allowed(room)


def test_a_wrong_import_would_be_seen(tmp_path, monkeypatch):
    wrong = tmp_path / "members" / "search" / "wrong.py"
    wrong.parent.mkdir(parents=True)
    wrong.write_text("from ..publishing import publish\nimport members.web.views\n")
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    assert rooms_of(wrong) == {"publishing", "web"}


@each_source
def test_a_text_is_marked_with_a_name_that_makemessages_knows(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    ]
    # Nothing warns of a text that is not collected: it stays English in every language.
    assert set(named) <= {None, "_"}


@each_source
def test_nothing_happens_behind_a_save(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and "models" in path.parts:
            methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
            assert not methods & {"save", "delete"}, f"{node.name} overrides them"
    names = set(imports(path))
    assert not {name for name in names if name.startswith("django.dispatch")}
    # Not ours to avoid: what Django itself tells of users who sign in.
    signals = {name for name in names if "django.db.models.signals" in name}
    assert not signals


# One list of fields each, which reads better whole. They may shrink, and none may join them.
LONGER = {
    "models/member.py": 350,
    "presenting/public_view.py": 400,
    "search/query/directory_query.py": 330,
}


def is_data(path):
    """Whether a module holds data and no thoughts."""
    return "migrations" in path.parts or path.name == "country_data.py"


@each_of([path for path in SOURCES if not is_data(path)])
def test_a_module_stays_readable(path):
    limit = next((n for name, n in LONGER.items() if path == MEMBERS / name), 300)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def writes_members(path):
    """Whether a module may write published members."""
    # Checking the index mends what is derived from a member, never the member.
    room = path.relative_to(MEMBERS).parts[0]
    return room in ("publishing", "migrations") or path.name == "checking.py"


@each_of([path for path in MODULES if not writes_members(path)])
def test_only_publish_writes_a_published_member(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"Member\.objects\.(create|bulk_create|update_or_create|bulk_update)", text
    )
    assert not re.search(r"Member\.objects\.[^\n]*\.(update|delete)\(", text)


@each_of(TEMPLATES)
def test_a_template_holds_no_script_style_or_handler(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<[a-z][^>]*\s(on[a-z]+|style|hx-on[^=]*)=", text)
    assert not re.search(r"<style|javascript:", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script or 'type="application/json"' in script
    for trusted in TRUSTED:
        text = text.replace(trusted, "")
    assert "|safe" not in text
    assert not re.search(r"https?://(?!schema\.org|www\.w3\.org|www\.sitemaps)", text)


@each_of(TEMPLATES)
def test_a_form_that_is_included_gets_the_token_against_forgery(path):
    """`only` takes csrf_token away with the rest of the context, and the form would answer 403."""
    for name, passed in re.findall(
        r"{% include \"([^\"]+)\"([^%]*) only %}", path.read_text(encoding="utf-8")
    ):
        if "csrf_token=csrf_token" not in passed:
            assert "{% csrf_token %}" not in _with_includes(name), name


def _with_includes(name):
    """Return the text of a template and of those that it includes."""
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    names = set(re.findall(r"{% include \"([^\"]+)\"", text)) - {name}
    return text + "".join(_with_includes(each) for each in sorted(names))
