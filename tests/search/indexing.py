"""What tests of the index share: building its file, and seeing who answers."""

from members.search import building, database, index


def build():
    """Build the file and let this process open it."""
    building.build()
    index.forget()


def index_file():
    return building._root() / building.current_name()


def from_database(monkeypatch):
    """Return a list that grows whenever the database answers instead of the index."""
    asked, find = [], database.find
    monkeypatch.setattr(database, "find", lambda *args: asked.append(1) or find(*args))
    return asked
