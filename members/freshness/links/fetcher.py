"""Asking a foreign address whether it answers, without being led anywhere that it should not.

Whoever fills in a profile chooses the address, so every answer is hostile until proven otherwise.
A name is looked up here, each of its addresses is checked, and the connection goes to the checked
address itself: a name that resolves to something else a moment later (rebinding) gains nothing.
Each redirect is a new address and goes the same way. One clock runs for the whole try, and only
so many bytes are read of any answer; nothing is decompressed.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import quote, urljoin, urlsplit

from .deadline_socket import Clock, TooMuch, Wire, connect
from .public_addresses import is_public

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_HEAD_LIMIT = 64 * 1024  # bytes of status line and headers


class Trouble(Exception):
    """There was no answer that counts.

    Attributes:
        reason: a short name of what happened, a key of `verdicts.REASONS`.
    """

    def __init__(self, reason):
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Answer:
    """What the last address of a chain of redirects answered.

    Attributes:
        status: the HTTP status.
        url: the address that answered.
        moved_to: the address that the first redirects lead to, as far as they are permanent
            (301, 308); "" where the first one is not, or there is none.
    """

    status: int
    url: str
    moved_to: str = ""


def look_up(host, port):
    """Return the IP addresses of a name, as the system knows them.

    Raises:
        socket.gaierror: where there are none.
    """
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(entry[4][0] for entry in entries))


@dataclass(frozen=True)
class Fetcher:
    """How to ask, and what to refuse.

    Attributes:
        user_agent: who asks, with an address where that can be read.
        seconds: how long one try may take in all, redirects included.
        redirects: how many may be followed.
        body_limit: how many bytes are read of a body; the rest is not waited for.
        resolve: (host, port) → IP addresses, as `look_up`.
        exempt: (IP address, port) pairs that may be asked although they are not public: for a
            server of one's own.
        certificates: the SSLContext that says whose certificates are believed.
        turn: host → a context manager to hold while that host is spoken with.
    """

    user_agent: str
    seconds: float = 10
    redirects: int = 5
    body_limit: int = 64 * 1024
    resolve: Callable = look_up
    exempt: frozenset = frozenset()
    certificates: ssl.SSLContext | None = None
    turn: Callable = lambda host: nullcontext()

    def fetch(self, url, method="GET"):
        """Follow an address to its Answer.

        Raises:
            Trouble: where it has none, or where it leads to what is refused.
        """
        clock, moved_to, permanent, visited = Clock(self.seconds), "", True, set()
        for _hop in range(self.redirects + 1):
            if url in visited:
                raise Trouble("loop")
            visited.add(url)
            status, location = self._ask(url, method, clock)
            if status not in _REDIRECTS or not location:
                return Answer(status, url, moved_to)
            url = _target(url, location)
            permanent = permanent and status in _PERMANENT
            moved_to = url if permanent else moved_to
        raise Trouble("redirects")

    def _ask(self, url, method, clock):
        """Return (status, Location or "") of one address."""
        scheme, host, port, target = _parts(url)
        before = time.monotonic()
        with self.turn(host):
            clock.forgive(time.monotonic() - before)
            addresses = self._addresses(host, port, clock)
            try:
                with closing(connect(addresses, port, clock)) as plain:
                    sock = self._secured(plain, host, clock) if scheme == "https" else plain
                    with closing(sock):
                        wire = Wire(sock, clock, _HEAD_LIMIT)
                        return self._speak(wire, method, target, self._headers(scheme, host, port))
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise Trouble(_reason_of(error)) from error

    def _secured(self, plain, host, clock):
        plain.settimeout(clock.left())
        context = self.certificates or _usual_certificates()
        return context.wrap_socket(plain, server_hostname=host)

    def _speak(self, wire, method, target, headers):
        """Send one request and return (status, Location or "") of its answer."""
        # It only speaks the protocol here: the socket is ours, and it never connects itself.
        connection = http.client.HTTPConnection("checked.invalid")
        connection.sock = wire
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with closing(connection.getresponse()) as response:
            if method != "HEAD" and response.status < 300:
                _read_start(response, wire, self.body_limit)
            return response.status, response.getheader("Location", "")

    def _headers(self, scheme, host, port):
        name = f"[{host}]" if ":" in host else host
        return {
            "Host": name if port == _PORTS[scheme] else f"{name}:{port}",
            "User-Agent": self.user_agent,
            "Accept": "text/html,*/*;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }

    def _addresses(self, host, port, clock):
        ips = _within(clock, self.resolve, host, port)
        safe = [ip for ip in ips if self._may_ask(ip, port)]
        if not safe:
            raise Trouble("refused_address")
        return safe

    def _may_ask(self, address, port):
        if (address, port) in self.exempt:
            return True
        return port in _PORTS.values() and is_public(address)


@lru_cache(maxsize=1)
def _usual_certificates():
    return ssl.create_default_context()


def _read_start(response, wire, limit):
    """Read the start of a body; raise IncompleteRead where it breaks off before its end."""
    wire.limit += limit
    promised, got = response.length, 0
    size = limit if promised is None else min(limit, promised)
    try:
        while got < size and (piece := response.read1(min(size - got, 16 * 1024))):
            got += len(piece)
    except TooMuch:
        return  # pieces so small that their sizes took the room: there is a body, and it goes on
    if promised is not None and got < size:
        raise http.client.IncompleteRead(b"", promised - got)


def _parts(url):
    """Return (scheme, host, port, request target) of an address that may be asked."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError as error:  # UnicodeError among them
        raise Trouble("address") from error
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc or any(map(_odd, host)):
        raise Trouble("address")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return parts.scheme, host, port, f"{path}?{query}" if query else path


def _odd(sign):
    return sign <= " " or sign in "\\/?#%"


def _target(url, location):
    """Return the absolute address of a Location header."""
    try:
        # http.client reads headers as Latin-1; servers that send other signs raw mean UTF-8.
        location = location.encode("latin-1").decode("utf-8", "replace").strip()
        target = urlsplit(urljoin(url, location))
    except ValueError as error:
        raise Trouble("address") from error
    return target._replace(fragment="").geturl()


def _within(clock, function, *args):
    """Return a function's result, or raise Trouble where the clock ends first.

    The system's look-up of names knows no time limit of its own. It runs in a thread that is
    left alone when time is up: it ends when the name servers do.
    """
    results = SimpleQueue()

    def run():
        try:
            results.put((function(*args), None))
        except (OSError, UnicodeError) as error:
            results.put(([], error))

    Thread(target=run, daemon=True).start()
    try:
        result, error = results.get(timeout=clock.left())
    except (Empty, TimeoutError):
        raise Trouble("timeout") from None
    if error:
        raise Trouble(_reason_of(error)) from error
    return result


def _reason_of(error):
    """Return the short name of what went wrong, a key of `verdicts.REASONS`."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, socket.gaierror):
        return "no_name" if error.errno in _NO_NAME else "name_server"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ssl.SSLError):
        return "encryption"
    if isinstance(error, UnicodeError):
        return "address"
    return "connection" if isinstance(error, OSError) else "garbled"


# EAI_NODATA is not everywhere.
_NO_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
