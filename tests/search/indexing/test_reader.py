"""The index follows the database: in this process, in others, after a crash and a restore."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction

from members.models import DirectoryVersion, Member, Revision
from members.search.indexing import builder, reader
from members.search.indexing.contents import PUBLIC
from tests.helpers import ask, edit, facet_options, make_member, make_theme, names

from .building import build, from_database

pytestmark = pytest.mark.django_db


def test_a_new_member_is_found_by_the_next_search(an_index):
    make_member("Beta", city="Ghent")
    assert names("q=beta") == ["Beta"]
    assert names("q=ghent") == ["Alpha", "Beta"]


def test_a_renamed_member_is_found_by_its_new_name_alone(an_index):
    edit(Member.objects.get(), name="Omega")
    assert (names("q=omega"), names("q=alpha")) == (["Omega"], [])
    edit(Member.objects.get(), former_names=["Alpha"])
    assert names("q=alpha") == ["Omega"]


@pytest.mark.parametrize("status", ["hidden", "former", "draft"])
def test_a_member_that_leaves_is_not_found_until_it_is_back(an_index, status):
    edit(Member.objects.get(), status=status)
    assert (names("q=alpha"), names(), ask("q=ghent").total) == ([], [], 0)
    edit(Member.objects.get(), status="published")
    assert (names("q=alpha"), names()) == (["Alpha"], ["Alpha"])


def test_a_hidden_field_is_found_and_counted_nowhere(an_index):
    make_theme("water", en="Water")
    member = Member.objects.get()
    edit(member, themes=["water"], countries=["SN"])
    assert (names("q=water"), names("theme=water")) == (["Alpha"], ["Alpha"])
    edit(member, hidden_fields=["themes", "city", "countries"])
    for query in ("q=water", "theme=water", "q=ghent", "q=senegal", "country=SN"):
        assert names(query) == []
    assert facet_options(ask(), "theme")["water"].count == 0
    assert "SN" not in facet_options(ask(), "country")


def test_a_name_in_another_language_and_a_former_one_are_suggested(an_index, client):
    edit(Member.objects.get(), former_names=["Protos"], other_names={"fr": "Eau pour tous"})
    for typed in ("prot", "eau pour"):
        found = client.get("/en/suggest", {"q": typed}).json()["suggestions"]
        assert [suggestion["text"] for suggestion in found] == ["Alpha"]


def test_a_publish_touches_no_index(an_index, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(reader, "locked_index", None)
        broken.setattr(builder, "_root", None)
        make_member("Beta")
    assert names("q=beta") == ["Beta"]


def test_an_index_that_is_up_to_date_reads_nothing_again(an_index, django_assert_num_queries):
    query = ask("q=alpha")
    with django_assert_num_queries(0):
        assert query.total == 1


def test_only_what_changed_is_read_again(an_index, monkeypatch):
    for number in range(3):
        make_member(f"Beta {number}")
    monkeypatch.setattr(builder, "collect", None)
    assert len(names("q=beta")) == 3


def test_many_late_members_ask_for_a_new_file(in_file, no_building, monkeypatch):
    monkeypatch.setattr(reader, "_LATE_LEAST", 2)
    make_member("Alpha")
    build()
    for number in range(3):
        assert no_building == []
        make_member(f"Beta {number}")
        names("q=beta")
    assert no_building == [1]


# --- other processes and other pasts
def test_another_workers_index_follows_too(in_file, monkeypatch):
    make_member("Alpha")
    build()
    workers = [reader._Holder(PUBLIC), reader._Holder(PUBLIC)]
    for publish in (lambda: make_member("Beta"), lambda: edit(Member.objects.first(), name="Zeta")):
        publish()
        found = []
        for worker in workers:
            monkeypatch.setitem(reader._holders, PUBLIC, worker)
            found.append(names())
        assert found[0] == found[1] == sorted(Member.objects.values_list("name", flat=True))


def _restored(version):
    """Take the database back to a version, as a backup would."""
    late = Revision.objects.filter(version__gt=version)
    Member.objects.filter(revisions__in=late).exclude(revisions__version__lte=version).delete()
    late.delete()
    DirectoryVersion.objects.update(number=version - 1)
    DirectoryVersion.objects.bump()


@pytest.mark.parametrize("kind", ["memory", "file"])
@pytest.mark.parametrize("later", [0, 1, 2, 5])
def test_a_restored_backup_is_not_searched_in_its_lost_future(request, kind, later):
    if kind == "file":
        request.getfixturevalue("in_file")
    make_member("Alpha")
    version = DirectoryVersion.objects.current().number
    make_member("Lost one")
    make_member("Lost two")
    if kind == "file":
        build()
    assert len(names()) == 3
    _restored(version)
    known = ["Alpha", *(make_member(f"New {number}").name for number in range(later))]
    assert names() == known
    assert names("q=lost") == []


def _file_of_a_later_version():
    """Put a file in use that the database, a standby that lags, has not reached yet."""
    before = transaction.savepoint()
    make_member("Beta")
    builder.build()
    transaction.savepoint_rollback(before)


def test_a_database_behind_the_file_is_answered_at_its_own_version(
    in_file, no_building, monkeypatch
):
    make_member("Alpha")
    build()
    assert names() == ["Alpha"]
    asked, name = from_database(monkeypatch), builder.current_name()
    _file_of_a_later_version()
    assert names() == names("q=alpha") == ["Alpha"]
    assert (asked, no_building) == ([], [])
    assert builder.current_name() != name


def test_a_reader_that_begins_behind_the_file_asks_the_database(in_file, no_building, monkeypatch):
    monkeypatch.setattr(reader, "_WAIT", 0.1)
    make_member("Alpha")
    _file_of_a_later_version()
    reader.forget()
    asked = from_database(monkeypatch)
    assert names() == names("q=alpha") == ["Alpha"]
    assert len(asked) > 1
    assert no_building == []


def test_a_database_that_never_reaches_the_file_gets_one_of_its_own(
    in_file, no_building, monkeypatch
):
    monkeypatch.setattr(reader, "_WAIT", 0)
    monkeypatch.setattr(reader, "_PATIENCE", 0)
    make_member("Alpha")
    _file_of_a_later_version()
    reader.forget()
    assert names() == ["Alpha"]
    assert no_building


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_publish_is_found_by_the_next_search_of_another_process(in_file):
    make_member("Alpha")
    build()
    with _worker() as worker:
        assert worker.names() == ["Alpha"]
        make_member("Beta")
        assert worker.names() == ["Alpha", "Beta"]
        worker.ask("publish")  # and ends at once, before anything else could be written
        assert names() == ["Alpha", "Beta", "Gamma"]


_WORKER = """
import json, os, sys
import django
django.setup()
from tests.helpers import make_member, names
for line in sys.stdin:
    if line.strip() == "publish":
        make_member("Gamma")
        os._exit(0)
    print(json.dumps(names()), flush=True)
"""


class _worker:  # noqa: N801 - reads as a function
    """A process of its own, with an index of its own, on the same database and files."""

    def __enter__(self):
        known = connection.settings_dict
        address = f"sqlite:///{known['NAME']}"
        if connection.vendor == "postgresql":
            address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**known)
        environment = os.environ | {
            "DATABASE_URL": address,
            "SEARCH_INDEX_ROOT": str(django_settings.SEARCH_INDEX_ROOT),
            "DJANGO_SETTINGS_MODULE": "directory.settings",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=Path(__file__).resolve().parents[3],
        )
        return self

    def __exit__(self, *_error):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def ask(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def names(self):
        return json.loads(self.ask("names"))


@pytest.mark.parametrize("an_index", ["memory", "file"], indirect=True)
def test_after_a_large_import_the_database_answers_until_the_file_is_there(
    an_index, no_building, monkeypatch
):
    monkeypatch.setattr(reader, "MOST_FOLLOWED", 2)
    monkeypatch.setattr(reader, "SMALL", 0)
    asked = from_database(monkeypatch)
    for number in range(3):
        make_member(f"Beta {number}")
    assert (len(names("q=beta")), len(asked), bool(no_building)) == (3, 1, True)
    builder.build()
    assert (len(names("q=beta")), len(asked)) == (3, 1)
