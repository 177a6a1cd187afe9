"""What tests of the index share: building its file, and seeing who answers."""

from members.search.indexing import builder, reader
from members.search.query import database


def build():
    """Build the file and let this process open it."""
    builder.build()
    reader.forget()


def index_file():
    return builder._root() / builder.current_name()


def from_database(monkeypatch):
    """Return a list that grows whenever the database answers instead of the index."""
    asked, find = [], database.find
    monkeypatch.setattr(database, "find", lambda *args: asked.append(1) or find(*args))
    return asked
