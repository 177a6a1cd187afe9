"""What an index holds: the public directory for its readers, every member for staff."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from members.models import Member

from .public_documents import public_documents
from .staff_documents import staff_documents


@dataclass(frozen=True)
class Contents:
    """Which members an index holds, and what can be found of each.

    Attributes:
        folder: where its files are, below SEARCH_INDEX_ROOT.
        members: returns a queryset of the members.
        documents: returns the Documents of a queryset of such members, in its order.
        running: held while this process builds its file.
    """

    folder: str
    members: Callable = field(repr=False)
    documents: Callable = field(repr=False)
    running: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)


def _public_members():
    return Member.objects.published().exclude(search_text="")


PUBLIC = Contents("", _public_members, public_documents)
STAFF = Contents("staff", Member.objects.all, staff_documents)
