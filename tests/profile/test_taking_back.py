"""What was withdrawn, thrown away, left out, refused or overtaken can be had again."""

import re

import pytest

from members.models import Member, Proposal
from members.publishing.proposals import Decision, decide, draft_of, pending_of, return_with
from tests.helpers import edit
from tests.profile.helpers import ROOT, fill, form_of, send, words

pytestmark = pytest.mark.django_db


def drafted(member):
    """Return {field: value} of the draft."""
    draft = draft_of(member)
    return {one.field: one.new for one in draft.changes.all()} if draft else {}


def put_back(client, proposal, **data):
    return client.post(f"{ROOT}proposals/{proposal.pk}/put-back/", data, follow=True)


def withdraw(client, member):
    url = f"{ROOT}proposals/{pending_of(member).pk}/withdraw/"
    return client.post(url, form_of(client.get(url)), follow=True)


def test_withdrawing_asks_first_and_makes_it_the_draft_again(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    page = form_of(anna_client.get(f"{ROOT}check/"))
    anna_client.post(f"{ROOT}check/", page | {"note": "See page 3", "confirms_rest": "1"})
    asked = anna_client.get(f"{ROOT}proposals/{pending_of(member).pk}/withdraw/")
    assert "Withdraw what you sent?" in words(asked)
    assert pending_of(member)
    withdraw(anna_client, member)
    assert pending_of(member) is None
    assert drafted(member) == {"city": "Bruges"}
    kept = form_of(anna_client.get(f"{ROOT}check/"))
    assert (kept["note"], kept["confirms_rest"]) == (["See page 3"], ["1"])


def test_withdrawing_shows_what_waits_and_names_what_stays(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    fill(anna_client, "contact", phone="+32 2 123 45 67")
    send(anna_client)
    asked = words(anna_client.get(f"{ROOT}proposals/{pending_of(member).pk}/withdraw/"))
    assert "Bruges" in asked
    assert "+32 2 123 45 67" not in asked
    assert "Decided already, and not withdrawn: Phone." in asked


def test_what_replaces_a_proposal_starts_with_its_note_and_its_tick(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    page = form_of(anna_client.get(f"{ROOT}check/"))
    anna_client.post(f"{ROOT}check/", page | {"note": "See page 3", "confirms_rest": "1"})
    fill(anna_client, "place", street_address="Street 1")
    kept = form_of(anna_client.get(f"{ROOT}check/"))
    assert (kept["note"], kept["confirms_rest"]) == (["See page 3"], ["1"])


def test_withdrawing_leaves_a_draft_that_went_on_from_it_as_it_is(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    fill(anna_client, "place", city="Namur")
    withdraw(anna_client, member)
    assert drafted(member) == {"city": "Namur"}


def test_throwing_a_draft_away_asks_first_and_it_can_be_put_back(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    asked = anna_client.get(f"{ROOT}discard/")
    assert "Throw the draft away?" in words(asked)
    assert drafted(member) == {"city": "Bruges"}
    page = anna_client.post(f"{ROOT}discard/", form_of(asked), follow=True)
    assert drafted(member) == {}
    assert "Put my text back" in words(page)
    page = put_back(anna_client, Proposal.objects.get(), field="city")
    assert "Back in your draft: Town." in words(page)
    assert drafted(member) == {"city": "Bruges"}


def test_a_change_left_out_can_be_put_back(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    html = anna_client.get(f"{ROOT}check/").content.decode()
    seen = re.search(
        r'name="field" value="city">\s*<input type="hidden" name="seen" value="(.*?)"', html
    )
    data = {"field": "city", "seen": seen[1]}
    page = anna_client.post(f"{ROOT}undo/", data, follow=True)
    assert "Town is out of your draft." in words(page)
    assert "Put my text back" in words(page)
    put_back(anna_client, Proposal.objects.get(), field="city")
    assert drafted(member) == {"city": "Bruges"}


def test_a_refused_and_an_overtaken_text_can_be_put_back(member, anna_client, reviewer):
    fill(anna_client, "place", city="Bruges", street_address="Street 1")
    send(anna_client)
    edit(member, street_address="Street 2")
    proposal = pending_of(member)
    no = Decision("refused", reason="Not so.")
    decide(proposal, reviewer, {"city": no, "street_address": Decision("accepted")})
    assert proposal.changes.get(field="street_address").state == "conflict"
    page = words(anna_client.get(f"{ROOT}edit/place/"))
    assert page.count("Put my text back") == 2
    put_back(anna_client, proposal)
    assert drafted(member) == {"city": "Bruges", "street_address": "Street 1"}
    assert Member.objects.get().city == "Ghent"


def test_words_put_back_never_replace_those_of_a_newer_draft(member, anna_client, bob_client):
    fill(anna_client, "place", city="Bruges")
    anna_client.post(f"{ROOT}discard/", form_of(anna_client.get(f"{ROOT}discard/")))
    fill(bob_client, "place", city="Namur")
    page = put_back(anna_client, Proposal.objects.get(state="withdrawn"))
    assert "your draft has other words for it by now: Town." in words(page)
    assert drafted(member) == {"city": "Namur"}


def test_a_text_put_back_leaves_other_languages_as_staff_wrote_them(member, anna_client):
    fill(anna_client, "texts-en", summary__en="Deep wells.")
    anna_client.post(f"{ROOT}discard/", form_of(anna_client.get(f"{ROOT}discard/")))
    edit(member, summary={"en": "We dig wells.", "nl": "Wij slaan putten."})
    put_back(anna_client, Proposal.objects.get())
    assert drafted(member) == {"summary": {"en": "Deep wells.", "nl": "Wij slaan putten."}}


def test_what_is_live_or_waits_is_not_put_back(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    put_back(anna_client, pending_of(member))
    assert drafted(member) == {}


def test_an_answer_that_comes_too_late_is_still_there(member, anna_client, bob_client, reviewer):
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    proposal = pending_of(member)
    return_with(proposal, reviewer, "Since when?")
    url = f"{ROOT}proposals/{proposal.pk}/answer/"
    bob_client.post(url, {"answer": "Since May."})
    late = anna_client.post(url, {"answer": "Since the flood of 2021."})
    assert late.status_code == 409
    assert "Since the flood of 2021." in words(late)
    assert Proposal.objects.get(pk=proposal.pk).answer == "Since May."
