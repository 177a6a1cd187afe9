"""The architecture: lower layers never import higher ones, and other rules that code can check."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MEMBERS = ROOT / "members"
# What each layer may know, besides itself and the layers that those know.
KNOWS = {
    # The lowest layer: no model, nothing of Koepel's own.
    "core": (),
    # What people write, and what it means: values as they are stored.
    "parsing": ("core",),
    "models": ("parsing",),
    # One declaration a field of a profile.
    "fields": ("models",),
    "presenting": ("fields",),
    "search": ("presenting",),
    "mailing": ("presenting",),
    "publishing": ("search", "mailing"),
    # What keeps profiles true: rounds, link checks, what a person should look at.
    "freshness": ("publishing",),
    # It looks for members that a new one may be, as the lists of freshness do.
    "exchange": ("freshness",),
    # A list taken along is a table, as an export is.
    "web": ("exchange", "condition"),
    "sample": ("publishing",),
    # Signing in, invitations and claims: public pages, and people that the other layers show.
    "accounts": ("web", "publishing"),
    "profile": ("accounts", "exchange", "freshness"),
    "staff": ("accounts", "exchange", "freshness", "sample"),
    # The same for programs and other sites: what pages show, by their cache and their addresses.
    "opendata": ("web",),
    # Commands by their names, and when each of them ran.
    "jobs": ("models",),
    # Rows and files as they are; it knows no model.
    "backups": (),
    # How the site itself is doing: mail, jobs, backups, disks, the index.
    "condition": ("search", "mailing", "jobs"),
    "templatetags": ("presenting",),
    "management": (
        "accounts",
        "profile",
        "staff",
        "opendata",
        "sample",
        "exchange",
        "freshness",
        "jobs",
        "backups",
    ),
    "migrations": ("models",),
}
# The folders of a large layer, one a feature, and which of the others each may know.
FEATURES = {
    "search": {
        "question": (),
        "facets": ("question",),
        "index": ("question",),
        "indexing": ("index", "facets"),
        "query": ("indexing",),
    },
    "freshness": {"links": (), "yearly_check": (), "quality": ("links", "yearly_check")},
    "opendata": {
        "resources": (),
        "api": ("resources",),
        "data": ("api",),
        "feeds": ("api",),
        "reconcile": ("api",),
        "embed": ("api",),
    },
    "staff": {
        "exchange": (),
        "audit": ("exchange",),
        "inbox": ("people",),
        "people": ("exchange",),
        "merge": (),
        "settings": (),
        "home": ("people", "inbox"),
        "members": ("exchange", "inbox", "merge", "people"),
        "health": ("members", "merge", "people"),
        "review": ("members", "health", "home"),
    },
}
MODULES = sorted(
    path for path in MEMBERS.rglob("*.py") if path.relative_to(MEMBERS).parts[0] in KNOWS
)
SOURCES = [*sorted(MEMBERS.rglob("*.py")), *sorted((ROOT / "directory").glob("*.py"))]
# Programs that show mail know no stylesheets: mail is no page.
TEMPLATES = [p for p in sorted((ROOT / "templates").rglob("*.html")) if p.parent.name != "mail"]
# Markup that a library or the code itself made, never a person's text.
TRUSTED = ("{{ totp_svg|safe }}", "{{ bound.help_text|safe }}")
# One list of fields each, which reads better whole. They may shrink, and none may join them.
LONGER = {
    "presenting/public_view.py": 400,
    "search/query/directory_query.py": 330,
}


def name_of(path):
    """Return a file's path from the project's root."""
    return str(path.relative_to(ROOT))


def all_of(knows, name):
    """Return every name that one of `knows` may import, itself included."""
    return {name}.union(*(all_of(knows, below) for below in knows[name]))


def allowed(layer):
    """Return every layer that a layer may import, itself included."""
    return all_of(KNOWS, layer)


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


def layers_of(path):
    """Return the layers that a module imports."""
    parts = [name.split(".") for name in imports(path)]
    return {part[1] for part in parts if part[0] == "members" and len(part) > 1}


def features_of(path, layer):
    """Return the features of a layer that a module imports."""
    parts = [name.split(".") for name in imports(path)]
    return {part[2] for part in parts if part[:2] == ["members", layer] and len(part) > 2}


def test_every_room_and_feature_is_known_here():
    assert {path.parent.name for path in MEMBERS.glob("*/__init__.py")} <= set(KNOWS)
    for layer, features in FEATURES.items():
        assert {p.parent.name for p in (MEMBERS / layer).glob("*/__init__.py")} == set(features)


def test_a_layer_imports_only_lower_ones():
    upwards = {
        name_of(path): wrong
        for path in MODULES
        if (wrong := layers_of(path) & set(KNOWS) - allowed(path.relative_to(MEMBERS).parts[0]))
    }
    assert upwards == {}


@pytest.mark.parametrize("layer", FEATURES)
def test_a_feature_imports_only_those_below_it(layer):
    knows, upwards = FEATURES[layer], {}
    for feature in knows:
        for path in sorted((MEMBERS / layer / feature).rglob("*.py")):
            wrong = features_of(path, layer) & set(knows) - all_of(knows, feature)
            upwards |= {name_of(path): wrong} if wrong else {}
    assert upwards == {}


def foreign_to_the_index(path):
    """Return what a module imports of Django, the models and the layers above them."""
    own = ("members.core.", "members.search.index.", "members.search.question.")
    names = {name for name in imports(path) if name.startswith(("django", "members"))}
    return {name for name in names if not name.startswith(own)}


def test_the_index_knows_no_django_and_no_model():
    modules = sorted((MEMBERS / "search" / "index").rglob("*.py"))
    assert len(modules) > 10
    wrong = {name_of(path): names for path in modules if (names := foreign_to_the_index(path))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("layer", "other"),
    [
        ("web", "profile"),
        ("web", "staff"),
        ("web", "opendata"),
        ("profile", "staff"),
        ("staff", "profile"),
        ("opendata", "accounts"),
        ("search", "publishing"),
        ("models", "presenting"),
        ("core", "models"),
    ],
)
def test_the_order_above_keeps_these_apart(layer, other):
    assert other not in allowed(layer)


def test_no_file_holds_the_marks_of_a_merge_that_was_not_resolved():
    kinds = ("*.py", "*.html", "*.md", "*.css", "*.js", "*.po", "*.toml", "*.txt")
    folders = ("members", "directory", "templates", "static", "locale", "docs", "tests", "deploy")
    files = [path for name in folders for kind in kinds for path in (ROOT / name).rglob(kind)]
    files += ROOT.glob("*.md")
    marks = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
    marked = [name_of(p) for p in files if marks.search(p.read_text(encoding="utf-8"))]
    assert marked == []


def test_a_wrong_import_would_be_seen(tmp_path, monkeypatch):
    wrong = tmp_path / "members" / "search" / "wrong.py"
    wrong.parent.mkdir(parents=True)
    wrong.write_text(
        "from ..publishing import publish\nimport members.web.views\nfrom .query import selection\n"
    )
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    assert layers_of(wrong) == {"publishing", "web", "search"}
    assert features_of(wrong, "search") == {"query"}
    wrong.write_text(
        "import django_countries\nfrom members.core import text\nfrom members import models"
    )
    assert foreign_to_the_index(wrong) == {"django_countries", "members.models"}


def test_nothing_happens_behind_a_save():
    overriding, listening = [], {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and "models" in path.parts:
                methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
                overriding += [f"{name_of(path)}: {node.name}"] * bool(methods & {"save", "delete"})
        signals = ("django.dispatch", "django.db.models.signals")
        if names := {name for name in imports(path) if name.startswith(signals)}:
            listening[name_of(path)] = names
    assert overriding == []
    assert listening == {}


def is_data(path):
    """Whether a module holds data and no thoughts."""
    return "migrations" in path.parts or path.name in ("country_data.py", "language_data.py")


def test_a_module_stays_readable():
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES
        if not is_data(path)
    }
    limits = {MEMBERS / name: limit for name, limit in LONGER.items()}
    assert {name_of(p): n for p, n in lengths.items() if n > limits.get(p, 300)} == {}


def writes_members(path):
    """Whether a module may write published members."""
    # Verifying the index writes what is derived from a member, never the member.
    layer = path.relative_to(MEMBERS).parts[0]
    return layer in ("publishing", "migrations") or path.name == "verify.py"


def test_only_publish_writes_a_published_member():
    writes = re.compile(
        r"Member\.objects\.(create|bulk_create|update_or_create|bulk_update)"
        r"|Member\.objects\.[^\n]*\.(update|delete)\("
    )
    others = [path for path in MODULES if not writes_members(path)]
    wrong = [name_of(p) for p in others if writes.search(p.read_text(encoding="utf-8"))]
    assert wrong == []


def faults_of(text):
    """Return what the Content-Security-Policy, or a reader's safety, forbids in a template."""
    for trusted in TRUSTED:
        text = text.replace(trusted, "")
    faults = re.findall(
        r"<[a-z][^>]*\s(?:on[a-z]+|style|hx-on[^=]*)=|<style|javascript:|\|safe"
        r"|https?://(?!schema\.org|www\.w3\.org|www\.sitemaps)",
        text,
    )
    scripts = re.findall(r"<script[^>]*>", text)
    return faults + [s for s in scripts if "src=" not in s and 'type="application/json"' not in s]


def test_a_template_holds_no_script_style_or_handler():
    faults = {name_of(path): faults_of(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {name: wrong for name, wrong in faults.items() if wrong} == {}


@pytest.mark.parametrize(
    "fault",
    [
        '<p style="color: red">',
        "<button onclick=go>",
        "<script>",
        "<style>",
        "{{ text|safe }}",
        "https://example.org",
    ],
)
def test_each_fault_of_a_template_would_be_seen(fault):
    assert faults_of(fault)


def test_a_line_of_a_template_has_at_most_120_characters():
    """As of the code: `{% blocktranslate trimmed %}` holds a text that does not fit on a line."""
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "templates").rglob("*.*")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert long == []


def test_a_form_that_is_included_gets_the_token_against_forgery():
    """`only` takes csrf_token away with the rest of the context, and the form would answer 403."""
    without = []
    for path in TEMPLATES:
        included = re.findall(
            r"{% include \"([^\"]+)\"([^%]*) only %}", path.read_text(encoding="utf-8")
        )
        without += [
            f"{name_of(path)}: {name}"
            for name, passed in included
            if "csrf_token=csrf_token" not in passed and "{% csrf_token %}" in _with_includes(name)
        ]
    assert without == []


def _with_includes(name):
    """Return the text of a template and of those that it includes."""
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    names = set(re.findall(r"{% include \"([^\"]+)\"", text)) - {name}
    return text + "".join(_with_includes(each) for each in sorted(names))
