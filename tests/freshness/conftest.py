"""What these tests share with others."""

from tests.mailing.conftest import sink  # noqa: F401 - a fixture
