"""Ten thousand rows: rehearsed within a minute, with progress, in queries that grow with them."""

import random
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.exchange import uploads
from members.exchange.rehearsal import rehearse
from tests.exchange.importing import csv_file
from tests.exchange.messy import TOWNS
from tests.helpers import make_member, make_theme, make_user

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_ten_thousand_rows_are_rehearsed_within_a_minute():
    make_theme("water")
    user, queries = make_user("staff@example.org"), {}
    for count in (1000, 10_000):
        rows = (
            [f"Member {number}", "Gent", f"x{number} " * 90, "water", f"m{number}@example.org"]
            for number in range(count)
        )
        file = csv_file(["name", "city", "mission_nl", "themes", "email"], *rows)
        job, told, begin = uploads.receive(file, user), [], time.process_time()
        with CaptureQueriesContext(connection) as captured:
            counts = rehearse(job, uploads.path_of(job), told.append)
        assert counts["new"] == count
        assert time.process_time() - begin < 60
        assert len(told) == count / 250
        assert told == sorted(set(told))
        queries[count] = len(captured)
    assert queries[10_000] < 10.5 * queries[1000] < 10_000


def test_fifty_thousand_rows_are_rehearsed_with_likely_duplicates_in_ninety_seconds():
    dice, parts = (
        random.Random(1),
        "wa ter kin der zorg lan mo ve ra tis pel gro ni sta bel fo".split(),
    )
    for number in range(100):
        make_member(f"Water {number} {dice.choice(TOWNS)}", slug=f"member-{number}")
    rows = (
        [
            f"{_name(dice, parts)} {dice.choice(['', 'vzw'])}",
            dice.choice(TOWNS),
            "x" * 90,
            f"m{number}@example.org",
        ]
        for number in range(50_000)
    )
    file = csv_file(["name", "city", "mission_nl", "email"], *rows)
    job, begin = uploads.receive(file, make_user("staff@example.org")), time.process_time()
    counts = rehearse(job, uploads.path_of(job))
    assert time.process_time() - begin < 90
    assert counts["new"] + counts["asked"] == 50_000
    assert counts["asked"] > 100


def _name(dice, parts):
    words = ["".join(dice.choices(parts, k=dice.randint(2, 4))) for _ in range(dice.randint(1, 4))]
    return " ".join(words).capitalize()
