"""docs/security.md names tests: each of them is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_test_that_the_page_names_is_there():
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[a-z_/]+(?:\.py)?)`", page))
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_threat_has_a_test():
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    table = page[page.index("## What protects") : page.index("## What is left")]
    rows = [row for row in table.splitlines() if row.startswith("| ")][1:]
    assert [row for row in rows if "`tests/" not in row] == []
