"""While something long is written, others are told to come back: that is no fault of theirs."""

from contextlib import closing
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test import Client

from members.models import DirectoryVersion
from tests.helpers import make_member, make_user

WAIT = "PRAGMA busy_timeout = 50" if connection.vendor == "sqlite" else "SET lock_timeout = 50"
BACK = "PRAGMA busy_timeout = 20000" if connection.vendor == "sqlite" else "SET lock_timeout = 0"


@pytest.fixture
def long_write():
    """Somebody else who holds the lock that every publish needs."""
    held, enough = Event(), Event()

    def hold():
        with closing(connection), transaction.atomic():
            DirectoryVersion.objects.lock()
            held.set()
            enough.wait(20)

    thread = Thread(target=hold)
    thread.start()
    assert held.wait(20)
    with connection.cursor() as cursor:
        cursor.execute(WAIT)
    yield
    with connection.cursor() as cursor:
        cursor.execute(BACK)
    enough.set()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_who_waits_in_vain_for_a_long_write_is_asked_to_send_it_again(request):
    member = make_member()
    client = Client(raise_request_exception=False)
    client.force_login(make_user(is_staff=True, is_superuser=True))
    address = f"/admin/members/member/{member.pk}/leave/"
    form = {"left_on": "2026-11-01", "base": member.revision}
    request.getfixturevalue("long_write")
    response = client.post(address, form)
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "What you sent was not saved" in response.content.decode()
    member.refresh_from_db()
    assert member.status == "published"
