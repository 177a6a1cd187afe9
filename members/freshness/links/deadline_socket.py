"""One connection to an address that was checked: one clock for all of it, and a limit of bytes."""

import http.client
import io
import socket
import time

_MOST_ADDRESSES = 4


class TooMuch(http.client.HTTPException):
    """More bytes came than may be read."""


class Clock:
    """The time that one try has left."""

    def __init__(self, seconds):
        self._end = time.monotonic() + seconds

    def forgive(self, seconds):
        """Put off the end by what was spent waiting for one's turn."""
        self._end += seconds

    def left(self):
        """Return the seconds left; raise TimeoutError where none is."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class Wire:
    """A socket as http.client uses it, with the clock and the limit on everything that it does.

    Attributes:
        limit: how many bytes may still come; raise it for a body.
    """

    def __init__(self, sock, clock, limit):
        self.sock, self.clock, self.limit = sock, clock, limit

    def makefile(self, mode):
        """Return the reader that http.client reads the answer from."""
        return io.BufferedReader(_Reader(self))

    def sendall(self, data):
        """Send a request."""
        self.sock.settimeout(self.clock.left())
        self.sock.sendall(data)

    def close(self):
        """Do nothing: whoever opened the socket closes it, when the body has been read too."""


class _Reader(io.RawIOBase):
    """Reads from a Wire. A socket's own time limit begins anew with each byte: a slow drip would
    never end."""

    def __init__(self, wire):
        self._wire = wire

    def readable(self):
        return True

    def readinto(self, buffer):
        wire = self._wire
        if wire.limit <= 0:
            raise TooMuch("more than may be read")
        wire.sock.settimeout(wire.clock.left())
        count = wire.sock.recv_into(memoryview(buffer)[: wire.limit])
        wire.limit -= count
        return count


def connect(addresses, port, clock):
    """Return a socket to the first of some IP addresses that takes the connection.

    Raises:
        OSError: what the last one said.
    """
    addresses = addresses[:_MOST_ADDRESSES]
    for number, address in enumerate(addresses, 1):
        sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
        try:
            # An address that says nothing leaves a fair share of the time to the next ones.
            sock.settimeout(clock.left() / (len(addresses) - number + 1))
            sock.connect((address, port))
        except OSError:
            sock.close()
            if number == len(addresses):
                raise
        else:
            return sock
    raise OSError("no address")
