"""The shipped nginx file in a real nginx before the site: what it drops, bounds and ends."""

import os
import re
import shutil
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx on this machine"),
]
SHIPPED = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
TRICKLERS = 60


class Behind(BaseHTTPRequestHandler):
    """What stands behind the proxy: it keeps the headers that reach it, and counts bodies."""

    def do_GET(self):
        self.server.seen.append(dict(self.headers))
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_arguments):
        """Say nothing."""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """The port of nginx with the shipped file, and the server behind it."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    behind = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    behind.seen = []
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    text = SHIPPED.read_text().replace("127.0.0.1:8000", f"127.0.0.1:{behind.server_port}")
    # Plain http on one port: certificates are the machine's own.
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", text, count=1, flags=re.DOTALL)
    text = re.sub(r"    ssl_\w+ .*;\n", "", text)
    text = re.sub(r"    listen \[::\]:443 ssl;\n", "", text)
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    text = text.replace("client_body_timeout 20s", "client_body_timeout 3s")
    conf = folder / "nginx.conf"
    conf.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 512; }}\nhttp {{ access_log off;\n"
        + "".join(f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy"))
        + "".join(f"{name}_temp_path {folder}/{name};\n" for name in ("fastcgi", "uwsgi", "scgi"))
        + f"{text}\n}}\n"
    )
    if os.geteuid() == 0:  # its workers are of another user, who must reach the folder
        conf.write_text(f"user root;\n{conf.read_text()}")
    process = subprocess.Popen(["nginx", "-c", str(conf)])
    _wait(port)
    yield port, behind
    process.terminate()
    process.wait(10)
    behind.shutdown()
    behind.server_close()


def _wait(port):
    for _try in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def ask(port, head, body=b"", timeout=10):
    """Send a request as it is written; return the first line of the answer, "" for none."""
    with socket.create_connection(("127.0.0.1", port), timeout) as one:
        one.sendall(head.replace("\n", "\r\n").encode() + b"\r\n" + body)
        return one.recv(4096).decode("latin-1").partition("\r\n")[0]


def test_a_header_with_underscores_does_not_reach_the_site(proxy):
    port, behind = proxy
    forged = "X_Forwarded_For: 203.0.113.9\nX-Forwarded-For: 203.0.113.8\nX-Real_IP: 203.0.113.7\n"
    assert " 200 " in ask(
        port, f"GET /account/login/ HTTP/1.1\nHost: members.example.org\n{forged}"
    )
    headers = {name.lower(): value for name, value in behind.seen[-1].items()}
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert "203.0.113" not in str(headers)


def test_bodies_that_trickle_in_keep_nobody_waiting_and_are_ended(proxy):
    port, behind = proxy
    before = len(behind.seen)
    head = b"POST /account/login/ HTTP/1.1\r\nHost: m\r\nContent-Length: 9000\r\n\r\n"
    slow = [socket.create_connection(("127.0.0.1", port), 10) for _n in range(TRICKLERS)]
    try:
        for one in slow:
            one.sendall(head + b"x")
        start = time.monotonic()
        assert " 200 " in ask(port, "GET / HTTP/1.1\nHost: members.example.org\n")
        assert time.monotonic() - start < 1
        # None of them has reached the site, and nginx ends them all.
        assert len(behind.seen) == before + 1
        for one in slow:
            one.settimeout(10)
            while one.recv(4096):
                pass  # a 408 before the end, or nothing but the end
    finally:
        for one in slow:
            one.close()


@pytest.mark.parametrize(
    ("path", "megabytes", "is_taken"),
    [
        ("/account/login/", 300, False),
        ("/account/login/", 1, True),
        ("/admin/exchange/upload/", 30, True),
        ("/admin/exchange/upload/", 70, False),
    ],
)
def test_a_large_body_is_refused_by_its_length_alone(proxy, path, megabytes, is_taken):
    port, behind = proxy
    before, size = len(behind.seen), megabytes * 1024**2
    head = f"POST {path} HTTP/1.1\nHost: members.example.org\nContent-Length: {size}\n"
    answer = ask(port, head, b"x" * size if is_taken else b"", timeout=60)
    assert (" 200 " if is_taken else " 413 ") in answer
    assert len(behind.seen) == before + is_taken
