"""What is pasted is never cut: too long a text is refused with the number, and stays whole."""

from pathlib import Path

import pytest
from django import forms
from django.test import Client

from members.models import Note, Proposal, Report
from members.publishing.proposals import return_with, save_draft, submit
from tests.helpers import make_member, make_user
from tests.profile.conftest import appoint, sign_in
from tests.profile.helpers import form_of

ROOT = Path(__file__).resolve().parents[2]
TEXT = "word " * 500  # 2,499 characters without the last space


def test_no_control_cuts_what_is_pasted():
    class Controls(forms.Form):
        line = forms.CharField(max_length=5)
        area = forms.CharField(max_length=5, widget=forms.Textarea)
        link = forms.URLField(max_length=5, assume_scheme="https")

    page = str(Controls())
    assert "maxlength" not in page
    assert page.count('data-limit="5"') == 3


def test_nor_does_one_that_was_written_by_hand():
    cutting = [
        line
        for path in (ROOT / "templates").rglob("*.html")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "maxlength" in line and 'type="search"' not in line
    ]
    assert cutting == []


@pytest.fixture
def olga(db):
    """The owner of a member with a draft."""
    member = make_member("Water for All")
    olga = appoint(member, "olga@water.example", "Olga", "owner")
    save_draft(member, {"city": "Ghent"}, olga)
    return olga


def shows_all(response):
    """Whether a page says how long the text is, and holds all of it."""
    page = response.content.decode()
    return "2499" in page and page.count("word ") >= 499


def test_a_note_to_staff_that_is_too_long_stays_and_nothing_is_sent(olga):
    client, address = sign_in(olga), "/en/profile/water-for-all/check/"
    page = client.post(address, form_of(client.get(address)) | {"note": TEXT})
    assert shows_all(page)
    assert not Proposal.objects.filter(state="submitted").exists()


def test_an_answer_to_staff_that_is_too_long_stays(olga, reviewer):
    proposal = submit(Proposal.objects.get(), olga)
    return_with(proposal, reviewer, "Really?")
    address = f"/en/profile/water-for-all/proposals/{proposal.pk}/answer/"
    page = sign_in(olga).post(address, {"answer": TEXT})
    assert shows_all(page)
    assert f'action="{address}"' in page.content.decode()


def test_a_question_to_the_editor_and_a_note_that_are_too_long_stay(olga, reviewer_client):
    proposal = submit(Proposal.objects.get(), olga)
    page = reviewer_client.post(f"/admin/review/{proposal.pk}/return/", {"question": TEXT})
    assert shows_all(page)
    page = reviewer_client.post(
        f"/admin/internal/{proposal.member_id}/notes/", {"text": TEXT + TEXT}
    )
    assert page.status_code == 422
    assert not Note.objects.exists()


def test_a_readers_line_breaks_count_as_one_character_each(olga, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    address = "/en/members/water-for-all/report/"
    client = Client()
    started = client.get(address).context["form"]["started"].value()
    time_machine.shift(60)
    values = {"kind": "text", "started": started}
    page = client.post(address, values | {"message": TEXT})
    assert shows_all(page)
    text = "a\r\n" * 999 + "ab"
    assert client.post(address, values | {"message": text}).status_code == 302
    assert len(Report.objects.get().message) == 2000


def test_a_name_that_is_too_long_for_an_account_stays(olga):
    from members.accounts.invitations import invite
    from tests.accounts.conftest import newest_link

    invite(olga.editorships.get().member, "new@water.example", "editor", olga)
    page = Client().post(newest_link(), {"name": "word " * 40})
    assert "199" in page.content.decode()
    assert make_user("x@example.org")
