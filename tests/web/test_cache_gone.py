"""The shared cache is away: every page works without it, limits too, and /healthz tells."""

import shutil
import socket
import subprocess
import time

import pytest
from django.core.cache import cache
from django.test import Client

from members.core import shared_cache
from tests.accounts.conftest import ask_for_code
from tests.web.test_headers import check

pytestmark = pytest.mark.django_db


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def port(settings):
    """A port at which no cache answers, where the settings say that one does."""
    port = free_port()
    settings.CACHES = {
        "default": {
            "BACKEND": "members.core.shared_cache.SharedCache",
            "LOCATION": f"redis://127.0.0.1:{port}/1",
        }
    }
    shared_cache.forget()
    yield port
    cache.clear()
    shared_cache.forget()


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/nl/?q=water",
        "/en/members/water-for-all/",
        "/en/members/water-for-all/report/",
        "/account/login/",
        "/account/login/code/",
        "/nowhere/",
    ],
)
def test_pages_work_without_it(directory, port, address):
    response = Client().get(address)
    assert response.status_code in (200, 404)
    check(response)


def test_staff_work_without_it(directory, port, administrator_client):
    assert administrator_client.get("/admin/", follow=True).status_code == 200
    assert administrator_client.get("/account/sessions/").status_code == 200


def test_limits_are_kept_without_it(port):
    answers = [ask_for_code(Client(), "nobody@example.org").status_code for _again in range(30)]
    assert answers[0] == 302
    assert answers[-1] != 302


def test_nobody_waits_for_it_again_and_again(directory, port):
    client = Client()
    client.get("/en/")
    start = time.monotonic()
    for _again in range(20):
        client.get("/en/")
    assert time.monotonic() - start < 5


def test_healthz_tells_and_stays_well(port, client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["cache"] == "unreachable"


def test_healthz_of_a_whole_site(client):
    assert client.get("/healthz").json()["cache"] == "ok"


@pytest.mark.skipif(not shutil.which("redis-server"), reason="no Redis on this machine")
def test_it_is_used_again_when_it_is_back(port, client, tmp_path):
    assert client.get("/healthz").json()["cache"] == "unreachable"
    quiet = ["--save", "", "--dir", str(tmp_path), "--port", str(port)]
    server = subprocess.Popen(["redis-server", *quiet], stdout=subprocess.DEVNULL)
    try:
        for _again in range(100):
            shared_cache.forget()
            if client.get("/healthz").json()["cache"] == "ok":
                break
            time.sleep(0.1)
        cache.set("word", "there")
        assert cache.get("word") == "there"
    finally:
        server.terminate()
        server.wait(10)
    assert cache.get("word") is None
    assert client.get("/healthz").json()["cache"] == "unreachable"
