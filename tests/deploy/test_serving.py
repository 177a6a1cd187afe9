"""The site as its unit starts it: one dead worker stops nobody, and a stop loses no request."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def site(tmp_path):
    """A site that the unit's own command serves, on another port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "served-as-the-unit-says-0123456789-abcdefghijklmnopqrst",
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"sqlite:///{tmp_path}/koepel.sqlite3",
        "SECURE_SSL_REDIRECT": "0",
        "STATIC_ROOT": f"{tmp_path}/static",
    }
    for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run(
            [sys.executable, ROOT / "manage.py", *words], env=environment, check=True, cwd=ROOT
        )
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(
            _command(port), env=environment, cwd=ROOT, stdout=log, stderr=log
        ) as server,
    ):
        one = SimpleNamespace(port=port, server=server)
        _until(lambda: ask(one) == 200)
        yield one
        server.kill()
        for worker in workers(one):
            os.kill(worker, signal.SIGKILL)


def _command(port):
    """Return what the unit starts, with this machine's Python and another port."""
    unit = (ROOT / "deploy/koepel-web.service").read_text().replace("\\\n", " ")
    line = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    words = shlex.split(line.partition("=")[2])[1:]
    words[words.index("--port") + 1] = str(port)
    return [sys.executable, "-m", "granian", *words]


def ask(site):
    """Return the status of the first page; None where nobody takes the connection."""
    connection = HTTPConnection("127.0.0.1", site.port, timeout=20)
    try:
        connection.connect()
    except OSError:
        return None
    try:
        connection.request("GET", "/en/", headers={"Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return "lost"
    finally:
        connection.close()
    return answer.status


def _until(is_so, seconds=60):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.2)


def workers(site):
    """Return the process ids of the server's workers."""
    path = Path(f"/proc/{site.server.pid}/task/{site.server.pid}/children")
    return [int(pid) for pid in path.read_text().split()] if path.exists() else []


def test_a_worker_that_dies_is_replaced_and_the_site_goes_on(site):
    before = workers(site)
    assert len(before) >= 2
    victim = before[-1]
    os.kill(victim, signal.SIGKILL)
    _until(lambda: ask(site) == 200, 10)
    _until(lambda: len(set(workers(site)) - {victim}) >= len(before))
    assert site.server.poll() is None
    assert {ask(site) for _again in range(20)} == {200}


def test_a_stop_answers_all_that_was_asked(site):
    answers, is_over = [], threading.Event()

    def go_on():
        while not is_over.is_set():
            answers.append(ask(site))

    readers = [threading.Thread(target=go_on) for _n in range(4)]
    for reader in readers:
        reader.start()
    time.sleep(2)
    site.server.send_signal(signal.SIGTERM)
    assert site.server.wait(40) == 0
    is_over.set()
    for reader in readers:
        reader.join()
    assert answers.count(200) > 20
    # Who comes too late is not let in; who was let in gets an answer.
    assert set(answers) <= {200, None}
