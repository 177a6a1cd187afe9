"""Querysets and small methods of the models."""

import pytest

from members.models import DirectoryVersion, Member, Report
from tests.helpers import make_member, make_theme

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["draft", "hidden", "former"])
def test_only_published_members_are_public(status):
    member = make_member(status=status)
    assert not Member.objects.published().exists()
    assert not member.is_public


def test_parts_come_in_four_queries_however_many_members(django_assert_num_queries):
    make_theme()
    for n in range(3):
        make_member(f"Member {n}", themes=["health"], countries=["SN"], languages=["nl"])
    with django_assert_num_queries(5):
        for member in Member.objects.with_parts():
            str([*member.themes.all(), *member.works_in.all(), *member.speaks.all()])
            str([member.place, member.area, *member.focus_areas.all()])


def test_the_version_rises_and_its_stamp_never_repeats():
    versions = [DirectoryVersion.objects.bump() for _ in range(3)]
    assert len({version.stamp for version in versions}) == 3
    numbers = [version.number for version in versions]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_reports_are_counted_by_sender():
    member = make_member()
    for sender in ("one", "one", "two"):
        Report.objects.create(member=member, kind="text", message="x", sender=sender, language="nl")
    assert Report.objects.lately_from("one").count() == 2


def test_rows_are_shown_by_their_names():
    member = make_member(focus_areas=[{"title": {"en": "Wells"}}])
    assert str(member) == "Water for All"
    assert str(member.focus_areas.get()) == "Wells"
    assert str(member.revisions.get()) == "Water for All #1"
    assert str(make_theme("water", nl="Water")) == "Water"
