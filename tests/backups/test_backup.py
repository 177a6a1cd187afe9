"""A backup is made while the site serves, found out where a bit is wrong, and put back whole."""

import random
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from members.backups.backup import existing
from members.models import Member, Revision
from members.publishing.logos import logo_path, store_logo
from tests.helpers import edit, make_member, picture

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def member():
    """A member with a logo and a history."""
    member = make_member("Water for All", city="Ghent")
    edit(member, logo=store_logo(picture(size=(400, 200))))
    return Member.objects.get()


@pytest.fixture
def backup(member, tmp_path):
    """The Path of a backup of it."""
    run("backup", str(tmp_path / "backups"))
    return existing(tmp_path / "backups")[0]


def pages(client):
    return [client.get(path).content for path in ("/en/", "/en/members/water-for-all/")]


def test_what_was_lost_comes_back_as_it_was(member, backup, client, settings):
    before = pages(client)
    revisions = list(Revision.objects.values_list("number", "member_id"))
    edit(member, name="Overwritten", city="Nowhere")
    logo = logo_path(member.logo.split("-")[0], 384)
    logo.unlink()
    said = run("restore", str(backup), replace=True)
    assert "1 members, 2 revisions and 3 files" in said
    assert pages(client) == before
    assert list(Revision.objects.values_list("number", "member_id")) == revisions
    assert logo.is_file()


def test_a_database_with_members_is_not_replaced_unasked(member, backup):
    edit(member, city="Leuven")
    with pytest.raises(CommandError, match="--replace"):
        run("restore", str(backup))
    assert Member.objects.get().city == "Leuven"


def test_a_whole_one_says_what_is_in_it(backup):
    assert "Whole: 1 members, 3 files" in run("verify_backup", str(backup))


def test_a_flipped_bit_anywhere_is_found_and_nothing_is_touched(member, backup):
    whole = backup.read_bytes()
    with zipfile.ZipFile(backup) as archive:
        parts = [
            (p.header_offset + 30 + len(p.filename), p.compress_size) for p in archive.infolist()
        ]
    places = random.Random(1)
    for start, size in parts:
        damaged = bytearray(whole)
        damaged[start + 25 + places.randrange(max(1, size - 25))] ^= 1 << places.randrange(8)
        backup.write_bytes(damaged)
        with pytest.raises(CommandError):
            run("verify_backup", str(backup))
        with pytest.raises(CommandError):
            run("restore", str(backup), replace=True)
    assert Member.objects.get().name == "Water for All"


@pytest.mark.parametrize("size", [0, 10, 1000, -1])
def test_one_that_was_cut_off_is_found(backup, size):
    backup.write_bytes(backup.read_bytes()[:size])
    with pytest.raises(CommandError, match="Damaged"):
        run("verify_backup", str(backup))


def test_only_the_newest_are_kept_and_nothing_else_is_touched(member, tmp_path, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    (tmp_path / "notes.zip").write_text("mine")
    for _again in range(4):
        run("backup", str(tmp_path), keep=2)
        time_machine.shift(60)
    assert len(existing(tmp_path)) == 2
    assert (tmp_path / "notes.zip").read_text() == "mine"
    assert [path.name for path in Path(tmp_path).glob(".making-*")] == []


def test_nobody_else_can_read_it(backup):
    assert backup.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(backup) as archive:
        assert not [name for name in archive.namelist() if "env" in name or "settings" in name]
