"""What the documentation says can be asked, can be asked."""

import re
from pathlib import Path

import pytest

from members.opendata.api.operations import OPERATIONS

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
EXAMPLES = re.findall(r"^GET (\S+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
DESCRIBED = [f"/api/v1/{one.example}" for one in OPERATIONS if one.example]


def test_there_are_examples():
    assert len(EXAMPLES) >= 6
    assert len(DESCRIBED) >= 6


@pytest.mark.parametrize("address", [*EXAMPLES, *DESCRIBED])
def test_each_example_answers(address, directory, client):
    response = client.get(address)
    assert response.status_code == 200
    assert response.json()["about"]["version"] > 0
