"""The life of a proposal: every state, action and role is tried against the one table."""

from itertools import product

import pytest
from django.utils import timezone

from members.models import Change, Member, Proposal
from members.models.proposal import ACTIONS, TRANSITIONS, AlreadyMoved, NotAllowed, Role
from members.publishing import values
from members.publishing.proposals import (
    Decision,
    answer,
    decide,
    discard,
    return_with,
    save_draft,
    submit,
    withdraw,
)
from tests.helpers import make_member, make_user

pytestmark = pytest.mark.django_db
State = Proposal.State
# What the table must say, written down a second time: (state, action): (role, next state).
STEPS = {
    (State.DRAFT, "save"): (Role.EDITOR, State.DRAFT),
    (State.DRAFT, "submit"): (Role.EDITOR, State.SUBMITTED),
    (State.DRAFT, "apply"): (Role.EDITOR, State.DECIDED),
    (State.DRAFT, "discard"): (Role.EDITOR, State.WITHDRAWN),
    (State.SUBMITTED, "withdraw"): (Role.EDITOR, State.WITHDRAWN),
    (State.SUBMITTED, "replace"): (Role.EDITOR, State.WITHDRAWN),
    (State.SUBMITTED, "return"): (Role.REVIEWER, State.RETURNED),
    (State.SUBMITTED, "decide"): (Role.REVIEWER, State.DECIDED),
    (State.RETURNED, "answer"): (Role.EDITOR, State.SUBMITTED),
    (State.RETURNED, "withdraw"): (Role.EDITOR, State.WITHDRAWN),
    (State.RETURNED, "replace"): (Role.EDITOR, State.WITHDRAWN),
    (State.DRAFT, "merge"): (Role.REVIEWER, State.WITHDRAWN),
    (State.SUBMITTED, "merge"): (Role.REVIEWER, State.WITHDRAWN),
    (State.RETURNED, "merge"): (Role.REVIEWER, State.WITHDRAWN),
}


@pytest.fixture
def user():
    return make_user()


def proposal_in(state, user, member=None):
    """Return a proposal of one change in a state."""
    member = member or make_member(city="Ghent")
    sent_at = None if state == State.DRAFT else timezone.now()
    proposal = Proposal.objects.create(
        member=member, author=user, state=state, submitted_at=sent_at
    )
    proposal.changes.create(field="city", old="Ghent", new="Bruges")
    return proposal


def test_the_table_has_these_steps_and_no_others():
    assert set(TRANSITIONS) == set(STEPS)
    assert set(ACTIONS) == {action for _state, action in STEPS}


@pytest.mark.parametrize(("state", "action", "role"), list(product(State, ACTIONS, Role)))
def test_every_state_action_and_role(state, action, role, user):
    proposal = proposal_in(state, user)
    allowed, target = STEPS.get((state, action), (None, None))
    if role == allowed:
        proposal.move(action, role)
        assert proposal.state == target
    else:
        with pytest.raises(NotAllowed):
            proposal.move(action, role)
        assert Proposal.objects.get().state == state


@pytest.mark.parametrize(("state", "action"), STEPS)
def test_a_step_is_taken_once(state, action, user):
    role, target = STEPS[state, action]
    first = proposal_in(state, user)
    second = Proposal.objects.get()
    first.move(action, role)
    if target == state:
        return  # saving a draft again is what drafts are for
    with pytest.raises(AlreadyMoved):
        second.move(action, role)


DOORS = {
    "submit": lambda proposal, user: submit(proposal, user),
    "discard": discard,
    "withdraw": withdraw,
    "answer": lambda proposal, user: answer(proposal, user, "Since May."),
    "return": lambda proposal, user: return_with(proposal, user, "Since when?"),
    "decide": lambda proposal, user: decide(proposal, user, {"city": Decision("accepted")}),
}


@pytest.mark.parametrize(("state", "door"), list(product(State, DOORS)))
def test_every_function_keeps_to_the_table(state, door, user):
    member = make_member(city="Ghent")
    proposal = proposal_in(state, user, member)
    before = values.read(member)
    if (state, door) in STEPS:
        DOORS[door](proposal, user)
        assert proposal.state == STEPS[state, door][1]
    else:
        with pytest.raises((NotAllowed, AlreadyMoved)):
            DOORS[door](proposal, user)
        assert Proposal.objects.get().state == state
    live = values.read(Member.objects.get())
    assert live == before | ({"city": "Bruges"} if door == "decide" and live != before else {})
    assert (live == before) == ((state, door) != (State.SUBMITTED, "decide"))


@pytest.mark.parametrize("text", ["", "   \n"])
def test_questions_and_answers_have_words(text, user):
    proposal = proposal_in(State.SUBMITTED, user)
    with pytest.raises(Exception, match="Write what you would like to know"):
        return_with(proposal, user, text)
    proposal.move("return", Role.REVIEWER, question="Why?")
    with pytest.raises(Exception, match="Write your answer"):
        answer(proposal, user, text)
    assert proposal.state == State.RETURNED


def test_what_was_sent_never_changes(user):
    member = make_member(city="Ghent")
    sent = submit(save_draft(member, {"city": "Bruges"}, user), user)
    draft = save_draft(member, {"city": "Liège"}, user)
    assert sent.changes.get().new == "Bruges"
    assert draft.changes.get().new == "Liège"
    submit(draft, user)
    sent.refresh_from_db()
    assert (sent.state, sent.replaced_by) == (State.WITHDRAWN, draft)
    assert sent.changes.get().state == Change.State.PENDING


def test_a_sent_draft_cannot_replace_itself(user):
    member = make_member(city="Ghent")
    draft = save_draft(member, {"city": "Bruges"}, user)
    twin = Proposal.objects.get()
    submit(draft, user)
    with pytest.raises(AlreadyMoved):
        submit(twin, user)
    assert Proposal.objects.get().state == State.SUBMITTED
