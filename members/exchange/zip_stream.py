"""A ZIP that is sent while it is written: nothing of it waits for its end."""

import zipfile
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr

_PIECE = 1 << 16


class ZipStream:
    """Writes parts, of which `taken()` gives away what is finished."""

    def __init__(self):
        self._pieces = []
        # Without tell() and seek(), zipfile writes sizes behind each part.
        self._archive = zipfile.ZipFile(_Sink(self._pieces), "w", zipfile.ZIP_DEFLATED)

    def add(self, name, text, *, packed=True):
        """Write a whole part."""
        method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        self._archive.writestr(name, text.encode(), method)

    @contextmanager
    def part(self, name):
        """Give a function that writes text into a part, to be closed before the next."""
        with self._archive.open(name, "w") as file:
            yield lambda text: file.write(text.encode())

    def taken(self):
        """Return the bytes that were written since it was asked last."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data

    def close(self):
        """Write the table of contents and return the last bytes."""
        self._archive.close()
        return self.taken()


class _Sink:
    def __init__(self, pieces):
        self._pieces = pieces

    def write(self, data):
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self):
        pass


def streamed(stream, write, rows):
    """Yield the bytes of a part while its rows, as texts of XML, are written.

    Args:
        stream: the ZipStream.
        write: what `stream.part()` gave.
        rows: an iterable of texts.
    """
    texts, size = [], 0
    for text in rows:
        texts.append(text)
        size += len(text)
        if size > _PIECE:
            write("".join(texts))
            texts, size = [], 0
            if data := stream.taken():
                yield data
    write("".join(texts))


__all__ = ["ZipStream", "escape", "quoteattr", "streamed"]
