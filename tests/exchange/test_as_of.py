"""The directory as it was: what the revisions tell is what an export said then."""

import csv
import datetime as dt
import io
import random

import pytest
import time_machine

from members.exchange.as_of import export_as_of
from members.exchange.exporting import export
from members.models import Member
from tests.helpers import edit, make_member, make_theme

pytestmark = pytest.mark.django_db
START = dt.datetime(2024, 2, 27, 9, tzinfo=dt.UTC)


def rows_of(pieces):
    """Return {identifier: {heading: cell}} of a CSV, without cells that are empty."""
    text = b"".join(pieces).decode("utf-8-sig")
    return {
        row["Permanent identifier"]: {name: cell for name, cell in row.items() if cell}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    }


def test_it_tells_what_an_export_said_then():
    chance = random.Random(5)
    for slug in ("water", "health", "school"):
        make_theme(slug)
    members, kept = [], {}
    for step in range(24):
        now = START + dt.timedelta(days=25 * step, seconds=chance.randrange(9000))
        with time_machine.travel(now, tick=False):
            if step % 8 == 0:
                members.append(make_member(f"Member {step}", city="Gent"))
            edit(chance.choice(members), **_some_change(chance))
            kept[now] = rows_of(export(Member.objects.all(), "csv", "en"))
    for moment, then in kept.items():
        assert rows_of(export_as_of(moment, "csv", "en")) == then, moment


def _some_change(chance):
    word = f"x{chance.random()}"
    return chance.choice(
        [
            {"city": word},
            {"name": word},
            {"slug": word.replace(".", "")},
            {"status": "hidden"},
            {"themes": chance.sample(["water", "health", "school"], 2)},
            {"countries": ["SN"]},
            {"summary": {"nl": word, "fr": word}},
            {"summary": {}},
            {"founded_year": 1998},
            {"focus_areas": [{"title": {"nl": word}}] * chance.randrange(1)},
            {"focus_areas": [{"title": {"nl": f"{word}{n}"}} for n in range(chance.randrange(5))]},
        ]
    )


@pytest.mark.parametrize("members", [2, 20])
def test_its_queries_do_not_grow(members, django_assert_num_queries):
    with time_machine.travel(START):
        made = [make_member(f"Member {number}") for number in range(members)]
    for member in made:
        edit(member, city="Gent")
    with django_assert_num_queries(9):
        rows_of(export_as_of(START + dt.timedelta(days=1), "csv"))
