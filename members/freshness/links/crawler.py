"""Asking many links: many hosts at once, each host one link at a time, and rows from one place."""

import heapq
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from django.db.models import Q
from django.utils import timezone

from . import results
from .verdicts import check

# How many links may wait in memory, and of them how many of one host: what is beyond that (the
# networks that everybody is on) stays due, and the next run goes on with it.
_AHEAD, _AHEAD_OF_ONE_HOST = 2000, 300
_READ, _WRITE = 500, 100
_WRITE_EVERY = 5  # seconds


@dataclass
class Tally:
    """How far a run is.

    Attributes:
        total: how many links were due when it began.
        verdicts: {LinkCheck.Verdict: how many}.
        left: how many are left for the next run, to spare their hosts.
    """

    total: int = 0
    verdicts: dict = field(default_factory=dict)
    left: int = 0

    @property
    def done(self):
        """How many were asked."""
        return sum(self.verdicts.values())


class Crawl:
    """One run over the links that are due.

    Only the thread that calls `run()` reads and writes rows; the workers ask, and nothing else.
    """

    def __init__(self, links, fetcher, *, workers=16, pause=1.0, limit=None):
        """Prepare a run.

        Args:
            links: a LinkCheck queryset in the order (due_at, pk), such as `due()`.
            fetcher: the Fetcher.
            workers: how many hosts are asked at once.
            pause: seconds between two links of one host.
            limit: the most links to ask.
        """
        self._links, self._fetcher = links, fetcher
        self._workers, self._pause, self._room = workers, pause, limit
        self._waiting, self._ready, self._resting = {}, deque(), []
        self._busy, self._ahead = set(), 0
        self._last, self._exhausted = None, False
        self._found, self._unwritten, self._written_at = SimpleQueue(), [], time.monotonic()
        self.tally = Tally()

    def run(self, tell=lambda tally: None):
        """Ask every link, and return the Tally; `tell` is called with it after each answer.

        What has been asked is written also when the run is interrupted.
        """
        self.tally.total = self._links.count()
        if self._room is not None:
            self.tally.total = min(self.tally.total, self._room)
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="links")
        try:
            while self._refill() or self._waiting or self._busy:
                self._send_out(pool)
                self._take_in(tell)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            self._write()
        return self.tally

    # --- what is due -----------------------------------------------------------------
    def _refill(self):
        """Read further links into memory; return False when all are read."""
        while not self._exhausted and self._ahead < _AHEAD:
            rows = self._next_rows()
            self._exhausted = len(rows) < _READ
            for row in rows:
                self._line_up(row)
        return not self._exhausted

    def _next_rows(self):
        rows = self._links
        if self._last:
            due_at, pk = self._last
            rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk))
        rows = list(rows[:_READ])
        if rows:
            self._last = (rows[-1].due_at, rows[-1].pk)
        return rows

    def _line_up(self, row):
        if self._room == 0:
            self._exhausted = True
            return
        line = self._waiting.get(row.host)
        if line is not None and len(line) >= _AHEAD_OF_ONE_HOST:
            self.tally.left += 1
            return
        if line is None:
            line = self._waiting[row.host] = deque()
            if row.host not in self._busy and not self._rests(row.host):
                self._ready.append(row.host)
        line.append(row)
        self._ahead += 1
        if self._room is not None:
            self._room -= 1

    def _rests(self, host):
        return any(resting == host for _until, resting in self._resting)

    # --- asking ----------------------------------------------------------------------
    def _send_out(self, pool):
        now = time.monotonic()
        while self._resting and self._resting[0][0] <= now:
            host = heapq.heappop(self._resting)[1]
            if host in self._waiting:
                self._ready.append(host)
        while self._ready and len(self._busy) < self._workers:
            host = self._ready.popleft()
            line = self._waiting[host]
            row = line.popleft()
            if not line:
                del self._waiting[host]
            self._ahead -= 1
            self._busy.add(host)
            pool.submit(self._ask, row)

    def _ask(self, row):
        try:
            self._found.put((row, check(self._fetcher, row.url), None))
        except BaseException as error:
            self._found.put((row, None, error))

    def _take_in(self, tell):
        """Wait for an answer, or until a host has rested; write what has come."""
        try:
            row, outcome, error = self._found.get(timeout=self._patience())
        except Empty:
            pass
        else:
            if error:
                raise error
            self._busy.discard(row.host)
            self._rest(row.host, outcome)
            self._unwritten.append((row, outcome))
            self.tally.verdicts[outcome.verdict] = self.tally.verdicts.get(outcome.verdict, 0) + 1
            tell(self.tally)
        waited = time.monotonic() - self._written_at
        if len(self._unwritten) >= _WRITE or (self._unwritten and waited > _WRITE_EVERY):
            self._write()

    def _patience(self):
        if self._resting:
            return min(1, max(0.001, self._resting[0][0] - time.monotonic()))
        return 1 if self._busy else 0.001

    def _rest(self, host, outcome):
        if outcome.status == 429 and (line := self._waiting.pop(host, None)):
            # It asks to be left alone: so be it, until the next run.
            self._ahead -= len(line)
            self.tally.left += len(line)
        heapq.heappush(self._resting, (time.monotonic() + self._pause, host))

    def _write(self):
        if self._unwritten:
            results.save_results(self._unwritten, timezone.now())
        self._unwritten, self._written_at = [], time.monotonic()
