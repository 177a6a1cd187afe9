"""Editors and staff at the same moment: one wins, nobody gets an error page, nothing is lost."""

import pytest

from members.models import Change, Member, Proposal, Revision
from members.models.proposal import AlreadyMoved, NotAllowed
from members.publishing.proposals import Decision, decide, save_draft, submit, withdraw
from tests.helpers import edit, make_member, make_user
from tests.publishing.test_threads import together

pytestmark = pytest.mark.django_db(transaction=True)


def attempt(action):
    """Run an action; return what it gave, or the refusal where somebody was faster."""
    try:
        return action()
    except (AlreadyMoved, NotAllowed) as late:
        return late


def sent(user):
    """Return a proposal that waits, of a new member."""
    member = make_member(city="Ghent")
    return submit(save_draft(member, {"city": "Bruges"}, user), user)


def test_of_two_reviewers_at_once_one_decides():
    pk = sent(make_user()).pk
    robins = [make_user(f"robin{n}@example.org", "Reviewer") for n in range(8)]
    verdicts = [Decision("accepted"), Decision("refused", reason="No.")] * 4

    def work(n):
        proposal = Proposal.objects.get(pk=pk)
        return attempt(lambda: (decide(proposal, robins[n], {"city": verdicts[n]}), n))

    results = together(work, 8)
    won = [result for result in results if isinstance(result, tuple)]
    assert len(won) == 1
    _revision, winner = won[0]
    decided = Proposal.objects.get()
    assert (decided.state, decided.reviewer) == ("decided", robins[winner])
    assert Change.objects.get().state == verdicts[winner].verdict
    accepted = verdicts[winner].verdict == "accepted"
    assert Member.objects.get().city == ("Bruges" if accepted else "Ghent")


def test_twenty_parallel_submits_of_one_draft_send_it_once():
    user, member = make_user(), make_member(city="Ghent", phone="111")
    draft = save_draft(member, {"city": "Bruges", "phone": "112"}, user).pk
    work = lambda n: attempt(lambda: submit(Proposal.objects.get(pk=draft), user))  # noqa: E731
    results = together(work, 20)
    assert sum(isinstance(result, Proposal) for result in results) == 1
    only = Proposal.objects.get()
    assert (only.state, only.replaced_by) == ("submitted", None)
    assert list(member.revisions.values_list("number", flat=True)) == [2, 1]


def test_parallel_saves_of_different_fields_make_one_draft():
    user, member = make_user(), make_member()
    fields = ["city", "abbreviation", "street_address", "postal_code", "website", "phone"]
    new = ["Ghent", "WFA", "Street 1", "9000", "https://b.be/", "112"]
    together(lambda n: bool(save_draft(Member.objects.get(), {fields[n]: new[n]}, user)), 6)
    draft = Proposal.objects.get()
    assert {one.field: one.new for one in draft.changes.all()} == dict(
        zip(fields, new, strict=True)
    )
    assert not Revision.objects.filter(member=member, number__gt=1).exists()


def test_editors_and_staff_at_once_neither_lose_nor_stop_each_other():
    user = make_user()
    members = [make_member(f"Member {n}", city="Ghent", phone="111") for n in range(4)]
    drafts = [save_draft(one, {"phone": "112", "city": "Bruges"}, user).pk for one in members]

    def work(n):
        which = n // 3
        if n % 3 == 0:
            return attempt(lambda: submit(Proposal.objects.get(pk=drafts[which]), user))
        member = Member.objects.get(pk=members[which].pk)
        return edit(member, **{"abbreviation" if n % 3 == 1 else "postal_code": f"{n}"})

    results = together(work, 12)
    assert all(isinstance(result, Proposal | Revision) for result in results)
    for which, member in enumerate(members):
        live = Member.objects.get(pk=member.pk)
        assert (live.phone, live.city, live.revision) == ("112", "Ghent", 4)
        assert live.abbreviation == str(which * 3 + 1)
        assert live.postal_code == str(which * 3 + 2)


def test_who_withdraws_and_who_decides_at_once_do_not_both_win():
    user, robin = make_user(), make_user("rene@example.org", "Reviewer")
    pk = sent(user).pk

    def work(n):
        proposal = Proposal.objects.get(pk=pk)
        if n % 2:
            return attempt(lambda: withdraw(proposal, user) and "withdrawn")
        return attempt(
            lambda: decide(proposal, robin, {"city": Decision("accepted")}) and "decided"
        )

    won = [result for result in together(work) if isinstance(result, str)]
    assert won == [Proposal.objects.get(pk=pk).state]
    assert (Member.objects.get().city == "Bruges") == (won == ["decided"])
