"""The cache that all processes share, in Redis or Valkey; without it the site goes on, alone.

While the server is away each process keeps pages and limits in its own memory, and asks for the
server again every few seconds: a visitor waits for it at most once, and briefly.
"""

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

_ASK_AGAIN = 10  # seconds
_PATIENCE = 0.5  # seconds that one answer may take
_SPARE_ENTRIES = 500

log = logging.getLogger(__name__)


class _Server:
    """What this process knows of the server: every thread has a cache object of its own."""

    def __init__(self):
        self.away_until = 0.0

    @property
    def is_away(self):
        return time.monotonic() < self.away_until

    def failed(self, error):
        """Remember that it did not answer, and say so once for each time that it goes."""
        if not self.away_until:
            log.warning("the cache is away, each process keeps its own: %s", type(error).__name__)
        self.away_until = time.monotonic() + _ASK_AGAIN

    def answered(self):
        """Remember that it is there."""
        if self.away_until:
            self.away_until = 0.0
            log.warning("the cache is back")


_server = _Server()


def cache_is_away():
    """Whether the shared cache did not answer when it was asked last."""
    return _server.is_away


def forget():
    """Ask for the server anew."""
    _server.away_until = 0.0


def _guarded(name):
    ask = getattr(RedisCache, name)

    def call(self, *args, **kwargs):
        if not _server.is_away:
            try:
                answer = ask(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                _server.failed(error)
            else:
                _server.answered()
                return answer
        return getattr(self.spare, name)(*args, **kwargs)

    call.__name__, call.__doc__ = name, ask.__doc__
    return call


class SharedCache(RedisCache):
    """Django's cache in Redis, with the memory of the process as its spare."""

    def __init__(self, server, params):
        patience = {"socket_timeout": _PATIENCE, "socket_connect_timeout": _PATIENCE}
        options = params.get("OPTIONS", {})
        # redis-py tries again for several seconds by itself.
        options = patience | {"retry": Retry(NoBackoff(), 0)} | options
        super().__init__(server, params | {"OPTIONS": options})
        entries = {"OPTIONS": {"MAX_ENTRIES": _SPARE_ENTRIES}}
        self.spare = LocMemCache("koepel-spare", params | entries)

    add, get, set, touch = map(_guarded, ("add", "get", "set", "touch"))
    delete, has_key, incr = map(_guarded, ("delete", "has_key", "incr"))
    get_many, set_many = map(_guarded, ("get_many", "set_many"))
    delete_many, clear = map(_guarded, ("delete_many", "clear"))
