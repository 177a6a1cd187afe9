"""The judged searches: what visitors of the sample federation type, and what they should find.

`judged.json` holds them, each judged by what a sensible visitor wants from the members' real
texts, whatever the search gives: `first` stand among the first three, `found` anywhere, `not`
nowhere; `nothing` finds no member at all. `language` is the one that the query is in.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from members.models import Member
from members.sample.load import load_sample
from members.search import engine, index
from tests.helpers import ask, standing_rows

JUDGED = json.loads(Path(__file__).with_name("judged.json").read_text(encoding="utf-8"))
_PAGES = ("nl", "fr", "en")


@dataclass
class Answer:
    """What one query found: all slugs in order, and the first page's members."""

    slugs: list
    members: list
    corrected: str


def name_of(judged):
    """Return how a judged search is called in a test's name."""
    return f"{judged['kind']}: {judged['query']}"


def answers(database):
    """Return {query: Answer} of all judged searches over the sample, which is taken away again.

    Args:
        database: pytest-django's `django_db_blocker`; one load serves a whole module.
    """
    with standing_rows(database):
        load_sample()
        slugs = dict(Member.objects.values_list("pk", "slug"))
        found = {judged["query"]: _answer(judged, slugs) for judged in JUDGED}
    index.forget()
    return found


def _answer(judged, slugs):
    language = judged["language"] if judged["language"] in _PAGES else "nl"
    query = ask(urlencode({"q": judged["query"]}), language)
    ids = engine.find_ids(query.selection, query.site, 0, len(slugs))
    return Answer([slugs[pk] for pk in ids], query.members, query.corrected)
