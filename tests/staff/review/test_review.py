"""The review desk: what waits, who has it in hand, and the decision field by field."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from post_office.models import Email

from members.models import Change, Editor, Member, Proposal, SavedReason, User
from members.presenting.outcome import outcome
from members.publishing import values
from members.publishing.logos import store_logo
from members.publishing.proposals import save_draft, submit
from members.staff.home.menu_counts import work_counts
from tests.helpers import edit, make_member, make_user, picture
from tests.profile.helpers import words
from tests.staff.conftest import FormReader

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
    assert "Give a reason" in answer.content.decode()
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


def test_the_message_says_what_happened_rather_than_what_was_asked(
    reviewer_client, proposal, superuser
):
    edit(proposal.member, city="Brussel")
    data = {"city-verdict": "accepted", "website-verdict": "accepted"}
    answer = reviewer_client.post(page(proposal), data, follow=True).content.decode()
    happened = "1 accepted, 1 set aside: the page changed meanwhile."
    assert f"Djapo: {happened}" in answer
    assert happened in reviewer_client.get(page(proposal)).content.decode()
    with translation.override(proposal.author.language):
        told = outcome(proposal)
    assert told in Email.objects.latest("pk").message


def test_a_page_that_says_by_now_what_was_proposed_is_no_conflict(reviewer_client, proposal):
    edit(proposal.member, city="Gent")
    decide(reviewer_client, proposal, city="accepted", website="accepted")
    assert proposal.changes.get(field="city").state == Change.State.ACCEPTED


def test_a_page_that_changes_while_somebody_decides_stops_the_decision(reviewer_client, proposal):
    fields = FormReader(reviewer_client.get(page(proposal)).content.decode()).fields
    edit(proposal.member, city="Brussel")
    data = {**fields, "city-verdict": "accepted", "website-verdict": "accepted"}
    text = reviewer_client.post(page(proposal), data).content.decode()
    assert "The page changed while you were deciding" in text
    assert live(proposal) == ("https://old.example.org/", "Brussel")
    seen = FormReader(text).fields
    reviewer_client.post(page(proposal), {**seen, "city-over": "on"})
    assert live(proposal) == ("https://new.example.org/", "Gent")


def test_the_reviewer_sees_that_the_rest_was_said_to_be_right(reviewer_client, anna):
    member = make_member("Djapo")
    draft = save_draft(member, {"city": "Gent", "website": "https://new.example.org/"}, anna)
    proposal = submit(draft, anna, confirms_rest=True)
    assert "everything else is right" in reviewer_client.get(page(proposal)).content.decode()
    data = {"city-verdict": "refused", "city-reason": "No", "website-verdict": "accepted"}
    answer = reviewer_client.post(page(proposal), data, follow=True).content.decode()
    assert "The profile is not confirmed" in answer
    member.refresh_from_db()
    assert member.confirmed_at is None


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
    assert "2 accepted." in text
    assert "Town <span" in text


def test_a_second_decision_changes_nothing(reviewer_client, administrator_client, proposal):
    decide(reviewer_client, proposal, city="accepted", website="accepted")
    data = {"city-verdict": "refused", "city-reason": "No", "website-verdict": "accepted"}
    administrator_client.post(page(proposal), data)
    assert live(proposal) == ("https://new.example.org/", "Gent")


def test_a_preview_shows_the_result_and_keeps_nothing(reviewer_client, proposal):
    data = {"city-verdict": "accepted", "website-verdict": "accepted", "preview": "en"}
    text = reviewer_client.post(page(proposal), data).content.decode()
    assert "Ghent" in text
    assert live(proposal)[1] == "Leuven"


def test_a_preview_is_in_the_language_asked_and_its_band_leads_to_the_others(
    reviewer_client, proposal
):
    data = {"city-verdict": "refused", "city-reason": "No", "preview": "fr"}
    text = reviewer_client.post(page(proposal), data).content.decode()
    assert '<html lang="fr"' in text
    assert "Gent" not in text
    assert "https://new.example.org/" in text  # not decided yet: as proposed
    assert '<input type="hidden" name="city-reason" value="No">' in text
    assert 'name="preview" value="nl"' in text


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


def test_what_was_filled_in_is_kept_where_a_colleague_took_it_over(
    reviewer_client, administrator_client, proposal
):
    take(administrator_client, proposal)
    data = {"city-verdict": "refused", "city-reason": "Wrong town", "website-verdict": "accepted"}
    text = reviewer_client.post(page(proposal), data).content.decode()
    assert "Wrong town" in text
    reviewer_client.post(page(proposal), {**FormReader(text).fields, "over": "1"})
    assert proposal.changes.get(field="city").state == Change.State.REFUSED


def test_looking_at_a_proposal_changes_nothing_and_opening_it_from_the_list_takes_it(
    reviewer_client, proposal, reviewer
):
    reviewer_client.get(page(proposal))
    proposal.refresh_from_db()
    assert proposal.held_by is None
    address = reverse("admin:review_take", args=[proposal.pk])
    assert f'action="{address}"' in reviewer_client.get(QUEUE).content.decode()
    assert take(reviewer_client, proposal).url == page(proposal)
    proposal.refresh_from_db()
    assert proposal.held_by == reviewer


def test_deciding_leads_to_the_next_that_nobody_has_in_hand(
    reviewer_client, administrator_client, proposal, anna, reviewer
):
    others = [
        submit(save_draft(make_member(name), {"city": "Gent"}, anna), anna)
        for name in ("Second", "Third")
    ]
    take(administrator_client, others[0])
    answer = decide(reviewer_client, proposal, city="accepted", website="accepted")
    assert answer.url == page(others[1])
    others[1].refresh_from_db()
    assert others[1].held_by == reviewer
    answer = reviewer_client.post(page(others[1]), {"city-verdict": "accepted", "then": "list"})
    assert answer.url == QUEUE


def test_what_is_skipped_waits_for_a_colleague(reviewer_client, proposal, anna):
    other = submit(save_draft(make_member("Second"), {"city": "Gent"}, anna), anna)
    take(reviewer_client, proposal)
    assert take(reviewer_client, proposal, skip="1").url == page(other)
    assert take(reviewer_client, other, skip="1").url == QUEUE
    proposal.refresh_from_db()
    assert proposal.held_by is None


@pytest.mark.parametrize(
    ("field", "value", "mark"),
    [
        ("joined_on", "2020-02-01", 'type="date"'),
        ("former_names", ["Old name"], "<textarea"),
        ("languages", ["nl"], 'type="checkbox"'),
        ("precision", "street", "<select"),
        ("founded_year", 1990, 'type="number"'),
        ("phone", "+3231234567", 'type="tel"'),
    ],
)
def test_a_correction_has_the_fields_own_control(reviewer_client, anna, field, value, mark):
    member = make_member("Djapo")
    proposal = Proposal.objects.create(
        member=member, author=anna, state="submitted", submitted_at=timezone.now()
    )
    proposal.changes.create(field=field, old=values.read(member)[field], new=value)
    text = reviewer_client.get(page(proposal)).content.decode()
    correction = text[text.index("The correction") : text.index("The reason for refusing")]
    assert mark in correction
    fields = FormReader(text).fields
    reviewer_client.post(page(proposal), {**fields, f"{field}-verdict": "edited"})
    member.refresh_from_db()
    assert values.read(Member.objects.with_parts().get(pk=member.pk))[field] == value


def test_a_correction_that_is_not_chosen_never_stands_in_the_way(reviewer_client, proposal):
    data = {"city-verdict": "accepted", "website-verdict": "accepted", "website-value": "no site"}
    reviewer_client.post(page(proposal), data)
    assert live(proposal) == ("https://new.example.org/", "Gent")


def test_a_mistake_is_named_at_the_top_and_leads_to_its_control(reviewer_client, proposal):
    text = decide(reviewer_client, proposal, city="refused", website="accepted").content.decode()
    assert 'href="#id_city-reason"' in text
    assert 'id="id_city-reason"' in text


def test_a_mistake_reads_as_a_sentence(reviewer_client, proposal):
    text = words(decide(reviewer_client, proposal, city="refused"))
    assert "Town: Why do you refuse it? Give a reason." in text
    assert "Website: Decision: Choose what you decide." in text


def test_no_correction_is_offered_where_none_is_possible(reviewer_client, anna):
    member = make_member("Arktos")
    draft = save_draft(member, {"logo": store_logo(picture())}, anna)
    text = reviewer_client.get(page(submit(draft, anna, ""))).content.decode()
    assert "logo-verdict" in text
    assert "The correction" not in text


def test_the_lists_tell_what_waits_for_whom_and_what_was_decided_why(reviewer_client, proposal):
    data = {"city-verdict": "refused", "city-reason": "Wrong town", "website-verdict": "accepted"}
    reviewer_client.post(page(proposal), data)
    decided = reviewer_client.get(QUEUE, {"tab": "decided"}).content.decode()
    assert "1 accepted, 1 refused." in decided
    assert "Wrong town" in decided
    for typed, found in (("wrong TOWN", True), ("anna@", True), ("Leuven", False)):
        text = reviewer_client.get(QUEUE, {"tab": "decided", "q": typed}).content.decode()
        assert ("Wrong town" in text) is found, typed
    assert "Djapo" not in reviewer_client.get(QUEUE).content.decode()


def test_what_the_editor_has_to_answer_waits_in_a_list_of_its_own(reviewer_client, proposal):
    address = reverse("admin:review_return", args=[proposal.pk])
    reviewer_client.post(address, {"question": "Since when?"})
    assert "Since when?" in reviewer_client.get(QUEUE, {"tab": "editor"}).content.decode()
    assert "Djapo" not in reviewer_client.get(QUEUE).content.decode()


def test_the_archive_asks_no_more_with_more_in_it(reviewer_client, anna):
    asked = []
    # The first page of a session writes down that it is in use, once in five minutes.
    reviewer_client.get(QUEUE, {"tab": "decided"})
    for number in range(3):
        member = make_member(f"Member {number}")
        proposal = submit(save_draft(member, {"city": "Gent"}, anna), anna)
        decide(reviewer_client, proposal, city="accepted")
        with CaptureQueriesContext(connection) as queries:
            reviewer_client.get(QUEUE, {"tab": "decided"})
        asked.append(len(queries))
    assert len(set(asked)) == 1


def test_the_menu_counts_what_waits_by_one_query_and_stops_at_a_thousand(
    reviewer_client, proposal, monkeypatch
):
    menu = re.compile(r'href="/admin/review/"[^>]*>\s*Review\s+<span class="menu-count">([^<]+)<')
    html = reviewer_client.get("/admin/members/member/").content.decode()
    assert menu.search(html)[1] == "1"
    with CaptureQueriesContext(connection) as queries:
        work_counts(proposal.author)
        work_counts(User.objects.create_superuser("root@example.org"))
    assert sum("_counted" in query["sql"] for query in queries) == 1
    monkeypatch.setattr("members.staff.home.menu_counts.MOST", 1)
    assert menu.search(reviewer_client.get("/admin/").content.decode())[1] == "0+"


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
