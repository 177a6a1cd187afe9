"""The examples do what they say, against a real server."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from members.models import DirectoryVersion, Member, Revision
from members.publishing.merging import merge
from tests.helpers import edit, make_member

ROOT = Path(__file__).resolve().parents[2]
MIRROR = ROOT / "examples" / "mirror.py"
README = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
ADDRESSES = sorted(set(re.findall(r"members\.example\.org(/[^\s\"`]+)", README)))


def mirrored(server, file):
    """Run the mirror and return (what it said, {id: member})."""
    command = [sys.executable, str(MIRROR), server.url, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    with sqlite3.connect(file) as database:
        rows = database.execute("SELECT id, data FROM members").fetchall()
    database.close()
    return done.stdout.strip(), {key: json.loads(data) for key, data in rows}


def shown(client, server):
    host = urlsplit(server.url).netloc
    answer = client.get("/api/v1/members", headers={"host": host}).json()
    return {member["id"]: member for member in answer["members"]}


def test_the_mirror_is_short():
    assert len(MIRROR.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.django_db(transaction=True)
def test_the_mirror_holds_what_the_directory_shows(live_server, client, tmp_path):
    file = tmp_path / "copy.db"
    for number in range(5):
        make_member(f"Member {number}")
    assert mirrored(live_server, file) == ("5 changed, 0 removed", shown(client, live_server))
    members = list(Member.objects.order_by("pk"))
    edit(members[0], city="Ghent")
    edit(members[1], status="hidden")
    merge(members[2], members[3], {}, None)
    said, copy = mirrored(live_server, file)
    assert said.endswith("2 removed")
    assert copy == shown(client, live_server)
    assert mirrored(live_server, file)[0] == "0 changed, 0 removed"


@pytest.mark.django_db(transaction=True)
def test_the_mirror_begins_again_after_a_restored_backup(live_server, client, tmp_path):
    file = tmp_path / "copy.db"
    make_member("Member 1")
    lost = make_member("Member 2")
    mirrored(live_server, file)
    Revision.objects.filter(member=lost).delete()
    Member.objects.filter(pk=lost.pk).delete()
    DirectoryVersion.objects.bump()
    assert mirrored(live_server, file)[1] == shown(client, live_server)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", sorted(set(re.findall(r"members\.example\.org(/[^\s\"`]+)", README)))
)
def test_each_address_of_the_examples_answers(address, directory, client):
    assert client.get(address.replace("&amp;", "&")).status_code == 200
