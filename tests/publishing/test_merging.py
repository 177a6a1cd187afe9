"""Two members become one: what is chosen, what moves, what follows, and who is told."""

import pytest
from django.core.exceptions import ValidationError
from post_office.models import Email

from members.models import Claim, Editor, Invitation, Member, Merge, Proposal, Report, Task
from members.publishing import values
from members.publishing.merge_values import BOTH, GONE, KEPT, NAMED, options, suggested
from members.publishing.merging import ChangedSince, merge, plan
from members.publishing.proposals import save_draft, submit
from tests.helpers import ENTERPRISE_NUMBERS, edit, make_member, make_theme, make_user, names

pytestmark = pytest.mark.django_db
TEXTS = {"nl": "Water", "fr": "Eau"}


@pytest.fixture
def kept():
    """The member that stays."""
    return make_member("Water for All", city="Ghent", countries=["BE"])


@pytest.fixture
def gone():
    """The member that is merged into it."""
    return make_member("Water Voor Allen", city="Bruges", phone="112", countries=["SN"])


@pytest.fixture
def robin():
    """The administrator who merges."""
    return make_user("robin@example.org", "Administrator")


def test_each_field_is_as_chosen(kept, gone, robin):
    merge(kept, gone, {"city": KEPT, "phone": GONE, "countries": BOTH}, robin)
    live = values.read(Member.objects.get(pk=kept.pk))
    assert (live["city"], live["phone"], live["countries"]) == ("Ghent", "112", ["BE", "SN"])


def test_both_of_a_text_fills_only_the_languages_that_are_missing(kept, gone, robin):
    edit(kept, summary={"nl": "Ons water"})
    edit(gone, summary=TEXTS)
    merge(kept, gone, {"summary": BOTH}, robin)
    assert Member.objects.get(pk=kept.pk).summary == {"nl": "Ons water", "fr": "Eau"}


def test_the_other_name_can_be_kept_as_a_former_one(kept, gone, robin):
    merge(kept, gone, {"former_names": NAMED}, robin)
    assert Member.objects.get(pk=kept.pk).former_names == ["Water Voor Allen"]
    assert names("q=voor+allen") == ["Water for All"]


def test_the_suggestion_loses_nothing(kept, gone):
    make_theme("water"), make_theme("health")
    edit(kept, themes=["water"], hidden_fields=["email"], summary={"nl": "Ons water"})
    edit(gone, themes=["health"], hidden_fields=["phone"], summary=TEXTS, abbreviation="WVA")
    ours, theirs = values.read(kept), values.read(gone)
    found = {name: suggested(name, ours, theirs) for name in ours}
    assert found["city"] == KEPT
    assert found["phone"] == found["abbreviation"] == GONE
    both = ("themes", "countries", "hidden_fields", "summary")
    assert [found[name] for name in both] == [BOTH] * 4
    assert found["former_names"] == NAMED


def test_half_of_a_position_is_never_taken(kept, gone, robin):
    edit(gone, latitude=50.8, longitude=4.3, precision="street")
    merge(kept, gone, {"latitude": GONE}, robin)
    live = Member.objects.get(pk=kept.pk)
    assert (live.latitude, live.longitude, live.precision) == (50.8, 4.3, "street")


def test_an_enterprise_number_moves_with_it(kept, gone, robin):
    edit(gone, enterprise_number=ENTERPRISE_NUMBERS[0])
    merge(kept, gone, {"enterprise_number": GONE}, robin)
    numbers = dict(Member.objects.values_list("pk", "enterprise_number"))
    assert numbers == {kept.pk: ENTERPRISE_NUMBERS[0], gone.pk: ""}


@pytest.mark.parametrize(
    "choices",
    [
        {"city": BOTH},
        {"city": "third"},
        {"slug": GONE},
        {"status": GONE},
        {"nothing": GONE},
        {"longitude": GONE},
    ],
)
def test_a_choice_that_does_not_exist_is_refused(kept, gone, robin, choices):
    with pytest.raises(ValidationError, match="no such choice"):
        merge(kept, gone, choices, robin)
    assert Member.objects.get(pk=gone.pk).is_public
    assert not Merge.objects.exists()


def test_the_other_is_a_former_member_that_leads_to_it(kept, gone, robin):
    edit(gone, slug="allen")
    merge(kept, gone, {}, robin, reason="Twice the same")
    gone = Member.objects.get(pk=gone.pk)
    assert (gone.status, gone.merged_into, gone.successor) == ("former", kept, kept)
    for slug in ("allen", "water-voor-allen", "water-for-all"):
        assert Member.objects.answering(slug) == kept
    assert names("q=water") == ["Water for All"]
    revision = gone.revisions.first()
    assert (revision.source, revision.actor) == ("merge", robin)
    assert revision.reason == "Merged into Water for All. Twice the same"


def test_a_chain_of_merges_leads_to_its_end(kept, gone, robin):
    end = make_member("The end")
    merge(kept, gone, {}, robin)
    merge(end, kept, {}, robin)
    assert Member.objects.answering("water-voor-allen") == end


def test_what_belongs_to_it_moves(kept, gone, robin):
    user = make_user("anna@example.org")
    Editor.objects.create(member=gone, user=user)
    Report.objects.create(member=gone, kind="text", message="x", sender="x", language="nl")
    Claim.objects.create(member=gone, name="x", email="x@y.be", function="x", language="nl")
    Task.objects.raise_for(gone, Task.Kind.NO_OWNER)
    Invitation.objects.create(
        member=gone,
        email="x@y.be",
        language="nl",
        invited_by=robin,
        token_hash="x",
        expires_at="2030-01-01T00:00Z",
    )
    sent = submit(save_draft(gone, {"city": "Lier"}, user), user)
    merge(kept, gone, {}, robin)
    for model in (Editor, Report, Claim, Task, Invitation, Proposal):
        assert [row.member for row in model.objects.all()] == [kept], model
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_of_an_editor_of_both_the_higher_role_stays(kept, gone, robin):
    user = make_user("anna@example.org")
    Editor.objects.create(member=kept, user=user, role="editor")
    Editor.objects.create(member=gone, user=user, role="owner")
    merge(kept, gone, {}, robin)
    assert kept.editors.get().role == "owner"


@pytest.mark.parametrize("send", [True, False])
def test_of_two_open_proposals_one_is_withdrawn_and_its_author_gets_it_by_mail(
    kept, gone, robin, send
):
    for member, name in ((kept, "anna"), (gone, "bert")):
        user = make_user(f"{name}@example.org")
        draft = save_draft(member, {"city": f"Town of {name}"}, user)
        if send:
            submit(draft, user)
    Email.objects.all().delete()
    merge(kept, gone, {}, robin)
    found = {one.author.email[:4]: one for one in Proposal.objects.all()}
    assert found["bert"].state == "withdrawn"
    assert found["anna"].state == ("submitted" if send else "draft")
    assert {one.member for one in found.values()} == {kept}
    letter = Email.objects.get()
    assert letter.to == ["bert@example.org"]
    assert "Town: Town of bert" in letter.message
    assert "/profile/water-for-all/" in letter.message


def test_editors_of_the_other_are_told_where_their_profile_is(kept, gone, robin):
    Editor.objects.create(member=gone, user=make_user("anna@example.org"), role="owner")
    merge(kept, gone, {"phone": GONE}, robin)
    letters = {letter.headers["X-Koepel-Mail"]: letter.to for letter in Email.objects.all()}
    assert letters["members_merged"] == ["anna@example.org"]


def test_an_open_task_that_both_have_is_closed_once(kept, gone, robin):
    for member in (kept, gone):
        Task.objects.raise_for(member, Task.Kind.NO_OWNER)
    merge(kept, gone, {}, robin)
    assert [task.member for task in Task.objects.open()] == [kept]


def test_what_was_changed_since_is_looked_at_again(kept, gone, robin):
    bases = (kept.revision, gone.revision)
    edit(gone, city="Lier")
    with pytest.raises(ChangedSince):
        merge(kept, gone, {}, robin, bases=bases)
    assert not Merge.objects.exists()


def test_impossible_merges_are_refused(kept, gone, robin):
    with pytest.raises(ValidationError, match="itself"):
        merge(kept, kept, {}, robin)
    left = make_member("Left", status="former")
    with pytest.raises(ValidationError, match="has left"):
        merge(left, gone, {}, robin)
    merge(kept, left, {}, robin)  # the other way round is fine
    with pytest.raises(ValidationError, match="merged already"):
        merge(gone, left, {}, robin)


def test_a_merged_member_is_not_changed_any_more(kept, gone, robin):
    merge(kept, gone, {}, robin)
    with pytest.raises(ValidationError, match="Water for All"):
        edit(gone, city="Lier")


def test_a_value_that_does_not_fit_stops_the_whole_merge(kept, gone, robin):
    edit(kept, social_links=[f"https://a.be/{n}" for n in range(8)])
    edit(gone, social_links=[f"https://b.be/{n}" for n in range(8)])
    with pytest.raises(ValidationError, match="At most 12 addresses fit"):
        merge(kept, gone, {"social_links": BOTH}, robin)
    assert Member.objects.published().count() == 2


def test_a_plan_writes_nothing(kept, gone):
    Report.objects.create(member=gone, kind="text", message="x", sender="x", language="nl")
    kept, gone = (Member.objects.with_parts().get(pk=one.pk) for one in (kept, gone))
    found = plan(kept, gone, {"phone": GONE, "countries": BOTH})
    assert found.differences["phone"] == {"old": "", "new": "112"}
    assert found.kept.phone == "112"
    assert [row.code for row in found.kept.works_in.all()] == ["BE", "SN"]
    assert found.counts == {Report: 1}
    assert Member.objects.get(pk=kept.pk).phone == ""


def test_options_offer_both_only_where_it_is_a_third_thing(kept, gone):
    ours, theirs = values.read(kept), values.read(gone)
    assert options("countries", ours, theirs) == [KEPT, GONE, BOTH]
    assert options("countries", ours | {"countries": []}, theirs) == [KEPT, GONE]
    assert options("city", ours, theirs) == [KEPT, GONE]
    assert options("mission", ours, theirs) == [KEPT]
