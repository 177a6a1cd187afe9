"""A backup is put back beside the site to see that it can be; sealed ones open by their key."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from members.backups import archive, backup, sealing
from members.models import Member
from members.publishing.logos import logo_path, store_logo
from tests.helpers import edit, make_member, picture

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    """A folder for the backups of a site with a member that has a logo."""
    edit(make_member("Water for All"), logo=store_logo(picture(size=(400, 200))))
    return tmp_path / "backups"


@pytest.fixture
def environment(monkeypatch, settings):
    """What the processes of the drill start from, as the site's own have it."""
    monkeypatch.setenv("SECRET_KEY", "s" * 60)
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost")
    monkeypatch.setenv("LOCAL", "1")
    here = connection.settings_dict
    port, host = here["PORT"] or 5432, here["HOST"] or "127.0.0.1"
    monkeypatch.setenv("DATABASE_URL", f"postgres://{here['USER']}@{host}:{port}/any")


@pytest.mark.slow
def test_the_newest_backup_is_put_back_elsewhere(folder, environment):
    run("backup", str(folder))
    make_member("Bread for All")
    words = run("restore_drill", str(folder))
    assert "can be put back: 1 members, 2 revisions, 1 logos" in words
    assert Member.objects.count() == 2
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'koepel_drill%'")
            assert cursor.fetchall() == []


@pytest.mark.slow
def test_a_backup_that_lacks_a_logo_is_found_out(folder, environment):
    logo = Member.objects.get().logo.split("-")[0]
    logo_path(logo, 96).unlink()
    run("backup", str(folder))
    with pytest.raises(CommandError, match="1 logos are not in it"):
        run("restore_drill", str(folder))


def test_a_site_without_backups_fails_no_drill(tmp_path):
    assert "there is no backup yet" in run("restore_drill", str(tmp_path))


def test_a_sealed_backup_opens_by_its_key_alone(folder, settings):
    settings.BACKUP_KEY = "a long sentence that stands in no book"
    run("backup", str(folder))
    (sealed,) = backup.existing(folder)
    assert sealed.name.endswith(".zip.sealed")
    assert b"Water for All" not in sealed.read_bytes()
    assert b"PK\x03\x04" not in sealed.read_bytes()
    assert "1 members" in run("verify_backup", str(sealed))
    edit(Member.objects.get(), city="Nowhere")
    run("restore", str(sealed), replace=True)
    assert Member.objects.get().city == ""
    for key, message in (("another", "BACKUP_KEY is another one"), ("", "BACKUP_KEY is not set")):
        settings.BACKUP_KEY = key
        with pytest.raises(CommandError, match=message):
            run("verify_backup", str(sealed))


def sealed_file(tmp_path, settings, size):
    settings.BACKUP_KEY = "a key"
    plain, sealed = tmp_path / "plain", tmp_path / "file.sealed"
    plain.write_bytes(bytes(range(256)) * (size // 256))
    sealing.seal(plain, sealed)
    return plain.read_bytes(), sealed


@pytest.mark.parametrize("size", [0, 256, 1024**2, 3 * 1024**2, 3 * 1024**2 + 256])
def test_what_is_sealed_comes_out_as_it_went_in(tmp_path, settings, size):
    content, sealed = sealed_file(tmp_path, settings, size)
    with sealing.opened(sealed) as plain:
        assert Path(plain).read_bytes() == content


@pytest.mark.parametrize("damage", ["a bit", "the end cut off", "a piece left out", "more added"])
def test_a_sealed_file_that_was_changed_does_not_open(tmp_path, settings, damage):
    _content, sealed = sealed_file(tmp_path, settings, 3 * 1024**2)
    text = bytearray(sealed.read_bytes())
    piece = 4 + 1024**2 + 16
    if damage == "a bit":
        text[len(text) // 2] ^= 1
    elif damage == "the end cut off":
        del text[24 + 2 * piece :]
    elif damage == "a piece left out":
        del text[24 + piece : 24 + 2 * piece]
    else:
        text += text[24 : 24 + piece]
    sealed.write_bytes(text)
    with pytest.raises(archive.Damaged), sealing.opened(sealed):
        pass


def test_only_the_newest_stay_sealed_or_not(folder, settings, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    run("backup", str(folder))
    settings.BACKUP_KEY = "a key"
    time_machine.shift(60)
    run("backup", str(folder), keep=1)
    assert [path.suffix for path in backup.existing(folder)] == [".sealed"]
