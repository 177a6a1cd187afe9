"""Whoever follows the changes holds what the directory shows, whatever happens in between."""

import random

import pytest

from members.models import DirectoryVersion, Member, Revision
from members.publishing.merging import merge
from tests.helpers import edit, make_member

pytestmark = pytest.mark.django_db


class Mirror:
    """A copy that is kept by asking for changes, as examples/mirror.py does."""

    def __init__(self, get, limit=500):
        self.get, self.limit, self.cursor, self.members = get, limit, "", {}

    def follow(self):
        more = True
        while more:
            answer = self.get(f"changes?limit={self.limit}&since={self.cursor}")
            for member in answer["changed"]:
                self.members[member["id"]] = member
            for gone in answer["removed"]:
                self.members.pop(gone["id"], None)
            self.cursor, more = answer["cursor"], answer["more"]


def shown(get):
    return {member["id"]: member for member in get("members")["members"]}


def test_it_begins_with_everything_and_goes_on_with_what_changed(directory, get):
    mirror = Mirror(get)
    mirror.follow()
    assert mirror.members == shown(get)
    edit(directory, city="Ghent")
    answer = get(f"changes?since={mirror.cursor}")
    assert [member["city"] for member in answer["changed"]] == ["Ghent"]
    assert not answer["more"]


def test_nothing_new_keeps_the_cursor(directory, get):
    cursor = get("changes")["cursor"]
    answer = get(f"changes?since={cursor}")
    assert (answer["cursor"], answer["changed"], answer["removed"]) == (cursor, [], [])


def test_a_member_that_is_hidden_or_has_left_is_told_as_removed(directory, get):
    cursor = get("changes")["cursor"]
    edit(directory, status="hidden")
    edit(Member.objects.get(slug="wells-together"), status="former", left_on="2026-01-31")
    removed = {one["reason"]: one for one in get(f"changes?since={cursor}")["removed"]}
    assert removed["withdrawn"]["id"] == str(directory.uuid)
    assert removed["left"]["left_on"] == "2026-01-31"


def test_a_member_that_was_merged_names_its_successor(directory, get):
    gone = make_member("Water once more")
    cursor = get("changes")["cursor"]
    merge(directory, gone, {}, None)
    removed = get(f"changes?since={cursor}")["removed"]
    assert [(one["reason"], one["successor"]) for one in removed] == [
        ("merged", str(directory.uuid))
    ]


def test_what_was_never_public_is_never_told(get):
    member = make_member("Secret", status="draft")
    edit(member, city="Secretville")
    edit(member, status="hidden")
    answer = get("changes")
    assert (answer["changed"], answer["removed"]) == ([], [])


def test_a_cursor_of_another_history_is_refused(directory, get):
    cursor = get("changes")["cursor"]
    Revision.objects.order_by("-version").first().delete()
    DirectoryVersion.objects.bump()
    assert "begin again" in get(f"changes?since={cursor}", 404)["detail"]
    assert get("changes?since=1-000000000000", 404)["status"] == 404
    for forged in ("7", "x", "9" * 30, "-"):
        assert get(f"changes?since={forged}", 400)["status"] == 400


@pytest.mark.parametrize("limit", [3, 500])
def test_a_mirror_holds_the_same_after_many_changes(limit, directory, get):
    chance, mirror = random.Random(limit), Mirror(get, limit)
    for number in range(60):
        change_something(chance, number)
        if chance.random() < 0.2:
            mirror.follow()
    mirror.follow()
    assert mirror.members == shown(get)


def change_something(chance, number):
    kind = chance.choice(["add", "edit", "edit", "hide", "show", "merge"])
    members = list(Member.objects.filter(merged_into=None).order_by("pk"))
    member, other = chance.sample(members, 2)
    if kind == "add":
        make_member(f"Member {number}")
    elif kind == "edit":
        edit(member, city=f"Town {number}")
    elif kind == "merge" and member.is_public and other.is_public:
        merge(member, other, {}, None)
    elif kind in ("hide", "show"):
        edit(member, status="hidden" if kind == "hide" else "published")
