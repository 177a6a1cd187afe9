"""The index of this process: it follows the revisions, and never answers from before the last.

The database stays the truth. A small directory is indexed in memory when it is first searched.
A large one is read from a file that was built once for all processes (`builder`),
and each process adds what was published since by itself: no publish waits for an index, and a
crash between the two loses nothing, because the revisions tell what is missing.
"""

import logging
import sqlite3
import threading
import time
from contextlib import contextmanager
from functools import lru_cache

from members.models import DirectoryVersion, Revision
from members.search.index.ordering import SegmentView
from members.search.index.segment import SegmentBuilder

from . import builder as building
from .contents import PUBLIC, STAFF

SMALL = 2000
# Above this share of the whole, what has changed since is worth a new file.
_LATE_SHARE, _LATE_LEAST = 0.02, 500
# Of those that have changed since, the newest are indexed apart: the others not at every publish.
_NEWEST = 50
_CHUNK = 1000
# More members are not taken in one by one: a file is built while the database answers.
MOST_FOLLOWED = 3000
# What reading a damaged file raises; the database's own errors are Django's.
DAMAGES = (sqlite3.DatabaseError,)
# A database that is behind its index is a standby that lags, and after so many seconds another
# past, a restored backup. A reader waits for it so long, and no other one after that.
_PATIENCE, _WAIT, _STEP = 60, 0.5, 0.05
logger = logging.getLogger(__name__)


class Index:
    """A base that never changes and, on top, the members that were published since.

    Attributes:
        version: the number of the directory's version that it holds.
        stamp: that version's stamp.
        mark: what tells the last revision that it holds from any other.
        parts: the Placed segments to ask, the base first.
        meanings: what words stand for in it, kept as readers turn pages and tick filters.
        labels: of staff's index, what staff_labels keeps.
    """

    def __init__(self, base, version, stamp, mark, contents=PUBLIC):
        self.contents, self.base, self.version = contents, base, version
        self.stamp, self.mark = stamp, mark
        # {primary key: Document, or None for who is in it no more}: of longer ago, and newest.
        self._settled, self._newest = {}, {}
        self.parts, self._settled_parts = [SegmentView(base)], []
        self.meanings = {}
        self.labels = None

    @property
    def size(self):
        """How many members count."""
        return sum(len(part.segment.live) for part in self.parts)

    @property
    def is_of_file(self):
        """Whether its base is a file, and not made in memory."""
        return hasattr(self.base, "name")

    @property
    def is_worn(self):
        """Whether so much was added that a new base would serve better."""
        late = len(self._settled) + len(self._newest)
        return late > max(_LATE_LEAST, _LATE_SHARE * len(self.base.pks))

    def _later(self, site):
        return Revision.objects.filter(version__gt=self.version, version__lte=site.version)

    def is_far_behind(self, site):
        """Whether so much was published since that to take it in would stop readers for seconds.

        Each revision raises the version by one.
        """
        if site.version - self.version <= MOST_FOLLOWED:
            return False
        members = self._later(site).values("member_id").distinct()
        return members[: MOST_FOLLOWED + 1].count() > MOST_FOLLOWED

    def follow(self, site):
        """Take in the revisions up to a Site's version."""
        revisions = list(
            self._later(site).only("member_id", "version", "created_at").order_by("version")
        )
        pks = list(dict.fromkeys(revision.member_id for revision in revisions))
        for start in range(0, len(pks), _CHUNK):
            self._take_in(pks[start : start + _CHUNK])
        if revisions:
            self._arrange()
            self.mark = building.mark(revisions[-1])
        self.version, self.stamp = site.version, site.stamp
        self.meanings.clear()

    def _take_in(self, pks):
        members = self.contents.members().filter(pk__in=pks)
        documents = {document.pk: document for document in self.contents.documents(members)}
        for pk in pks:
            self._settled.pop(pk, None)
            self._newest[pk] = documents.get(pk)
            for part in (self.parts[0], *self._settled_parts):
                number = part.segment.number_of(pk)
                if number is not None:
                    part.segment.live.discard(number)

    def _arrange(self):
        """Index the late members: the newest, and all of them when those have become many."""
        if len(self._newest) > _NEWEST:
            self._settled |= self._newest
            self._newest = {}
            self._settled_parts = self._parts_of(self._settled)
        self.parts = [self.parts[0], *self._settled_parts, *self._parts_of(self._newest)]

    def _parts_of(self, late):
        """Return the Placed segment of some late members in a list; an empty one for none."""
        documents = sorted((d for d in late.values() if d), key=lambda d: (d.key, d.pk))
        if not documents:
            return []
        builder = SegmentBuilder()
        for document in documents:
            builder.add(document)
        places = [(self.base.place_of(key) - 0.5, key) for key in builder.keys]
        return [SegmentView(builder.build(), places)]


class _Holder:
    """The one Index of some Contents in this process, with the lock of its readers and writer."""

    def __init__(self, contents):
        self.contents = contents
        self.lock = threading.RLock()
        self.index = None
        self._behind = {}  # {version: since when the database has not reached it}

    def at(self, site):
        """Return the Index that holds a Site's version, or None while the database answers."""
        if self.index is not None and self._is_of_another_past(site):
            if self.index.version > site.version and self._may_lag(self.index.version):
                return None
            self.index = None
        is_old = self.index is None or building.is_newer(self.index.base, self.contents)
        # Whoever follows a database that is behind the new file goes on with the one before.
        if is_old and not self._is_early(site):
            self.index = _opened(site, self.contents) or self.index
        return self._followed(site) if self.index else None

    def _followed(self, site):
        """Return the index with all revisions up to a Site's version; None while they are many."""
        if self.index.version < site.version:
            if self.index.is_far_behind(site):
                building.start(self.contents)
                # The database answers until the file is there; one in memory never catches up.
                self.index = self.index if self.index.is_of_file else None
                return None
            self.index.follow(site)
            if self.index.is_worn:
                building.start(self.contents)
        return self.index

    def _is_of_another_past(self, site):
        """Whether the database is not the one that the index follows: a restored backup, say."""
        if self.index.version == site.version:
            return self.index.stamp != site.stamp
        if self.index.version < site.version:
            return self.index.mark != building.mark_at(self.index.version)
        return not self._has_reached(self.index.version)

    def _is_early(self, site):
        """Whether the file in use is of a version that the database lags behind.

        The first reader waits for it, half a second at the most.
        """
        version = building.version_of(building.current_name(self.contents))
        if version <= site.version or self._has_reached(version):
            return False
        if self.index is None and _is_small(self.contents, site.stamp):
            return False  # it is indexed in memory, in a moment
        is_first = self.index is None and version not in self._behind
        end = time.monotonic() + (_WAIT if is_first else 0)
        while time.monotonic() < end:
            time.sleep(_STEP)
            if self._has_reached(version):
                return False
        return self._may_lag(version)

    def _has_reached(self, version):
        """Whether the database has a version: a request that began before it is served from it."""
        if DirectoryVersion.objects.current().number < version:
            return False
        self._behind.pop(version, None)
        return True

    def _may_lag(self, version):
        """Whether the database is behind a version for no longer than a standby may be.

        One in memory is made anew in a moment.
        """
        if self.index is not None and not self.index.is_of_file:
            return False
        since = self._behind.setdefault(version, time.monotonic())
        return time.monotonic() - since < _PATIENCE


_holders = {contents: _Holder(contents) for contents in (PUBLIC, STAFF)}


@contextmanager
def locked_index(site, contents=PUBLIC):
    """Give the Index that holds a Site's version, or None; nobody else asks it meanwhile.

    Where its file turns out to be damaged the block is left without an error, so that what
    follows it can ask the database.
    """
    holder = _holders[contents]
    with holder.lock:
        try:
            yield holder.at(site)
        except DAMAGES as error:
            _give_up(error, contents)
            holder.index = None
            building.start(contents)


def known_size():
    """Return how many members the public index of this process was made with; 0 where none is."""
    index = _holders[PUBLIC].index
    return len(index.base.pks) if index else 0


def forget():
    """Drop the indexes of this process; the next search opens or builds them anew."""
    for holder in _holders.values():
        with holder.lock:
            holder.index = None


def _give_up(error, contents):
    logger.warning("The search index cannot be read and is built anew: %s", error)
    building.discard(contents)


@lru_cache(maxsize=2)  # a page asks several times while the file is being built
def _is_small(contents, stamp):
    return contents.members()[: SMALL + 1].count() <= SMALL


def _opened(site, contents):
    """Return an Index from the file or, for a small directory, made now; else None."""
    try:
        base = building.open_base(contents)
    except (*DAMAGES, KeyError, OSError, TypeError, ValueError) as error:
        _give_up(error, contents)
        base = None
    if base is not None:
        meta = base.meta
        return Index(base, int(meta["version"]), meta["stamp"], meta["last"], contents)
    if not _is_small(contents, site.stamp):
        building.start(contents)
        return None
    version = DirectoryVersion.objects.current()
    builder = building.collect(contents)
    mark = building.mark_at(version.number)
    return Index(builder.build(), version.number, version.stamp, mark, contents)
