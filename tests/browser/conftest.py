"""A real Chromium before a real server with the sample federation, one of each for all tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items):
    """Mark all that stands in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of Koepel as production serves it, with the sample in a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = _production(folder)
    manage = [sys.executable, "-W", "ignore", str(ROOT / "manage.py")]
    for words in (
        ["migrate", "-v0"],
        ["collectstatic", "--noinput", "-v0"],
        ["load_sample", "-v0"],
    ):
        subprocess.run([*manage, *words], env=environment, check=True, cwd=ROOT)
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "directory.wsgi:application"]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            [*server, "--port", str(port)], env=environment, cwd=ROOT, stdout=log, stderr=log
        ) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/healthz", process)
        yield address
        process.terminate()


def _production(folder):
    """Return production's environment, but for https, which a test has no certificate for."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LOCAL", "DEBUG")}
    return kept | {
        "SECRET_KEY": "browser tests, and long enough to be one: 0123456789abcdef",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "0",
        "DATABASE_URL": f"sqlite:///{folder / 'koepel.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "SEARCH_INDEX_ROOT": str(folder / "search"),
    }


def _wait_for(address, server):
    for _try in range(200):
        try:
            with urllib.request.urlopen(address):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None, "The server ended before it answered."
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer within 20 seconds.")


# The browser reports a status of 404 as an error, and htmx a connection that a test takes away.
_ON_PURPOSE = (
    "status of 404",
    "ERR_INTERNET_DISCONNECTED",
    "htmx:sendError",
    "htmx:afterRequest",
)


@pytest.fixture
def open_page(browser, site):
    """A function that opens an address in a new window; console errors fail the test."""
    contexts, complaints = [], []

    def opened(path, **options):
        options = {"viewport": {"width": 1280, "height": 900}, **options}
        context = browser.new_context(base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [said for said in complaints if not any(part in said for part in _ON_PURPOSE)] == []
