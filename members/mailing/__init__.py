"""Mail: rows first, in the reader's language, sent by a command of its own."""

from .outbox import queue

__all__ = ["queue"]
