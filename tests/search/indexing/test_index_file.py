"""The index file: built by one, read by all, and never trusted when it is damaged."""

import os
import signal
import socket
import sqlite3
import time

import pytest
from django.core.management import CommandError, call_command

from members.models import Member
from members.search.index.segment_file import FileSegment
from members.search.indexing import builder
from tests.helpers import make_member, names
from tests.killing import needs_fork

from .building import build, from_database, index_file

pytestmark = pytest.mark.django_db


def test_a_large_directory_asks_the_database_until_its_file_is_built(
    in_file, no_building, monkeypatch
):
    make_member("Alpha", city="Ghent")
    asked = from_database(monkeypatch)
    assert (names("q=ghent"), len(asked), bool(no_building)) == (["Alpha"], 1, True)
    builder.build()
    assert (names("q=ghent"), len(asked)) == (["Alpha"], 1)


def _truncated(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _foreign(file):
    file.unlink()
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    other.close()


def _of_another_format(file):
    other = sqlite3.connect(file)
    other.execute("UPDATE meta SET value = '0' WHERE name = 'format'")
    other.commit()
    other.close()


DAMAGES = {
    "truncated": _truncated,
    "emptied": lambda file: file.write_bytes(b""),
    "overwritten": lambda file: file.write_bytes(b"no index at all" * 1000),
    "foreign": _foreign,
    "of another format": _of_another_format,
    "missing": lambda file: file.unlink(),
    "without columns": lambda file: _execute(file, "DELETE FROM columns"),
}


def _execute(file, statement):
    other = sqlite3.connect(file)
    other.execute(statement)
    other.commit()
    other.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_that_cannot_be_opened_is_built_anew(in_file, no_building, monkeypatch, damage):
    make_member("Alpha", city="Ghent")
    build()
    DAMAGES[damage](index_file())
    asked = from_database(monkeypatch)
    assert (names("q=ghent"), len(asked), bool(no_building)) == (["Alpha"], 1, True)
    build()
    assert (names("q=ghent"), len(asked)) == (["Alpha"], 1)


@pytest.mark.parametrize(("table", "typed"), [("postings", "ghent"), ("words", "ghen")])
@pytest.mark.parametrize("blob", ["X'00'", "X''", "NULL", "'text'"])
def test_damage_that_only_a_search_meets_is_answered_by_the_database(
    in_file, no_building, monkeypatch, table, typed, blob
):
    make_member("Alpha", city="Ghent")
    build()
    _execute(index_file(), f"UPDATE {table} SET members = {blob}")  # noqa: S608
    asked = from_database(monkeypatch)
    assert names(f"q={typed}") == ["Alpha"]
    assert (len(asked), bool(no_building), builder.current_name()) == (1, True, None)


@pytest.mark.parametrize("text", ["", "[]", "7", '{"file": 7}', '{"file": null}', "{}", "\x00"])
def test_a_damaged_pointer_is_no_pointer(in_file, monkeypatch, text):
    make_member("Alpha")
    build()
    builder._pointer().write_text(text)
    asked = from_database(monkeypatch)
    assert (names("q=alpha"), len(asked)) == (["Alpha"], 1)


def test_a_reader_keeps_its_file_while_another_is_put_in_use(in_file):
    make_member("Alpha", city="Ghent")
    build()
    reader = FileSegment(index_file())
    make_member("Beta", city="Ghent")
    builder.build()
    assert len(reader.anywhere(["ghent"])) == 1
    assert names("q=ghent") == ["Alpha", "Beta"]
    assert len(list(builder._root().glob("*.index"))) == 1


def test_one_process_builds_at_a_time(in_file):
    make_member("Alpha")
    build()
    with builder._one_at_a_time():
        with pytest.raises(builder.AlreadyBuilding):
            builder.build()
        with pytest.raises(CommandError, match="Another process"):
            call_command("search_index")
    assert builder.build() == 1


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
@needs_fork
def test_a_builder_that_is_killed_leaves_no_lock(in_file, ending):
    make_member("Alpha")
    build()
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        with builder._one_at_a_time():
            os.write(tell, b"x")
            time.sleep(60)
    os.read(told, 1)
    with pytest.raises(builder.AlreadyBuilding):
        builder.build()
    held = (builder._root() / "building.lock").read_text()
    assert held.split() == [str(child), socket.gethostname()]
    os.kill(child, ending)
    os.waitpid(child, 0)
    assert builder.build() == 1


def test_a_build_that_fails_leaves_the_file_in_use_and_no_lock(in_file, monkeypatch):
    make_member("Alpha")
    build()
    monkeypatch.setattr(builder, "write_segment", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        builder.build()
    assert names("q=alpha") == ["Alpha"]
    monkeypatch.undo()
    assert builder.build() == 1


def test_what_is_published_while_a_file_is_built_is_not_missed(in_file, monkeypatch):
    make_member("Alpha")
    write = builder.write_segment
    monkeypatch.setattr(builder, "write_segment", lambda *a: (write(*a), make_member("Beta")))
    build()
    assert names() == ["Alpha", "Beta"]


# --- manage.py search_index
def test_check_is_content_with_an_index_that_follows(an_index, capsys):
    make_member("Beta")
    call_command("search_index", check=True)
    assert "holds what the database holds" in capsys.readouterr().out


@pytest.mark.parametrize("change", [{"status": "hidden"}, {"search_text": ""}])
def test_check_finds_what_was_written_past_publish(an_index, capsys, change):
    Member.objects.update(**change)
    with pytest.raises(CommandError, match="search_index"):
        call_command("search_index", check=True)
    assert "should not be" in capsys.readouterr().err


def test_check_finds_a_member_that_the_index_misses(an_index, capsys):
    text = Member.objects.get().search_text
    make_member("Beta", status="hidden")
    names()
    Member.objects.update(status="published", search_text=text)
    with pytest.raises(CommandError, match="differences"):
        call_command("search_index", check=True)
    assert "is missing" in capsys.readouterr().err


def test_check_says_where_there_is_no_index_yet(in_file, capsys):
    make_member("Alpha")
    with pytest.raises(CommandError):
        call_command("search_index", check=True)
    assert "no index yet" in capsys.readouterr().err


def test_analyse_works_out_anew_what_can_be_found(an_index, capsys):
    Member.objects.update(search_text="", search_terms={})
    call_command("search_index", analyse=True)
    assert "1 members analysed anew" in capsys.readouterr().out
    assert names("q=ghent") == ["Alpha"]


def test_building_tells_how_many_it_holds(in_file, capsys):
    make_member("Alpha")
    call_command("search_index")
    assert "1 members indexed" in capsys.readouterr().out
