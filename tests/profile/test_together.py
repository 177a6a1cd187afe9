"""Two colleagues on one draft: told of each other, and nobody writes over the other in silence."""

import pytest
from django.utils import timezone

from members.models import Proposal
from members.publishing.values import digest
from tests.helpers import edit
from tests.profile.helpers import ROOT, fill, form_of, words

pytestmark = pytest.mark.django_db
CONTACT, FOCUS = f"{ROOT}edit/contact/", f"{ROOT}edit/focus/"


def drafted():
    """Return {field: value} of the draft."""
    return {one.field: one.new for one in Proposal.objects.get().changes.all()}


def test_a_colleague_is_told_of(member, anna_client, bob_client):
    fill(anna_client, "place", city="Bruges")
    assert "Anna is editing this too (saved less than a minute ago)." in words(bob_client.get(ROOT))
    assert "Anna is editing this too" in words(bob_client.get(CONTACT))
    assert "is editing this too" not in words(anna_client.get(ROOT))


def test_nobody_is_told_of_a_colleague_who_left_off(member, anna_client, bob_client):
    fill(anna_client, "place", city="Bruges")
    Proposal.objects.update(saved_at=timezone.now() - timezone.timedelta(minutes=16))
    assert "is editing this too" not in words(bob_client.get(ROOT))


def test_the_same_field_from_the_same_state_is_a_conflict_that_shows_both(
    member, anna_client, bob_client
):
    page = bob_client.get(CONTACT)
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    late = fill(bob_client, "contact", page=page, phone="+32 2 333 33 33")
    assert late.status_code == 409
    assert "Anna changed this while you were writing" in words(late)
    assert "+32 2 222 22 22" in words(late)
    assert form_of(late)["phone"] == ["+32 2 333 33 33"]
    assert drafted() == {"phone": "+3222222222"}


def test_after_a_conflict_a_second_save_counts(member, anna_client, bob_client):
    page = bob_client.get(CONTACT)
    fill(anna_client, "contact", phone="+32 2 222 22 22", website="https://anna.example.org/")
    late = fill(bob_client, "contact", page=page, phone="+32 2 333 33 33")
    fill(bob_client, "contact", page=late)
    assert drafted() == {"phone": "+3223333333", "website": "https://anna.example.org/"}


def test_different_fields_of_one_page_are_merged(member, anna_client, bob_client):
    page = bob_client.get(CONTACT)
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    fill(bob_client, "contact", page=page, email="bob@example.org")
    assert drafted() == {"phone": "+3222222222", "email": "bob@example.org"}


def test_different_languages_of_one_text_are_merged(member, anna_client, bob_client):
    page = bob_client.get(f"{ROOT}edit/texts-fr/")
    fill(anna_client, "texts-nl", summary__nl="Wij slaan putten.")
    fill(bob_client, "texts-fr", page=page, summary__fr="Des puits.")
    new = {"en": "We dig wells.", "nl": "Wij slaan putten.", "fr": "Des puits."}
    assert drafted() == {"summary": new}


def test_the_same_new_value_is_no_conflict(member, anna_client, bob_client):
    page = bob_client.get(CONTACT)
    fill(anna_client, "contact", phone="112")
    assert fill(bob_client, "contact", page=page, phone="112").status_code == 302


def test_focus_areas_conflict_and_keep_what_was_typed(member, anna_client, bob_client):
    page = bob_client.get(FOCUS)
    fill(anna_client, "focus", areas__0__title__en="Deep wells")
    late = fill(bob_client, "focus", page=page, areas__0__title__en="Wide wells")
    assert late.status_code == 409
    assert form_of(late)["areas-0-title-en"] == ["Wide wells"]
    assert "Deep" in words(late)
    fill(bob_client, "focus", page=late)
    assert drafted()["focus_areas"][0]["title"] == {"en": "Wide wells"}


def test_staff_who_publish_meanwhile_are_a_conflict_too(member, anna_client):
    page = anna_client.get(CONTACT)
    edit(member, phone="+32 2 444 44 44")
    late = fill(anna_client, "contact", page=page, phone="+32 2 555 55 55")
    assert late.status_code == 409
    assert "Someone changed this while you were writing" in words(late)


def test_a_draft_that_changed_is_not_sent_unseen(member, anna_client, bob_client):
    fill(anna_client, "place", city="Bruges")
    data = form_of(anna_client.get(f"{ROOT}check/"))
    fill(bob_client, "place", city="Liège")
    late = anna_client.post(f"{ROOT}check/", data)
    assert late.status_code == 409
    assert "Bob changed the draft while you were looking: Town. Look again." in words(late)
    assert "This was changed while you were looking." in words(late)
    assert Proposal.objects.get().state == "draft"
    assert anna_client.post(f"{ROOT}check/", form_of(late)).status_code == 302
    assert drafted() == {"city": "Liège"}


def test_a_send_that_comes_too_late_keeps_the_note_and_the_tick(member, anna_client, bob_client):
    fill(anna_client, "place", city="Bruges")
    data = form_of(anna_client.get(f"{ROOT}check/")) | {"note": "See page 3", "confirms_rest": "1"}
    fill(bob_client, "place", city="Liège")
    kept = form_of(anna_client.post(f"{ROOT}check/", data))
    assert (kept["note"], kept["confirms_rest"]) == (["See page 3"], ["1"])


def test_a_draft_saved_again_with_the_same_words_is_still_the_one_that_was_seen(
    member, anna_client, bob_client
):
    fill(anna_client, "place", city="Bruges")
    data = form_of(anna_client.get(f"{ROOT}check/"))
    fill(bob_client, "place", city="Liège")
    fill(bob_client, "place", city="Bruges")
    assert anna_client.post(f"{ROOT}check/", data).status_code == 302


def test_the_rest_is_not_said_to_be_right_of_a_page_that_nobody_saw(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    data = form_of(anna_client.get(f"{ROOT}check/"))
    edit(member, phone="+32 2 444 44 44")
    late = anna_client.post(f"{ROOT}check/", data | {"confirms_rest": "1"})
    assert late.status_code == 409
    assert "The public page was changed while you were looking." in words(late)
    assert anna_client.post(f"{ROOT}check/", data).status_code == 302  # says nothing of the rest


def test_a_colleagues_words_are_not_thrown_away_unseen(member, anna_client, bob_client):
    fill(anna_client, "place", city="Bruges")
    data = form_of(anna_client.get(f"{ROOT}check/"))
    fill(bob_client, "contact", email="bob@example.org")
    late = anna_client.post(f"{ROOT}discard/", data)
    assert late.status_code == 409
    assert "Bob changed the draft while you were looking: E-mail address." in words(late)
    assert drafted() == {"city": "Bruges", "email": "bob@example.org"}


def test_a_colleagues_value_is_not_taken_out_unseen(member, anna_client, bob_client):
    fill(anna_client, "place", city="Bruges")
    late = {"field": "city", "seen": digest("Bruges")}
    fill(bob_client, "place", city="Liège")
    page = anna_client.post(f"{ROOT}undo/", late, follow=True)
    assert "Bob changed the draft while you were looking: Town." in words(page)
    assert drafted() == {"city": "Liège"}
