"""Check and send, and what can be done with a proposal afterwards."""

import re

import pytest

from members.models import Member, Proposal, Revision
from members.publishing.proposals import Decision, decide, return_with
from members.publishing.values import digest
from tests.helpers import ENTERPRISE_NUMBERS, edit, make_member, set_federation
from tests.profile.helpers import ROOT, fill, form_of, send, words

pytestmark = pytest.mark.django_db


def public(anonymous):
    """Return the bytes of the public pages and answers of the member."""
    addresses = (
        "/en/members/water-for-all/",
        "/nl/members/water-for-all/",
        "/en/",
        "/en/?q=bruges",
        "/sitemap.xml",
        "/en/suggest?q=wat",
        "/nl/suggest?q=bru",
    )
    return [anonymous.get(address).content for address in addresses]


def test_the_check_page_marks_words_and_says_what_becomes_of_each(member, anna_client):
    fill(anna_client, "texts-en", summary__en="We dig deep wells.")
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    html = re.sub(r"\s+>", ">", anna_client.get(f"{ROOT}check/").content.decode())
    assert '<ins><span class="vh" lang="en">added: </span>deep </ins>' in html
    assert '<del><span class="vh" lang="en">removed: </span>+32 2 111 11 11</del>' in html
    text = words(anna_client.get(f"{ROOT}check/"))
    assert "1 change goes live as soon as you send it." in text
    assert "Staff review the rest, within 5 working days." in text


def test_sending_says_what_is_live_what_waits_and_until_when(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    page = anna_client.get(send(anna_client, "See our report.")["Location"])
    text = words(page)
    assert "Live now Phone" in text
    assert "Waiting for staff Town" in text
    assert "aim to decide by" in text
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.note) == ("submitted", "See our report.")
    live = Member.objects.get()
    assert (live.phone, live.city) == ("+3222222222", "Ghent")
    assert live.revisions.first().source == Revision.Source.EDITOR


def test_what_is_all_direct_is_decided_at_once(member, anna_client):
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    assert "All of it goes live as soon as you send it." in words(anna_client.get(f"{ROOT}check/"))
    page = anna_client.get(send(anna_client)["Location"])
    assert "Thank you, it is live" in words(page)
    assert Proposal.objects.get().state == "decided"


def test_a_trusted_member_has_a_policy_of_its_own(member, anna_client):
    Member.objects.update(review_policy={"city": "direct"})
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    assert Member.objects.get().city == "Bruges"


def test_review_changes_no_public_byte_until_it_is_decided(
    member, anna_client, anonymous, reviewer
):
    before = public(anonymous)
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    assert public(anonymous) == before
    first = Proposal.objects.get()
    return_with(first, reviewer, "Since when?")
    assert public(anonymous) == before
    anna_client.post(f"{ROOT}proposals/{first.pk}/answer/", {"answer": "Since May."})
    assert public(anonymous) == before
    decide(Proposal.objects.get(), reviewer, {"city": Decision("refused", reason="Not so.")})
    assert public(anonymous) == before
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    second = Proposal.objects.get(state="submitted")
    anna_client.post(f"{ROOT}proposals/{second.pk}/withdraw/")
    assert Proposal.objects.get(pk=second.pk).state == "withdrawn"
    assert public(anonymous) == before


def test_an_empty_draft_cannot_be_sent(member, anna_client):
    assert "Your draft changes nothing." in words(anna_client.get(f"{ROOT}check/"))
    assert anna_client.post(f"{ROOT}check/").status_code == 409
    assert not Proposal.objects.exists()


def test_it_is_sent_once(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    data = form_of(anna_client.get(f"{ROOT}check/"))
    first, again = (anna_client.post(f"{ROOT}check/", data) for _click in range(2))
    assert again["Location"] == first["Location"]
    assert Proposal.objects.count() == 1


def test_what_cannot_be_published_is_told_and_nothing_is_sent(member, anna_client):
    make_member("Bread for All", enterprise_number=ENTERPRISE_NUMBERS[0])
    set_federation(review_policy={"enterprise_number": "direct"})
    fill(anna_client, "identity", enterprise_number=ENTERPRISE_NUMBERS[0])
    page = send(anna_client)
    assert page.status_code == 409
    assert "Another member has this enterprise number." in words(page)
    assert Proposal.objects.get().state == "draft"


def test_one_change_is_left_as_it_is(member, anna_client):
    fill(anna_client, "place", city="Bruges", street_address="Street 1")
    anna_client.post(f"{ROOT}undo/", {"field": "city", "seen": digest("Bruges")})
    draft = Proposal.objects.get(state="draft")
    assert [one.field for one in draft.changes.all()] == ["street_address"]


def test_a_draft_is_thrown_away(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    anna_client.post(f"{ROOT}discard/", form_of(anna_client.get(f"{ROOT}check/")))
    assert Proposal.objects.get().state == "withdrawn"
    assert "Check and send" not in words(anna_client.get(ROOT))


def test_what_waits_is_withdrawn(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    proposal = Proposal.objects.get()
    page = anna_client.post(f"{ROOT}proposals/{proposal.pk}/withdraw/", follow=True)
    assert "Withdrawn. What you sent is your draft again" in words(page)
    assert Proposal.objects.get(pk=proposal.pk).state == "withdrawn"


def test_what_is_decided_cannot_be_withdrawn(member, anna_client, reviewer):
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    proposal = Proposal.objects.get()
    decide(proposal, reviewer, {"city": Decision("accepted")})
    page = anna_client.post(f"{ROOT}proposals/{proposal.pk}/withdraw/", follow=True)
    assert "That is no longer possible" in words(page)
    assert Proposal.objects.get().state == "decided"


def test_a_newer_one_starts_from_what_waits_and_replaces_it(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    fill(anna_client, "contact", website="https://new.example.org/")
    assert "It replaces what you sent before" in words(anna_client.get(f"{ROOT}check/"))
    send(anna_client)
    newer, older = Proposal.objects.order_by("-pk")
    assert (older.state, older.replaced_by) == ("withdrawn", newer)
    assert {one.field for one in newer.changes.all()} == {"city", "website"}


def test_a_question_is_shown_and_answered(member, anna_client, reviewer):
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    proposal = Proposal.objects.get()
    return_with(proposal, reviewer, "Since when?")
    overview = words(anna_client.get(ROOT))
    assert "Staff have a question" in overview
    assert "Since when?" in overview
    answer = f"{ROOT}proposals/{proposal.pk}/answer/"
    page = anna_client.post(answer, {"answer": " "}, follow=True)
    assert "Write your answer." in words(page)
    page = anna_client.post(answer, {"answer": "Since May."}, follow=True)
    assert "Your answer is sent" in words(page)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("submitted", "Since May.")


def test_it_waits_anew_from_the_answer_on(member, anna_client, reviewer, time_machine):
    time_machine.move_to("2026-11-02 12:00:00+00:00", tick=False)
    anna_client.force_login(member.editors.get().user)
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    proposal = Proposal.objects.get()
    return_with(proposal, reviewer, "Since when?")
    time_machine.move_to("2026-11-12 12:00:00+00:00", tick=False)
    anna_client.post(f"{ROOT}proposals/{proposal.pk}/answer/", {"answer": "Since May."})
    proposal.refresh_from_db()
    assert proposal.submitted_at.date().isoformat() == "2026-11-12"


def test_a_decision_is_shown_with_corrections_and_reasons(member, anna_client, reviewer):
    fill(anna_client, "place", city="Bruges", street_address="street 1")
    fill(anna_client, "texts-en", summary__en="We are the best.")
    send(anna_client)
    proposal = Proposal.objects.get()
    decisions = {
        "city": Decision("accepted"),
        "street_address": Decision("edited", "Street 1"),
        "summary": Decision("refused", reason="Say what you do."),
    }
    decide(proposal, reviewer, decisions)
    text = words(anna_client.get(f"{ROOT}proposals/{proposal.pk}/"))
    assert "Say what you do." in text
    assert "As staff corrected it" in text
    assert "reviewer@example.org" not in text
    overview = words(anna_client.get(ROOT))
    assert "Refused" in overview
    assert "Say what you do." in overview
    fill(anna_client, "texts-en", summary__en="We dig many wells.")
    assert "Say what you do." not in words(anna_client.get(ROOT))


def test_a_page_that_changed_meanwhile_is_told(member, anna_client):
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    edit(member, phone="+32 2 444 44 44")
    text = words(anna_client.get(f"{ROOT}check/"))
    assert "The public page was changed after you wrote this." in text
    send(anna_client)
    assert Proposal.objects.get().state == "submitted"  # no longer direct: staff look
    assert Member.objects.get().phone == "+3224444444"


def test_who_sends_changes_can_say_that_the_rest_is_right(member, anna_client):
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    assert "Everything else on the page is right" in words(anna_client.get(f"{ROOT}check/"))
    data = form_of(anna_client.get(f"{ROOT}check/"))
    assert "confirms_rest" not in data  # nobody says so by accident
    anna_client.post(f"{ROOT}check/", data | {"confirms_rest": "1"})
    assert Proposal.objects.get().confirms_rest
    assert Member.objects.get().confirmed_at
