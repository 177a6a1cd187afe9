"""What no browser sends to the workspace: refused, quickly, and never an error of ours."""

import time

import pytest

from .helpers import ROOT, form_of

pytestmark = pytest.mark.django_db
DEEP = ["[" * 100_000, '{"x":' * 50_000, "[" * 900 + "]" * 900, '{"x":' * 900 + "1" + "}" * 900]


@pytest.mark.parametrize("text", DEEP)
@pytest.mark.parametrize("part", ["contact", "texts-en", "focus"])
def test_deep_json_is_no_seen_form(anna_client, part, text):
    anna_client.raise_request_exception = False
    data = form_of(anna_client.get(f"{ROOT}edit/{part}/"))
    answer = anna_client.post(f"{ROOT}edit/{part}/", data | {"shown": text})
    assert answer.status_code < 500


@pytest.mark.parametrize("text", DEEP)
@pytest.mark.parametrize("page", ["check", "undo", "discard"])
def test_deep_json_is_no_seen_draft(anna_client, page, text):
    anna_client.raise_request_exception = False
    answer = anna_client.post(f"{ROOT}{page}/", {"seen": text, "note": "", "field": "city"})
    assert answer.status_code < 500


def test_a_hundred_million_rows_cost_nothing(anna_client):
    data = form_of(anna_client.get(f"{ROOT}edit/focus/")) | {"areas-TOTAL_FORMS": "99999999"}
    start = time.process_time()
    answer = anna_client.post(f"{ROOT}edit/focus/", data)
    assert time.process_time() - start < 2
    assert answer.status_code == 422


@pytest.mark.parametrize("number", ["²", "", "x", "1" * 5000])
def test_a_number_of_rows_that_is_none_is_refused(anna_client, number):
    anna_client.raise_request_exception = False
    data = form_of(anna_client.get(f"{ROOT}edit/focus/")) | {"areas-TOTAL_FORMS": number}
    assert anna_client.post(f"{ROOT}edit/focus/", data).status_code == 422
