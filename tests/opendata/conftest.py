"""The small directory of the public's pages, for programs."""

import pytest

from members.opendata.resources import records
from tests.web.conftest import _written, directory, standing_directory  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def no_records():
    """Let no test see the records of another."""
    records.forget()


@pytest.fixture
def get(client):
    """Return a function from an address below /api/v1/ to its data."""

    def answer(address, status=200):
        response = client.get(f"/api/v1/{address}")
        assert response.status_code == status, response.content
        return response.json()

    return answer
