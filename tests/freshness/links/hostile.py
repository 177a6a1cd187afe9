"""A server that does to a link checker whatever servers do, each name in its own way.

It listens on an address of its own in 127/8, which the tests' Fetcher is told to except; every
other address of this machine stays refused.
"""

import datetime
import gzip
import io
import re
import socket
import socketserver
import ssl
import threading
import time
from collections import Counter
from contextlib import contextmanager

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from members.freshness.links.fetcher import Fetcher

ADDRESS = "127.77.0.1"
_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def _bomb():
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as out:
        for _part in range(64):
            out.write(bytes(1024 * 1024))
    return packed.getvalue()


BOMB = _bomb()


class _Handler(socketserver.StreamRequestHandler):
    """Reads one request and answers by the name that was asked for."""

    def handle(self):
        lines = []
        while line := self.rfile.readline(65_000).strip():
            lines.append(line.decode("latin-1"))
        if not lines:
            return
        method, path, _version = lines[0].split(" ", 2)
        headers = {
            line.split(":", 1)[0].lower(): line.split(":", 1)[1].strip() for line in lines[1:]
        }
        host = headers["host"].rsplit(":", 1)[0]
        self.host = host
        self.server.came(host, method, headers)
        try:
            self.answer(re.split(r"[.-]", host)[0], method, path)
        except OSError:
            pass  # the checker has gone: what these behaviours are for
        finally:
            self.leave()

    def leave(self):
        """Count the visitor out, once: before the answer ends, for then the next one may come."""
        host, self.host = self.host, None
        if host:
            self.server.left(host)

    def answer(self, name, method, path):
        kind = name.rstrip("0123456789")
        if kind in _GET_ONLY and method == "HEAD":
            self.send(405, method)
        elif kind == "status":
            self.send(int(name.removeprefix("status")), method)
        elif kind in _SIMPLE:
            self.wfile.write(_SIMPLE[kind])
        elif kind in _REDIRECTS:
            status, target = _REDIRECTS[kind]
            self.redirect(status, target.format(port=self.server.port, next=path + "x"))
        else:
            getattr(self, kind)(method, path)

    def send(self, status, method):
        body = b"" if method == "HEAD" else b"hello"
        time.sleep(0.005)  # long enough for another one to be seen beside it
        self.leave()
        self.wfile.write(b"HTTP/1.1 %d X\r\nContent-Length: 5\r\n\r\n" % status + body)

    def redirect(self, status, target):
        self.leave()
        head = f"HTTP/1.1 {status} X\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n"
        self.wfile.write(head.encode())

    def good(self, method, path):
        self.send(200, method)

    mixed = safe = other = good

    def drip(self, method, path):
        for sign in _OK * 1000:
            self.wfile.write(bytes([sign]))
            time.sleep(0.2)

    def dripbody(self, method, path):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            self.wfile.write(b"x")
            time.sleep(0.05)

    def silent(self, method, path):
        time.sleep(30)

    def endless(self, method, path):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            self.wfile.write(b"x" * 65536)

    def chunks(self, method, path):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            self.wfile.write(b"1\r\nx\r\n" * 10_000)

    def headers(self, method, path):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X: " + b"y" * 60_000 + b"\r\n")

    def bomb(self, method, path):
        head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(
            BOMB
        )
        self.wfile.write(head + BOMB)

    def short(self, method, path):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhello")

    def nohead(self, method, path):
        self.send(404 if method == "HEAD" else 200, method)

    def moved(self, method, path):
        self.redirect(301, f"http://good.test:{self.server.port}/new")

    def half(self, method, path):
        targets = {"/": (301, "/one"), "/one": (302, "/two"), "/two": (301, "/three")}
        if path in targets:
            self.redirect(*targets[path])
        else:
            self.send(200, method)


_GET_ONLY = {"dripbody", "endless", "chunks", "bomb", "short"}
_SIMPLE = {
    "garbage": b"\x00\xffhello\r\n\r\n",
    "hangup": b"",
    "nonumber": b"HTTP/1.1 abc\r\n\r\n",
    "huge": b"HTTP/1.1 200 " + b"x" * 70_000 + b"\r\n\r\n",
}
_REDIRECTS = {
    "loop": (302, "/"),
    "onandon": (302, "{next}"),
    "inside": (302, "http://127.0.0.1:{port}/"),
    "insideweb": (301, "http://127.0.0.1/"),
    "metadata": (302, "http://169.254.169.254/latest/meta-data/"),
    "mapped": (302, "http://[::ffff:127.0.0.1]/"),
    "rebound": (302, "http://loopback.test/"),
    "number": (302, "http://2130706433/"),
    "ftp": (302, "ftp://good.test/"),
    "file": (302, "file:///etc/passwd"),
    "port": (302, "http://public.test:22/"),
    "secret": (302, "http://me:pass@good.test:{port}/"),
    "odd": (302, "http://[::1"),
}


class Server(socketserver.ThreadingTCPServer):
    """Counts who came, and how many at once."""

    allow_reuse_address, daemon_threads, request_queue_size = True, True, 256

    def __init__(self, address=ADDRESS, port=0):
        super().__init__((address, port), _Handler)
        self.port = self.server_address[1]
        self.visits, self.here, self.most = Counter(), Counter(), Counter()
        self.agents, self._lock, self.tls = set(), threading.Lock(), None

    def finish_request(self, request, client_address):
        if self.tls is None:
            return super().finish_request(request, client_address)
        with self.tls.wrap_socket(request, server_side=True) as secured:
            return super().finish_request(secured, client_address)

    def came(self, host, method, headers):
        with self._lock:
            self.visits[host] += 1
            self.here[host] += 1
            self.most[host] = max(self.most[host], self.here[host])
            self.agents.add(headers.get("user-agent"))

    def left(self, host):
        with self._lock:
            self.here[host] -= 1

    def handle_error(self, request, client_address):
        pass


@contextmanager
def running(address=ADDRESS, port=0):
    """A Server at work."""
    with Server(address, port) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def resolve(host, port):
    """Return what a hostile name server would say."""
    names = {
        "loopback.test": ["127.0.0.1"],
        "mixed.test": ["10.0.0.1", ADDRESS],
        "public.test": ["93.184.215.14"],
    }
    if host in names or not host.endswith(".test"):
        return names.get(host, [host])
    if host.startswith("noname"):
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    return [ADDRESS]


def fetcher(server, **options):
    """Return a Fetcher that may ask this server, and otherwise what any may."""
    ours = frozenset({(ADDRESS, server.port)})
    options = {"seconds": 1, "resolve": resolve, "exempt": ours, **options}
    return Fetcher("koepel-link-check (test)", **options)


def certified(server, name, folder):
    """Let the server speak TLS under one name from now on; return the context that believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "certificate.pem"
    file.write_bytes(pem + secret)
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.tls.load_cert_chain(file)
    return ssl.create_default_context(cadata=pem.decode())
