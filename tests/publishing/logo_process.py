"""A process of its own that takes one upload, as a worker would, and tells what it cost.

Usage: python -m tests.publishing.logo_process FILE|MEGABYTES. It prints JSON: what came of it
("digest-WIDTHxHEIGHT" or the refusal) and the most memory that the process ever held, in MB.
"""

import io
import json
import os
import resource
import sys
from pathlib import Path

import django
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest

_EDGE = "edge"
_HEAD = f'--{_EDGE}\r\nContent-Disposition: form-data; name="file"; filename="logo.png"\r\n\r\n'
_TAIL = f"\r\n--{_EDGE}--\r\n"


class Body(io.RawIOBase):
    """A request's body, made while it is read: the process never holds it whole."""

    def __init__(self, size, content=b""):
        self.head, self.tail = _HEAD.encode(), _TAIL.encode()
        self.left, self.content = size, content
        self.length = len(self.head) + size + len(self.tail)

    def read(self, wanted=-1):
        """Return the next bytes."""
        if self.head:
            piece, self.head = self.head[:wanted], self.head[wanted:]
        elif self.left:
            count = min(wanted, self.left)
            piece, self.content = (self.content[:count] or bytes(count)), self.content[count:]
            self.left -= len(piece)
        else:
            piece, self.tail = self.tail[:wanted], self.tail[wanted:]
        return piece


def taken(body):
    """Return what comes of a body that is posted as a form with a file."""
    from members.publishing.logos import store_logo

    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/",
            "wsgi.input": body,
            "CONTENT_TYPE": f"multipart/form-data; boundary={_EDGE}",
            "CONTENT_LENGTH": body.length,
        }
    )
    try:
        return store_logo(request.FILES["file"])
    except ValidationError as error:
        return " ".join(error.messages)
    finally:
        request.close()


def peak():
    """Return the most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss would begin with what the process held that started this one
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(what):
    """Take one upload and print what came of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    if what.isdigit():
        said = taken(Body(int(what) * 1024 * 1024))
    else:
        content = Path(what).read_bytes()
        said = taken(Body(len(content), content))
    sys.stdout.write(json.dumps({"said": said, "peak": peak()}))


if __name__ == "__main__":
    main(sys.argv[1])
