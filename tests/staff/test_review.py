"""The review desk: what waits, who has it in hand, and the decision field by field."""

import pytest
from django.urls import reverse

from members.models import Change, Editor, Proposal, SavedReason
from members.publishing.proposals import save_draft, submit
from tests.helpers import make_member, make_user

pytestmark = pytest.mark.django_db
QUEUE = "/admin/review/"


@pytest.fixture
def anna(db):
    """An editor."""
    return make_user("anna@example.org")


@pytest.fixture
def proposal(anna):
    """Anna's proposal with two changes that wait."""
    member = make_member("Djapo", website="https://old.example.org/", city="Leuven")
    Editor.objects.create(member=member, user=anna)
    draft = save_draft(member, {"website": "https://new.example.org/", "city": "Gent"}, anna)
    return submit(draft, anna, "New office")


def page(proposal):
    return reverse("admin:review_proposal", args=[proposal.pk])


def take(client, proposal, **data):
    return client.post(reverse("admin:review_take", args=[proposal.pk]), data)


def decide(client, proposal, **verdicts):
    data = {f"{field}-verdict": verdict for field, verdict in verdicts.items()}
    return client.post(page(proposal), data)


def live(proposal):
    proposal.member.refresh_from_db()
    return proposal.member.website, proposal.member.city


def test_the_queue_shows_what_waits_with_author_and_fields(reviewer_client, proposal):
    text = reviewer_client.get(QUEUE).content.decode()
    assert "Djapo" in text
    assert str(proposal.author) in text
    assert "Website" in text


def test_the_queue_asks_no_more_of_the_database_with_more_proposals(
    reviewer_client, proposal, anna, django_assert_max_num_queries
):
    for number in range(8):
        member = make_member(f"Member {number}")
        submit(save_draft(member, {"city": "Gent"}, anna), anna)
    with django_assert_max_num_queries(12):
        assert reviewer_client.get(QUEUE).status_code == 200


def test_it_filters_by_member_and_by_waiting_too_long(reviewer_client, proposal):
    assert "Djapo" not in reviewer_client.get(QUEUE, {"q": "oxfam"}).content.decode()
    assert "Djapo" not in reviewer_client.get(QUEUE, {"late": "1"}).content.decode()
    Proposal.objects.update(submitted_at="2020-01-01T00:00Z")
    assert "Djapo" in reviewer_client.get(QUEUE, {"late": "1"}).content.decode()


def test_one_change_is_accepted_and_another_refused_with_a_reason(reviewer_client, proposal):
    data = {
        "city-verdict": "refused",
        "city-reason": "Still in Leuven",
        "website-verdict": "accepted",
    }
    reviewer_client.post(page(proposal), data)
    assert live(proposal) == ("https://new.example.org/", "Leuven")
    states = dict(proposal.changes.values_list("field", "state"))
    assert states == {"website": Change.State.ACCEPTED, "city": Change.State.REFUSED}


def test_a_change_is_accepted_with_a_correction(reviewer_client, proposal):
    data = {"city-verdict": "edited", "city-value": "Ghent", "website-verdict": "accepted"}
    reviewer_client.post(page(proposal), data)
    assert live(proposal)[1] == "Ghent"


def test_a_refusal_without_a_reason_decides_nothing_and_keeps_what_was_typed(
    reviewer_client, proposal
):
    answer = decide(reviewer_client, proposal, city="refused", website="accepted")
    assert "Say why" in answer.content.decode()
    assert live(proposal) == ("https://old.example.org/", "Leuven")
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.SUBMITTED


def test_a_missing_decision_decides_nothing(reviewer_client, proposal):
    decide(reviewer_client, proposal, city="accepted")
    assert live(proposal) == ("https://old.example.org/", "Leuven")


def test_a_value_that_moved_is_set_aside_as_a_conflict(reviewer_client, proposal, superuser):
    from members.publishing import publish

    publish(proposal.member, {"city": "Brussel"}, superuser, "admin")
    take(reviewer_client, proposal)
    assert "changed since" in reviewer_client.get(page(proposal)).content.decode()
    decide(reviewer_client, proposal, city="accepted", website="accepted")
    assert live(proposal) == ("https://new.example.org/", "Brussel")
    assert proposal.changes.get(field="city").state == Change.State.CONFLICT


def test_a_value_that_moved_is_replaced_where_the_reviewer_says_so(
    reviewer_client, proposal, superuser
):
    from members.publishing import publish

    publish(proposal.member, {"city": "Brussel"}, superuser, "admin")
    data = {"city-verdict": "accepted", "city-over": "on", "website-verdict": "accepted"}
    reviewer_client.post(page(proposal), data)
    assert live(proposal)[1] == "Gent"


def test_what_was_decided_is_told_in_words(reviewer_client, proposal):
    decide(reviewer_client, proposal, city="accepted", website="accepted")
    text = reviewer_client.get(page(proposal)).content.decode()
    assert "<li>Town: accepted</li>" in text


def test_a_second_decision_changes_nothing(reviewer_client, administrator_client, proposal):
    decide(reviewer_client, proposal, city="accepted", website="accepted")
    data = {"city-verdict": "refused", "city-reason": "No", "website-verdict": "accepted"}
    administrator_client.post(page(proposal), data)
    assert live(proposal) == ("https://new.example.org/", "Gent")


def test_a_preview_shows_the_result_and_keeps_nothing(reviewer_client, proposal):
    data = {"city-verdict": "accepted", "website-verdict": "accepted", "preview": "1"}
    text = reviewer_client.post(page(proposal), data).content.decode()
    assert "Gent" in text
    assert live(proposal)[1] == "Leuven"


def test_a_question_returns_the_whole(reviewer_client, proposal):
    address = reverse("admin:review_return", args=[proposal.pk])
    reviewer_client.post(address, {"question": "Since when?"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.question) == (Proposal.State.RETURNED, "Since when?")
    assert live(proposal)[1] == "Leuven"


def test_a_colleague_sees_who_has_it_in_hand_and_may_take_it_over(
    reviewer_client, administrator_client, proposal, reviewer, administrator
):
    take(reviewer_client, proposal)
    take(administrator_client, proposal)
    proposal.refresh_from_db()
    assert proposal.held_by == reviewer
    assert str(reviewer) in administrator_client.get(page(proposal)).content.decode()
    take(administrator_client, proposal, over="1")
    proposal.refresh_from_db()
    assert proposal.held_by == administrator


def test_a_colleague_cannot_decide_what_is_in_hand(reviewer_client, administrator_client, proposal):
    take(reviewer_client, proposal)
    decide(administrator_client, proposal, city="accepted", website="accepted")
    assert live(proposal) == ("https://old.example.org/", "Leuven")


def test_saved_reasons_are_offered_in_the_editors_language(reviewer_client, proposal):
    language = proposal.author.language
    SavedReason.objects.create(title="Not ours", text={language: "This text is not about you."})
    take(reviewer_client, proposal)
    assert "This text is not about you." in reviewer_client.get(page(proposal)).content.decode()


def test_focus_areas_are_corrected_one_by_one(reviewer_client, anna):
    member = make_member("Djapo")
    area = {"title": {"nl": "Leren"}, "description": {}}
    proposal = submit(save_draft(member, {"focus_areas": [area]}, anna), anna)
    data = {"focus_areas-verdict": "edited", "focus_areas-title_0_nl": "Spelen"}
    reviewer_client.post(page(proposal), data)
    assert member.focus_areas.get().title == {"nl": "Spelen"}


def test_nobody_else_opens_the_desk(client, proposal, anna):
    client.force_login(anna)
    assert client.get(QUEUE).status_code == 302
    assert client.get(page(proposal)).status_code == 302


def test_a_draft_is_the_editors_own(reviewer_client, anna):
    draft = save_draft(make_member("Djapo"), {"city": "Gent"}, anna)
    assert reviewer_client.get(page(draft)).status_code == 404


def test_editing_a_member_while_a_proposal_waits_warns_first(reviewer_client, proposal):
    form = reverse("admin:members_member_change", args=[proposal.member_id])
    assert page(proposal) in reviewer_client.get(form).content.decode()
    other = make_member("Other")
    form = reverse("admin:members_member_change", args=[other.pk])
    assert "/admin/review/" not in reviewer_client.get(form).content.decode().split("<h1>")[-1]
