"""A merge undone: both exactly as they were, and nothing that came since is lost silently."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from members.models import (
    Claim,
    Editor,
    FormerSlug,
    Member,
    Merge,
    Proposal,
    Report,
    Task,
    Theme,
    User,
)
from members.publishing import values
from members.publishing.merge_values import GONE, differing, joined, options
from members.publishing.merging import ChangedSince, merge
from members.publishing.proposals import Decision, decide, save_draft, submit
from members.publishing.unmerging import BEFORE, NOW, undoing, unmerge
from tests.helpers import ENTERPRISE_NUMBERS, edit, make_member, make_theme, make_user, rolled_back

pytestmark = pytest.mark.django_db
# What tells that something happened, rather than what is.
LOGS = {"members.auditevent", "members.revision", "members.merge", "members.directoryversion"}
COUNTED = {"revision", "updated_at"}


# These rows are written anew by every publish: who they are is their uuid or their code.
REPLACED = {
    "members.focusarea",
    "members.countryofactivity",
    "members.workinglanguage",
    "members.member_themes",
}


def dump():
    """Return every row of every table of members, but for the logs."""
    tables = apps.get_app_config("members").get_models(include_auto_created=True)
    return {
        model._meta.label_lower: _rows(model)
        for model in tables
        if model._meta.label_lower not in LOGS
    }


def _rows(model):
    left_out = {"id"} if model._meta.label_lower in REPLACED else set()
    left_out |= COUNTED if model is Member else set()
    names = [field.attname for field in model._meta.fields if field.attname not in left_out]
    return sorted(map(repr, model._base_manager.values_list(*names)))


@pytest.fixture
def robin():
    """The administrator who merges."""
    return make_user("robin@example.org", "Administrator")


@pytest.fixture
def pair():
    """Two members of one organisation."""
    return (
        make_member("Water for All", city="Ghent", phone="111"),
        make_member("Water Voor Allen", city="Bruges", phone="112"),
    )


def merged(pair, robin, **choices):
    """Return the Merge of two members."""
    return merge(*(Member.objects.get(pk=one.pk) for one in pair), choices, robin)


TEXTS = st.dictionaries(st.sampled_from(["nl", "fr", "en"]), st.sampled_from(["a", "b", "c d"]))
FOCUS = st.lists(
    st.fixed_dictionaries({"title": st.just({"nl": "Titel"}), "description": TEXTS}), max_size=2
)
PROFILE = st.fixed_dictionaries(
    {},
    optional={
        "city": st.sampled_from(["", "Ghent", "Lier"]),
        "phone": st.sampled_from(["", "111", "112"]),
        "summary": TEXTS,
        "former_names": st.lists(st.sampled_from(["Old", "Older"]), unique=True),
        "hidden_fields": st.lists(st.sampled_from(["phone", "city"]), unique=True),
        "themes": st.lists(st.sampled_from(["water", "health"]), unique=True),
        "countries": st.lists(st.sampled_from(["BE", "SN", "ML"]), unique=True),
        "languages": st.lists(st.sampled_from(["nl", "fr"]), unique=True),
        "focus_areas": FOCUS,
        "latitude": st.just(50.0),
        "founded_year": st.sampled_from([None, 1999]),
        "status": st.sampled_from(["published", "hidden", "draft"]),
    },
)
PEOPLE = st.dictionaries(st.integers(0, 2), st.sampled_from(["owner", "editor"]))
PROPOSALS = st.sets(st.sampled_from(["draft", "submitted", "decided", "withdrawn"]))
SIDE = st.fixed_dictionaries(
    {
        "profile": PROFILE,
        "people": PEOPLE,
        "proposals": PROPOSALS,
        "tasks": st.sets(st.sampled_from(["no_owner", "other"])),
        "reports": st.integers(0, 2),
        "slugs": st.integers(0, 2),
        "number": st.booleans(),
    }
)


def made(name, side, number):
    """Return a member with all that may belong to one."""
    profile = dict(side["profile"])
    if "latitude" in profile:
        profile |= {"longitude": 4.0, "precision": "street"}
    if side["number"]:
        profile["enterprise_number"] = number
    member = make_member(name, **profile)
    for n in range(side["slugs"]):
        edit(member, slug=f"{name.lower()}-{n}")
    for n, role in side["people"].items():
        user = User.objects.get(email=f"editor{n}@example.org")
        Editor.objects.create(member=member, user=user, role=role)
    author = User.objects.get(email="editor0@example.org")
    for state in sorted(side["proposals"]):
        proposal = Proposal.objects.create(member=member, author=author, state=state)
        proposal.changes.create(field="city", old="", new=name)
    for kind in sorted(side["tasks"]):
        Task.objects.raise_for(member, kind)
    for _n in range(side["reports"]):
        Report.objects.create(member=member, kind="text", message="x", sender="x", language="nl")
        Claim.objects.create(member=member, name="x", email="x@y.be", function="x", language="nl")
    return member


def check_there_and_back(first, second, draw):
    """Merge two random members as drawn, undo it, and compare every row."""
    make_theme("water"), make_theme("health")
    for n in range(3):
        make_user(f"editor{n}@example.org")
    robin = make_user("robin@example.org", "Administrator")
    kept = made("Kept", first, ENTERPRISE_NUMBERS[0])
    gone = made("Gone", second, ENTERPRISE_NUMBERS[1])
    before = dump()
    ours, theirs = values.read(kept), values.read(gone)
    offered = {name: options(name, ours, theirs) for name in differing(ours, theirs)}
    choices = {name: draw(st.sampled_from(some)) for name, some in offered.items()}
    record = merge(kept, gone, choices, robin)
    expected = ours | joined(ours, theirs, choices)
    assert values.read(Member.objects.get(pk=kept.pk)) == expected
    assert Member.objects.get(pk=gone.pk).successor == kept
    assert not Proposal.objects.open().filter(member=gone).exists()
    unmerge(Merge.objects.get(pk=record.pk), robin, reason="Two after all")
    after = dump()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


@hypothesis_settings(max_examples=8)
@given(first=SIDE, second=SIDE, data=st.data())
def test_undoing_restores_the_exact_state_of_every_row(first, second, data):
    with rolled_back():
        check_there_and_back(first, second, data.draw)


@pytest.mark.slow
@hypothesis_settings(max_examples=40)
@given(first=SIDE, second=SIDE, data=st.data())
def test_undoing_restores_the_exact_state_of_very_many_members(first, second, data):
    with rolled_back():
        check_there_and_back(first, second, data.draw)


def test_what_nobody_touched_goes_back_and_what_came_since_stays(pair, robin):
    record = merged(pair, robin, phone=GONE)
    edit(Member.objects.get(pk=pair[0].pk), city="Lier", email="a@b.be")
    found = undoing(record)
    assert found.back == {"phone": "111"}
    assert found.since == {"city": "Lier", "email": "a@b.be"}
    unmerge(record, robin, reason="Two after all")
    kept, gone = (Member.objects.get(pk=one.pk) for one in pair)
    assert (kept.phone, kept.city, kept.email) == ("111", "Lier", "a@b.be")
    assert (gone.phone, gone.city, gone.status) == ("112", "Bruges", "published")
    assert gone.merged_into is None
    assert gone.revisions.first().reason == "Merge into Water for All undone. Two after all"


@pytest.mark.parametrize(("choice", "phone"), [(BEFORE, "111"), (NOW, "113")])
def test_what_was_changed_since_is_for_a_person_to_choose(pair, robin, choice, phone):
    record = merged(pair, robin, phone=GONE)
    edit(Member.objects.get(pk=pair[0].pk), phone="113")
    assert undoing(record).clashes == {"phone": {"old": "111", "new": "113"}}
    with pytest.raises(ValidationError, match="Choose for each field"):
        unmerge(record, robin, reason="Two after all")
    assert Member.objects.get(pk=pair[1].pk).merged_into
    unmerge(record, robin, reason="Two after all", choices={"phone": choice})
    assert Member.objects.get(pk=pair[0].pk).phone == phone


def test_what_was_changed_while_somebody_looked_is_looked_at_again(pair, robin):
    record = merged(pair, robin)
    base = Member.objects.get(pk=pair[0].pk).revision
    edit(Member.objects.get(pk=pair[0].pk), city="Lier")
    with pytest.raises(ChangedSince):
        unmerge(record, robin, reason="Two after all", base=base)


def test_a_proposal_decided_since_stays_with_what_it_changed(pair, robin):
    anna = make_user("anna@example.org")
    sent = submit(save_draft(pair[1], {"city": "Lier"}, anna), anna)
    record = merged(pair, robin)
    sent.refresh_from_db()
    decide(sent, robin, {"city": Decision("accepted", over=True)})
    unmerge(record, robin, reason="Two after all")
    assert Proposal.objects.get().member == pair[0]
    assert Member.objects.get(pk=pair[0].pk).city == "Lier"


def test_an_editor_removed_since_stays_removed_and_a_new_one_stays(pair, robin):
    Editor.objects.create(member=pair[1], user=make_user("anna@example.org"))
    record = merged(pair, robin)
    Editor.objects.all().delete()
    Editor.objects.create(member=pair[0], user=make_user("bert@example.org"))
    unmerge(record, robin, reason="Two after all")
    assert [(one.user.email, one.member) for one in Editor.objects.all()] == [
        ("bert@example.org", pair[0])
    ]


def test_it_is_undone_once_within_thirty_days_and_for_a_reason(pair, robin):
    record = merged(pair, robin)
    with pytest.raises(ValidationError, match="Give a reason"):
        unmerge(record, robin, reason=" ")
    with (
        time_machine.travel(record.created_at + timedelta(days=30, seconds=1)),
        pytest.raises(ValidationError, match="30 days"),
    ):
        unmerge(record, robin, reason="Too late")
    with time_machine.travel(record.created_at + timedelta(days=29, hours=23)):
        unmerge(record, robin, reason="In time")
    with pytest.raises(ValidationError, match="undone already"):
        unmerge(record, robin, reason="Again")
    record.refresh_from_db()
    assert (record.undone_by, record.undo_reason) == (robin, "In time")
    merged(pair, robin)  # and they can be merged again


def test_of_a_chain_the_last_merge_is_undone_first(pair, robin):
    first = merged(pair, robin)
    end = make_member("The end")
    second = merge(end, Member.objects.get(pk=pair[0].pk), {}, robin)
    with pytest.raises(ValidationError, match="The end"):
        unmerge(first, robin, reason="Two after all")
    unmerge(second, robin, reason="Two after all")
    unmerge(first, robin, reason="Two after all")
    assert Member.objects.published().count() == 3


def test_every_address_belongs_to_its_own_again(pair, robin):
    edit(Member.objects.get(pk=pair[1].pk), slug="allen")
    record = merged(pair, robin)
    assert FormerSlug.objects.get().member == pair[1]
    unmerge(record, robin, reason="Two after all")
    for slug in ("allen", "water-voor-allen"):
        assert Member.objects.answering(slug) == pair[1]


def test_every_table_about_a_member_is_decided_on():
    """A table with one reference to a member moves; of more references it must be said here."""
    about_two = {
        model._meta.label_lower
        for model in apps.get_app_config("members").get_models()
        if sum(field.related_model is Member for field in model._meta.fields) > 1
    }
    assert about_two == {"members.merge", "members.possibleduplicate"}
    one_to_one = [
        field
        for model in apps.get_app_config("members").get_models()
        for field in model._meta.fields
        if isinstance(field, models.OneToOneField) and field.related_model is Member
    ]
    assert one_to_one == []


def test_a_theme_that_is_gone_since_stops_the_undoing_with_a_word(pair, robin):
    make_theme("water")
    edit(Member.objects.get(pk=pair[0].pk), themes=["water"])
    make_theme("health")
    edit(Member.objects.get(pk=pair[1].pk), themes=["health"])
    record = merged(pair, robin, themes=GONE)
    Theme.objects.filter(slug="water").delete()
    with pytest.raises(ValidationError, match="“water” does not stand in the list"):
        unmerge(record, robin, reason="Two after all")
    assert Member.objects.get(pk=pair[1].pk).merged_into
