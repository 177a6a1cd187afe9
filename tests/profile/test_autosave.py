"""What is typed is kept in the draft meanwhile, quietly, and never over a colleague's words."""

import re

import pytest

from members.models import Proposal
from members.publishing.proposals import draft_of, pending_of, return_with
from tests.forms import forms_of
from tests.helpers import make_user
from tests.profile.helpers import ROOT, fill, form_of, send, words

CHECK = f"{ROOT}check/"
pytestmark = pytest.mark.django_db


def drafted(member):
    """Return {field: value} of the draft."""
    draft = draft_of(member)
    return {one.field: one.new for one in draft.changes.all()} if draft else {}


def keep(client, part, page, **typed):
    """Send a page's form as its script does while somebody types."""
    data = form_of(page) | {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(f"{ROOT}edit/{part}/keep/", data)


def test_what_is_typed_is_in_the_draft_and_the_time_is_told(member, anna_client):
    page = anna_client.get(f"{ROOT}edit/place/")
    answer = keep(anna_client, "place", page, city="Bruges").json()
    assert re.fullmatch(r"Saved in your draft at \d\d:\d\d\.", answer["text"])
    assert drafted(member) == {"city": "Bruges"}


def test_typing_on_is_no_conflict_with_what_was_kept(member, anna_client):
    page = anna_client.get(f"{ROOT}edit/place/")
    shown = keep(anna_client, "place", page, city="Bru").json()["shown"]
    saved = fill(anna_client, "place", page=page, city="Bruges", shown=shown, follow=True)
    assert "saved in your draft" in words(saved)
    assert drafted(member) == {"city": "Bruges"}


def test_what_is_not_valid_yet_is_named_and_the_rest_kept(member, anna_client):
    page = anna_client.get(f"{ROOT}edit/contact/")
    typed = {"website": "not an address", "phone": "+32 2 222 22 22"}
    answer = keep(anna_client, "contact", page, **typed)
    assert answer.status_code == 200
    assert "except for: Website" in answer.json()["text"]
    assert not answer.json()["all"]
    assert drafted(member) == {"phone": "+3222222222"}


def test_a_colleagues_newer_words_are_not_replaced(member, anna_client, bob_client):
    page = bob_client.get(f"{ROOT}edit/contact/")
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    answer = keep(bob_client, "contact", page, phone="+32 2 333 33 33")
    assert answer.status_code == 409
    assert "Anna changed the same meanwhile (Phone)." in answer.json()["text"]
    assert drafted(member) == {"phone": "+3222222222"}


def test_typing_back_what_the_page_says_leaves_no_draft(member, anna_client):
    page = anna_client.get(f"{ROOT}edit/place/")
    shown = keep(anna_client, "place", page, city="Bruges").json()["shown"]
    keep(anna_client, "place", page, city="Ghent", shown=shown)
    assert not Proposal.objects.exists()


def test_what_arrives_after_the_sending_starts_no_second_draft(member, anna_client):
    page = anna_client.get(f"{ROOT}edit/place/")
    keep(anna_client, "place", page, city="Bruges")
    send(anna_client)
    keep(anna_client, "place", page, city="Bruges")
    assert draft_of(member) is None
    assert pending_of(member).changes.get().new == "Bruges"


def test_focus_areas_are_kept_too_and_a_logo_only_by_its_button(member, anna_client):
    page = anna_client.get(f"{ROOT}edit/focus/")
    keep(anna_client, "focus", page, areas__0__title__en="Deep wells")
    assert drafted(member)["focus_areas"][0]["title"] == {"en": "Deep wells"}
    page = anna_client.get(f"{ROOT}edit/logo/")
    assert "data-autosave" not in page.content.decode()
    assert keep(anna_client, "logo", page).status_code == 404


@pytest.fixture
def question(member, anna_client):
    """The page of a proposal about which staff ask something."""
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    proposal = pending_of(member)
    return_with(proposal, make_user("robin@example.org", "Reviewer"), "Since when?")
    return f"{ROOT}proposals/{proposal.pk}/"


def main_form(client, page):
    """Return the form of a page whose words are kept while somebody types."""
    forms = forms_of(client.get(page).content.decode())
    return next(form for form in forms if {"note", "answer", "city"} & {*dict(form.fields)})


def test_a_note_is_there_again_in_every_language_until_it_is_sent(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    data = dict(main_form(anna_client, CHECK).fields) | {"note": "Ask Nora"}
    answer = anna_client.post(f"{CHECK}keep/", data)
    assert re.fullmatch(r"Saved at \d\d:\d\d\. Not sent yet\.", answer.json()["text"])
    for page in (CHECK, CHECK.replace("/en/", "/fr/")):
        assert dict(main_form(anna_client, page).fields)["note"] == "Ask Nora"
    anna_client.post(CHECK, dict(main_form(anna_client, CHECK).fields))
    assert Proposal.objects.get(state="submitted").note == "Ask Nora"
    fill(anna_client, "place", city="Mons")
    assert "stands here again" not in words(anna_client.get(CHECK))


def test_a_note_that_is_not_sent_is_its_writers_alone(member, anna_client, bob_client):
    fill(anna_client, "place", city="Bruges")
    anna_client.post(f"{CHECK}keep/", {"note": "Ask Nora"})
    assert "Ask Nora" not in bob_client.get(CHECK).content.decode()


def test_an_answer_is_there_again_until_it_is_sent(question, anna_client):
    kept = anna_client.post(f"{question}keep/", {"answer": "Since May"})
    assert kept.json()["all"]
    form = main_form(anna_client, question)
    assert dict(form.fields)["answer"] == "Since May"
    anna_client.post(form.action, dict(form.fields))
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.answer) == ("submitted", "Since May")
    assert "stands here again" not in words(anna_client.get(question))


def test_another_language_without_script_keeps_what_was_typed(question, anna_client):
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    typed = {f"{ROOT}edit/place/": "city", CHECK: "note", question: "answer"}
    for page, field in typed.items():
        form = main_form(anna_client, page)
        dutch = next(one for one in form.buttons if one[:2] == ("language", "nl"))
        data = dict(form.fields) | {field: "Mons", "language": "nl"}
        there = anna_client.post(dutch[2], data, follow=True)
        assert there.redirect_chain[-1][0] == page.replace("/en/", "/nl/")
        again = dict(main_form(anna_client, there.redirect_chain[-1][0]).fields)
        assert again[field] == "Mons"
        assert "language" not in again
