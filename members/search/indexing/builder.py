"""Building the index's file: beside the one in use, by one process at a time, swapped whole."""

import fcntl
import json
import logging
import os
import socket
import threading
import uuid
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from django.db.models import Q

from members.models import DirectoryVersion, Revision
from members.search.index.segment import SegmentBuilder
from members.search.index.segment_file import FileSegment, write_segment

from .contents import PUBLIC

_CHUNK = 5000
logger = logging.getLogger(__name__)


class AlreadyBuilding(Exception):
    """Another process is building the index."""


def _root(contents=PUBLIC):
    return Path(settings.SEARCH_INDEX_ROOT) / contents.folder


def _pointer(contents=PUBLIC):
    return _root(contents) / "current.json"


def current_name(contents=PUBLIC):
    """Return the name of the index's file in use, or None."""
    try:
        pointer = _pointer(contents)
        status = os.stat(pointer)
        return _name_in(pointer, status.st_mtime_ns, status.st_ino)
    except (OSError, KeyError, TypeError, ValueError):
        return None


@lru_cache(maxsize=4)  # every search asks, and a pointer is replaced, never changed
def _name_in(pointer, _changed, _number):
    return json.loads(pointer.read_text(encoding="utf-8"))["file"]


def is_newer(base, contents=PUBLIC):
    """Whether the file in use is another than the one that a base was read from."""
    name = getattr(base, "name", None)
    return name is not None and name != current_name(contents)


def version_of(name):
    """Return the number of the version that a file was built from, by its name; 0 for none."""
    number = str(name or "").partition("-")[0]
    return int(number) if number.isdigit() else 0


def open_base(contents=PUBLIC):
    """Return the FileSegment in use, or None where there is none for this database.

    Raises:
        sqlite3.DatabaseError, KeyError, OSError, TypeError, ValueError: where it is damaged.
    """
    name = current_name(contents)
    if name is None:
        return None
    base = FileSegment(_root(contents) / name)
    if not _is_of_this_past(base.meta):
        base.close()
        return None
    base.name = name
    return base


def _is_of_this_past(meta):
    """Whether the database has the last revision that a file was built from."""
    return meta["last"] == mark_at(int(meta["version"]))


def mark_at(version):
    """Return the mark of the last revision up to a version's number."""
    return mark(Revision.objects.filter(version__lte=version).order_by("-version").first())


def mark(revision):
    """Return what tells a revision from the same one in another past, a restored backup's say."""
    return f"{revision.version} {revision.created_at.isoformat()}" if revision else ""


def collect(contents=PUBLIC, progress=lambda count: None):
    """Return a SegmentBuilder with every member of some Contents, in the order of names."""
    builder, after = SegmentBuilder(), ("", 0)
    members = contents.members().order_by("sort_name", "pk")
    while True:
        name, pk = after
        following = members.filter(Q(sort_name__gt=name) | Q(sort_name=name, pk__gt=pk))
        documents = contents.documents(following[:_CHUNK])
        if not documents:
            return builder
        for document in documents:
            builder.add(document)
        after = documents[-1].key, documents[-1].pk
        progress(len(builder))


def build(progress=lambda text: None, contents=PUBLIC):
    """Build the file anew and put it in use.

    Args:
        progress: called with a line about what is being done.
        contents: the Contents that it is of.

    Returns:
        How many members it holds.

    Raises:
        AlreadyBuilding: while another process does the same.
    """
    # What staff alone may see, drafts and addresses, nobody else on the machine need read.
    _root(contents).mkdir(0o777 if contents is PUBLIC else 0o700, parents=True, exist_ok=True)
    with _one_at_a_time(contents):
        # Read before the members: what is published meanwhile is followed, not missed.
        version = DirectoryVersion.objects.current()
        last = mark_at(version.number)
        builder = collect(contents, lambda count: progress(f"{count} members read"))
        name = f"{version.number}-{uuid.uuid4().hex[:8]}.index"
        meta = {"version": str(version.number), "stamp": version.stamp, "last": last}
        write_segment(_root(contents) / name, builder, meta, progress)
        _put_in_use(name, contents)
    return len(builder)


def _put_in_use(name, contents):
    pointer = _pointer(contents)
    beside = pointer.with_suffix(f".{uuid.uuid4().hex[:8]}")
    beside.write_text(json.dumps({"file": name}), encoding="utf-8")
    os.replace(beside, pointer)
    for old in _root(contents).glob("*.index"):
        if old.name != name:
            old.unlink(missing_ok=True)  # whoever still reads it keeps it until done


@contextmanager
def _one_at_a_time(contents=PUBLIC):
    # The kernel lets go of it with the process, however that ends; what it says is for people.
    with (_root(contents) / "building.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyBuilding from None
        lock.truncate(0)
        lock.write(f"{os.getpid()} {socket.gethostname()}\n")
        lock.flush()
        yield
        lock.truncate(0)


def discard(contents=PUBLIC):
    """Take a damaged file out of use."""
    _pointer(contents).unlink(missing_ok=True)


def start(contents=PUBLIC):
    """Build in the background, unless this process does so already."""
    if contents.running.acquire(blocking=False):
        threading.Thread(
            target=_build_quietly, args=(contents,), name="search-index", daemon=True
        ).start()


def _build_quietly(contents):
    try:
        build(contents=contents)
    except AlreadyBuilding:
        logger.info("Another process builds the search index.")
    except Exception:
        # A search goes on without: the next one tries again.
        logger.exception("The search index could not be built.")
    finally:
        close_old_connections()
        contents.running.release()
