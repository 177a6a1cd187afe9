"""kill -9 at any moment of a publish leaves all of it or nothing."""

import pytest
from django.db import connection

from members.models import DirectoryVersion, FormerSlug, Member, Revision
from members.publishing import values
from tests.helpers import edit, make_member
from tests.killing import killed_at_every_moment, needs_fork, survives

pytestmark = [pytest.mark.django_db(transaction=True), needs_fork]


def kept():
    """Return whatever a publish writes."""
    member = Member.objects.with_parts().get()
    return (
        values.read(member),
        member.revision,
        sorted(member.search_terms),
        list(FormerSlug.objects.values_list("slug", flat=True)),
        list(Revision.objects.values_list("number", flat=True)),
        DirectoryVersion.objects.current().number,
    )


@pytest.mark.slow
def test_a_publish_killed_at_any_moment_is_whole_or_nothing():
    member = make_member(city="Ghent")
    before, states = kept(), []
    work = lambda: edit(member, base=1, slug="new", city="Bruges", countries=["BE"])  # noqa: E731
    deaths = killed_at_every_moment(work, lambda lived: states.append((lived, kept())))
    assert deaths > 10  # it died before each of its statements
    assert [state for lived, state in states if not lived][:-1] == [before] * (deaths - 1)
    # The last death is the one after the commit: all is written, and there it ends.
    _lived, after = states[-2]
    assert (after[0]["slug"], after[0]["city"], after[1]) == ("new", "Bruges", 2)
    assert states[-1] == (True, after)


def test_work_that_fails_by_itself_is_not_taken_for_killed():
    with pytest.raises(AssertionError, match="failed"):
        survives(lambda: 1 / 0)


def test_a_process_killed_from_outside_does_not_come_to_its_end():
    def waits():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        while True:
            pass

    assert not survives(waits, seconds=0.05)
