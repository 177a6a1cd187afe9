"""Two servers that share the files and not the time."""

import json
import os
import time

import pytest

from members.exchange import uploads, worker
from tests.exchange.importing import csv_file
from tests.helpers import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    """An import that another server works on."""
    job = uploads.receive(csv_file(["name"], ["Water"]), make_user())
    said = {"done": 1, "pid": os.getpid(), "host": "another"}
    uploads.work_path(job).write_text(json.dumps(said), encoding="utf-8")
    return job


def test_a_worker_whose_server_is_minutes_ahead_of_this_one_is_alive(job, monkeypatch):
    monkeypatch.setattr(time, "time", lambda real=time.time: real() + 600)
    assert worker.is_alive(job)


def test_a_worker_that_said_nothing_for_long_is_dead(job):
    path = uploads.work_path(job)
    long_ago = path.stat().st_mtime - 600
    os.utime(path, (long_ago, long_ago))
    assert not worker.is_alive(job)
