"""The directory's version is read first in most requests, and tells whether its server is there."""

import pytest
from django.db import OperationalError, connection

from members.models import DirectoryVersion

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept():
    """The connection as a request finds it that an earlier one has left it to."""
    connection.ensure_connection()
    connection.health_check_enabled, connection.health_check_done = True, False
    yield connection
    connection.close()


def test_a_kept_connection_is_asked_nothing_but_the_version(kept, monkeypatch):
    monkeypatch.setattr(kept, "is_usable", lambda: pytest.fail("It was asked twice."))
    assert DirectoryVersion.objects.current().stamp
    with kept.cursor() as cursor:  # nor is it later in the request
        cursor.execute("SELECT 1")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server to lose")
def test_a_server_that_has_gone_since_the_last_request_is_connected_to_anew(kept):
    with kept.cursor() as cursor:
        kept.health_check_done = True
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    end(process)
    kept.health_check_done = False
    assert DirectoryVersion.objects.current().stamp
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != (process,)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server to lose")
def test_a_server_that_goes_within_a_request_is_an_error(kept):
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    end(process)
    with pytest.raises(OperationalError):
        DirectoryVersion.objects.current()


def end(process):
    """End one of the server's processes, as a restart does."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    other.close()
