"""One at a time: whoever speaks with a host lets the others wait."""

from contextlib import contextmanager
from threading import Lock


class HostLocks:
    """A lock a name, kept only while somebody holds it or waits for it."""

    def __init__(self):
        self._guard, self._locks = Lock(), {}

    @contextmanager
    def of(self, name):
        """Hold the turn of one name."""
        with self._guard:
            entry = self._locks.setdefault(name, [Lock(), 0])
            entry[1] += 1
        try:
            with entry[0]:
                yield
        finally:
            with self._guard:
                entry[1] -= 1
                if not entry[1]:
                    del self._locks[name]
