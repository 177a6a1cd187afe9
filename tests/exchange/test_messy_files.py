"""Untidy files at random: nearly every row is understood, the rest asked, none mistaken."""

import pytest

from tests.exchange.importing import rehearsed
from tests.exchange.messy import member_values, messy_file
from tests.helpers import make_member, make_user

pytestmark = pytest.mark.django_db
MEMBERS = [member_values(number) for number in range(20)]


def fits(row, outcome, slug):
    """Whether a row came to what it means."""
    if outcome == "new":
        return row.outcome == "new"
    return row.outcome in outcome.split(" or ") and row.member and row.member.slug == slug


def is_mistaken(row, outcome, slug):
    """Whether a row would change the wrong member, or add one that is there or asked about."""
    if row.outcome in ("asked", "error", "left_out"):
        return False
    if row.outcome == "new":
        return outcome != "new"
    return outcome == "asked" or row.member.slug != slug


def look_at(seeds):
    """Rehearse the files of some seeds; return (rows, those understood, those mistaken)."""
    user, total, understood, mistaken = make_user("staff@example.org"), 0, 0, []
    for values in MEMBERS:
        make_member(**values)
    for seed in seeds:
        file = messy_file(seed, MEMBERS)
        job = rehearsed(file.upload, user)
        assert job.state == "rehearsed", (file.made_of, job.trouble)
        rows = {row.name: row for row in job.rows.select_related("member")}
        total += len(file.truth)
        extra = [name for name in rows if name not in file.truth]
        mistaken += [(file.made_of, name) for name in extra if rows[name].outcome == "new"]
        for name, (outcome, slug) in file.truth.items():
            row = rows.get(name)
            if row is None:
                continue
            understood += fits(row, outcome, slug)
            if is_mistaken(row, outcome, slug):
                mistaken.append((file.made_of, name, row.outcome))
    return total, understood, mistaken


def test_forty_messy_files_are_understood():
    total, understood, mistaken = look_at(range(40))
    assert mistaken == []
    assert understood >= 0.98 * total, (understood, total)


@pytest.mark.slow
def test_two_hundred_messy_files_are_understood():
    total, understood, mistaken = look_at(range(1000, 1200))
    assert mistaken == []
    assert understood >= 0.98 * total, (understood, total)
