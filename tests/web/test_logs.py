"""The log: one line an event, by which nobody learns who somebody is, or can sign in."""

import io
import json
import logging

import pytest

from directory.logs import Discreet, JsonLines
from tests.helpers import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """A function: what was written so far, each line read as JSON."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Discreet())
    handler.setFormatter(JsonLines())
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(before)


def about_requests(lines):
    return [line for line in lines() if line["logger"] == "koepel.request"]


def test_each_request_is_one_line_with_its_number(client, lines):
    make_member("Water for All")
    answers = [client.get("/en/members/water-for-all/"), client.get("/en/nothing/")]
    first, second = about_requests(lines)
    assert (first["method"], first["view"], first["status"]) == ("GET", "web:member", 200)
    assert second["status"] == 404
    (reason,) = [line for line in lines() if line["message"].startswith("Not Found")]
    assert reason["request"] == second["request"]
    assert [first["request"], second["request"]] == [one["X-Request-ID"] for one in answers]
    assert first["request"] != second["request"]


def test_a_kept_page_is_a_line_too(client, lines):
    for _twice in range(2):
        client.get("/en/")
    assert [line["status"] for line in about_requests(lines)] == [200, 200]


def test_the_proxys_number_is_kept_and_nothing_else(client):
    good = client.get("/en/", headers={"X-Request-ID": "0a1b2c3d-4e5f"})
    bad = client.get("/en/", headers={"X-Request-ID": 'x"} forged line'})
    assert good["X-Request-ID"] == "0a1b2c3d-4e5f"
    assert bad["X-Request-ID"].isalnum()


@pytest.mark.parametrize(
    ("path", "secret"),
    [
        ("/en/invitation/Qm9vVG9rZW4tMTIzNDU2Nzg5MGFiYw/", "Qm9vVG9rZW4"),
        ("/unsubscribe/MTpyZXZpZXdfZGlnZXN0:1abcDE:f-GhIjKlMnOpQrSt/", "f-GhIjKlMnOpQrSt"),
        ("/en/nothing/?q=robin+leukemia", "leukemia"),
        ("/nothing/robin@example.org/", "robin@"),
    ],
)
def test_nobody_reads_tokens_searches_or_addresses_in_it(client, lines, path, secret):
    client.get(path)
    assert lines()
    assert secret not in json.dumps(lines())


def test_an_ordinary_page_is_named_whole(client, lines):
    client.get("/en/members/water-for-everybody-in-the-whole-world/")
    assert "water-for-everybody-in-the-whole-world" in json.dumps(lines())


def test_a_wrong_host_is_one_line_without_traceback(client, lines):
    client.get("/en/", headers={"Host": "evil.example"})
    (line,) = [line for line in lines() if "evil.example" in line["message"]]
    assert "traceback" not in line


def test_an_error_of_ours_has_its_traceback(lines):
    try:
        raise RuntimeError("broken for robin@example.org")
    except RuntimeError:
        logging.getLogger("members").exception("Failed for robin@example.org")
    (line,) = lines()
    assert "RuntimeError" in line["traceback"]
    assert line["message"] == "Failed for …@example.org"
