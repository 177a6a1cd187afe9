"""Tasks: one open one of a kind, closed once, kept for ever."""

import pytest

from members.models import Task
from tests.helpers import make_member, make_user

pytestmark = pytest.mark.django_db


def test_raising_the_same_task_twice_makes_one():
    member = make_member()
    first = Task.objects.raise_for(member, Task.Kind.NO_OWNER, detail="Nobody is left.")
    assert Task.objects.raise_for(member, Task.Kind.NO_OWNER) == first
    assert first.detail == "Nobody is left."
    assert Task.objects.count() == 1


def test_two_subjects_of_one_kind_are_two_tasks():
    member = make_member()
    for subject in ("https://one.example/", "https://two.example/"):
        Task.objects.raise_for(member, Task.Kind.BROKEN_LINK, subject)
    assert Task.objects.open().count() == 2


def test_the_second_of_two_colleagues_who_close_a_task_is_told_so():
    task = Task.objects.raise_for(make_member(), Task.Kind.STOPPED)
    robin, sam = make_user("robin@example.org"), make_user("sam@example.org")
    same = Task.objects.get()
    assert task.close(robin, "They go on.")
    assert not same.close(sam, "They have stopped.")
    assert (same.closed_by, same.outcome) == (robin, "They go on.")


def test_what_returns_after_it_was_closed_is_a_task_of_its_own():
    member = make_member()
    first = Task.objects.raise_for(member, Task.Kind.BROKEN_LINK, "https://one.example/")
    assert Task.objects.close_for(member, Task.Kind.BROKEN_LINK, "https://one.example/") == 1
    second = Task.objects.raise_for(member, Task.Kind.BROKEN_LINK, "https://one.example/")
    assert second != first
    assert list(Task.objects.open()) == [second]
