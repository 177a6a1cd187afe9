"""Many people at the same time, on a real database: nothing is lost, nothing is numbered twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from members.models import DirectoryVersion, Member, Revision
from members.publishing import EditConflict, change_setting, values
from tests.helpers import edit, make_member, make_theme

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8
FIELDS = ("city", "phone", "email", "abbreviation", "postal_code", "street_address", "website")


def together(work, number=THREADS):
    """Run work(0), work(1) … in threads that start at once; return what each gave or raised."""
    start = Barrier(number)

    def run(n):
        start.wait(timeout=20)
        try:
            return work(n)
        except (ValidationError, EditConflict) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def test_parallel_publishes_lose_no_update_and_no_number():
    member = make_member()
    new = ["Ghent", "112", "a@b.be", "WFA", "9000", "Street 1", "https://b.be/"]
    work = lambda n: edit(Member.objects.get(), **{FIELDS[n]: new[n]})  # noqa: E731
    results = together(work, len(FIELDS))
    assert all(isinstance(result, Revision) for result in results)
    assert sorted(member.revisions.values_list("number", flat=True)) == list(range(1, 9))
    kept = values.read(Member.objects.get())
    assert [kept[field] for field in FIELDS] == new
    assert Member.objects.get().revision == 8


def test_of_parallel_saves_from_one_base_one_wins():
    make_member()
    results = together(lambda n: edit(Member.objects.get(), base=1, city=f"Town {n}"))
    won = [result for result in results if isinstance(result, Revision)]
    assert len(won) == 1
    assert sum(isinstance(result, EditConflict) for result in results) == THREADS - 1
    assert Member.objects.get().city == won[0].changes["city"]["new"]


def test_of_parallel_additions_with_one_address_one_wins():
    results = together(lambda n: make_member("Water", abbreviation=str(n)))
    assert sum(isinstance(result, Member) for result in results) == 1
    assert sum(isinstance(result, ValidationError) for result in results) == THREADS - 1
    assert Member.objects.count() == 1


def test_parallel_publishes_of_many_members_number_the_versions_without_gaps():
    before = DirectoryVersion.objects.current().number
    together(lambda n: make_member(f"Member {n}"))
    versions = sorted(Revision.objects.values_list("version", flat=True))
    assert versions == list(range(before + 1, before + THREADS + 1))


def test_long_transactions_that_meet_do_not_stop_each_other():
    make_member("First")
    make_member("Second")

    @transaction.atomic
    def work(n):
        for slug in ("first", "second")[:: 1 if n % 2 else -1]:
            edit(Member.objects.get(slug=slug), abbreviation=f"{n}{slug}")
        return True

    assert together(work) == [True] * THREADS


def test_settings_and_members_may_change_at_the_same_time():
    theme = make_theme("health")
    make_member("First")

    def work(n):
        if n % 2:
            return bool(edit(Member.objects.get(), themes=["health"], abbreviation=str(n)))
        return change_setting(
            lambda: bool(type(theme).objects.filter(pk=theme.pk).update(slug="health", position=n))
        )

    assert together(work) == [True] * THREADS
