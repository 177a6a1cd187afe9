"""The judged searches: what visitors of the sample federation type, and what they should find.

`judged.json` holds them, each judged by what a sensible visitor wants from the members' real
texts, whatever the search gives: `first` stand among the first three, `found` anywhere, `not`
nowhere; `nothing` finds no member at all. `language` is the one that the query is in.

Those with `any`, whole questions mostly, are answered right where one of its members stands among
the first three. They were split once: WORKED is looked at while the search is worked on, COUNTED
is only counted, so that nobody tunes the search to it.

`strangers.json` holds as many more again as two strangers would type: whole questions, and those
of the kind "meaning", which share no word with what they are after ("brides of thirteen").
"""

import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from members.models import Member
from members.sample.load import load_sample
from members.search.indexing import reader
from members.search.query import engine
from tests.helpers import ask, standing_rows

JUDGED = json.loads(Path(__file__).with_name("judged.json").read_text(encoding="utf-8"))
QUESTIONS = [judged for judged in JUDGED if "any" in judged]
STRANGERS = json.loads(Path(__file__).with_name("strangers.json").read_text(encoding="utf-8"))
SEARCHES = [judged for judged in JUDGED if "any" not in judged]
_SEED, _SHARE = 14, 0.6
WORKED = frozenset(
    random.Random(_SEED).sample([q["query"] for q in QUESTIONS], round(len(QUESTIONS) * _SHARE))
)
COUNTED = frozenset(question["query"] for question in QUESTIONS) - WORKED
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
        found = {judged["query"]: _answer(judged, slugs) for judged in (*JUDGED, *STRANGERS)}
    reader.forget()
    return found


def outcome(judged, slugs):
    """Return how a question was answered: "right", "late", "wrong" or "empty".

    Args:
        judged: one of QUESTIONS.
        slugs: what was found, in order.
    """
    if not slugs:
        return "empty"
    if set(slugs[:3]) & set(judged["any"]):
        return "right"
    return "late" if set(slugs) & set(judged["any"]) else "wrong"


def outcomes(questions, found):
    """Return a Counter of how some questions were answered.

    Args:
        questions: rows of QUESTIONS or STRANGERS.
        found: {query: Answer}.
    """
    return Counter(outcome(question, found[question["query"]].slugs) for question in questions)


def _answer(judged, slugs):
    language = judged["language"] if judged["language"] in _PAGES else "nl"
    query = ask(urlencode({"q": judged["query"]}), language)
    ids = engine.find_ids(query.selection, query.site, 0, len(slugs))
    return Answer([slugs[pk] for pk in ids], query.members, query.corrected)
