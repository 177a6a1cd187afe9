"""Deciding field by field: what is accepted changes, nothing else does."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from members.models import Change, Member, Proposal, Revision
from members.publishing import values
from members.publishing.proposals import Decision, decide, save_draft, submit
from tests.helpers import edit, make_member, make_user, rolled_back

pytestmark = pytest.mark.django_db
OLD = {"city": "Ghent", "abbreviation": "WFA", "summary": {"en": "We dig wells."}}
# What editors may propose for review, each with values of its own.
NEW = {
    "city": st.sampled_from(["Bruges", "Liège", ""]),
    "abbreviation": st.sampled_from(["W4A", ""]),
    "street_address": st.sampled_from(["Street 1", "Street 2"]),
    "website": st.sampled_from(["https://a.example.org/", "https://b.example.org/"]),
    "founded_year": st.integers(1800, 2020),
    "former_names": st.lists(st.sampled_from(["Old", "Older"]), unique=True, min_size=1),
    "summary": st.dictionaries(
        st.sampled_from(["nl", "fr", "en"]), st.sampled_from(["A text", "Another"]), min_size=1
    ),
    "countries": st.lists(st.sampled_from(["BF", "CD", "SN"]), unique=True, min_size=1).map(sorted),
    "focus_areas": st.lists(
        st.fixed_dictionaries(
            {
                "id": st.uuids().map(str),
                "title": st.just({"en": "Wells"}),
                "description": st.sampled_from([{}, {"nl": "Diep"}]),
            }
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda area: area["id"],
    ),
}
VERDICTS = st.sampled_from(["accepted", "refused", "edited"])


@st.composite
def proposals(draw):
    """Return ({field: proposed}, {field: Decision}) of a random proposal."""
    fields = draw(st.lists(st.sampled_from(sorted(NEW)), unique=True, min_size=1))
    proposed = {field: draw(NEW[field]) for field in fields}
    decisions = {}
    for field in fields:
        verdict = draw(VERDICTS)
        value = draw(NEW[field]) if verdict == "edited" else None
        decisions[field] = Decision(verdict, value, "Not so." if verdict == "refused" else "")
    return proposed, decisions


@pytest.fixture
def people():
    return make_user("anna@example.org"), make_user("robin@example.org", "Reviewer")


@settings(max_examples=15)
@given(case=proposals())
def test_accepting_k_of_n_changes_exactly_those_k(case, people):
    check_decisions(case, people)


@pytest.mark.slow
@given(case=proposals())
def test_accepting_k_of_n_changes_exactly_those_k_at_length(case, people):
    check_decisions(case, people)


def check_decisions(case, people):
    (proposed, decisions), (anna, robin) = case, people
    with rolled_back():
        member = make_member(**OLD)
        before = values.read(member)
        proposal = submit(save_draft(member, proposed, anna), anna)
        asked = {change.field for change in proposal.changes.all()}
        wanted = {
            field: decision.value if decision.verdict == "edited" else proposed[field]
            for field, decision in decisions.items()
            if field in asked and decision.verdict != "refused"
        }
        decide(proposal, robin, decisions)
        live = values.read(Member.objects.get())
        assert live == before | wanted
        really = {field for field in wanted if wanted[field] != before[field]}
        newest = Revision.objects.filter(source=Revision.Source.PROPOSAL).first()
        assert set(newest.changes if newest else ()) == really
        assert Member.objects.get().revision == 1 + bool(really)
        for change in proposal.changes.all():
            assert change.state == decisions[change.field].verdict


@pytest.fixture
def proposal(people):
    """A proposal of two changes."""
    anna, _robin = people
    member = make_member(**OLD)
    return submit(save_draft(member, {"city": "Bruges", "abbreviation": "W4A"}, anna), anna)


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ({"city": Decision("accepted")}, "Decide on this change too."),
        (
            {"city": Decision("accepted"), "abbreviation": Decision("refused", reason=" ")},
            "Say why",
        ),
        (
            {"city": Decision("accepted"), "abbreviation": Decision("edited", "x" * 31)},
            "at most 30 characters",
        ),
    ],
)
def test_an_incomplete_decision_decides_nothing(decisions, message, proposal, people):
    with pytest.raises(ValidationError, match=message):
        decide(proposal, people[1], decisions)
    assert Proposal.objects.get().state == "submitted"
    assert Member.objects.get().city == "Ghent"
    assert {change.state for change in Change.objects.all()} == {"pending"}


def test_a_value_that_moved_is_a_conflict_and_not_overwritten(proposal, people):
    edit(proposal.member, city="Antwerp")
    accept = {"city": Decision("accepted"), "abbreviation": Decision("accepted")}
    decide(proposal, people[1], accept)
    live = Member.objects.get()
    assert (live.city, live.abbreviation) == ("Antwerp", "W4A")
    assert proposal.changes.get(field="city").state == "conflict"


def test_a_conflict_can_be_accepted_knowingly(proposal, people):
    edit(proposal.member, city="Antwerp")
    decisions = {"city": Decision("accepted", over=True), "abbreviation": Decision("accepted")}
    decide(proposal, people[1], decisions)
    assert Member.objects.get().city == "Bruges"


@pytest.mark.parametrize(("seen", "state"), [("Aalst", "conflict"), ("Ronse", "accepted")])
def test_a_live_value_is_replaced_only_where_it_is_the_one_that_was_seen(people, seen, state):
    anna, robin = people
    member = make_member(**OLD)
    proposal = submit(save_draft(member, {"city": "Bruges"}, anna), anna)
    edit(member, city="Ronse")
    decision = Decision("accepted", over=True, live=values.digest(seen))
    decide(proposal, robin, {"city": decision})
    assert proposal.changes.get().state == state
