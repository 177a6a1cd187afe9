"""Which fields go live at once, are looked at first or are staff's: for all, and for one member."""

import datetime as dt

import pytest

from members.models import Federation, Proposal
from members.publishing.policy import SETTABLE, late_before, proposable, review_by
from members.publishing.proposals import save_draft, submit
from members.staff.review.policy import FederationPolicyForm
from tests.helpers import make_member, make_user, set_federation
from tests.staff.conftest import FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db
FOR_ALL = "/admin/review/policy/"


@pytest.fixture
def member():
    return make_member("Djapo", city="Leuven")


def for_one(member):
    return f"{FOR_ALL}{member.pk}/"


def save(client, url, **choices):
    """Choose some policies on a page as a browser would."""
    return client.post(url, {**FormReader(text_of(client.get(url))).fields, **choices})


def test_every_field_that_has_a_choice_stands_on_the_page_once():
    groups = FederationPolicyForm(None, Federation.objects.get()).groups
    assert sorted(bound.name for _title, some in groups for bound in some) == sorted(SETTABLE)


def test_what_goes_for_everybody_is_chosen_without_any_code(administrator_client, member):
    assert save(administrator_client, FOR_ALL, city="direct", phone="staff").status_code == 302
    assert Federation.objects.get().review_policy == {"city": "direct", "phone": "staff"}
    policies = proposable(member)
    assert policies["city"] == "direct"
    assert "phone" not in policies
    page = text_of(administrator_client.get(FOR_ALL))
    assert "Phone: Only staff change this" in page
    assert "administrator@example.org" in page


def test_it_does_what_it_says(administrator_client, member):
    save(administrator_client, FOR_ALL, city="direct")
    anna = make_user("anna@example.org")
    submit(save_draft(member, {"city": "Gent"}, anna), anna)
    member.refresh_from_db()
    assert member.city == "Gent"
    save(administrator_client, FOR_ALL, city="review")
    submit(save_draft(member, {"city": "Leuven"}, anna), anna)
    member.refresh_from_db()
    assert member.city == "Gent"


def test_one_member_may_do_more_than_the_others(administrator_client, member):
    other = make_member("Other")
    save(administrator_client, for_one(member), city="direct")
    member.refresh_from_db()
    assert member.review_policy == {"city": "direct"}
    assert proposable(member)["city"] == "direct"
    assert proposable(other)["city"] == "review"
    save(administrator_client, for_one(member), city="")
    member.refresh_from_db()
    assert member.review_policy == {}


def test_a_trusted_member_is_one_click(administrator_client, member):
    administrator_client.post(for_one(member), {"trust": "1"})
    member.refresh_from_db()
    assert set(proposable(member).values()) == {"direct"}
    assert "name" not in proposable(member)
    administrator_client.post(for_one(member), {"reset": "1"})
    member.refresh_from_db()
    assert proposable(member)["summary"] == "review"


def test_no_choice_hands_over_what_decides_who_is_published(administrator_client, member):
    save(administrator_client, FOR_ALL, status="direct", slug="direct", hidden_fields="direct")
    set_federation(review_policy={"status": "direct", "city": "nonsense"})
    assert not {"status", "slug", "hidden_fields", "confirmed_at"} & set(proposable(member))
    assert proposable(member)["city"] == "review"


def test_a_choice_that_there_is_not_is_refused_and_says_so(administrator_client):
    response = save(administrator_client, FOR_ALL, city="nonsense", review_days="0")
    assert response.status_code == 200
    assert {"city", "review_days"} == set(response.context["form"].errors)
    assert "Nothing is saved yet" in text_of(response)


def test_saving_as_it_is_keeps_koepels_own_choices(administrator_client):
    save(administrator_client, FOR_ALL)
    assert Federation.objects.get().review_policy == {}
    assert "Nothing was changed" in text_of(administrator_client.get(FOR_ALL))


def test_how_long_a_review_may_take_is_set_in_working_days(administrator_client, member):
    save(administrator_client, FOR_ALL, review_days="2")
    friday = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    assert review_by(friday) == dt.date(2026, 11, 24)
    assert late_before(dt.date(2026, 11, 24)) == dt.date(2026, 11, 20)


def test_the_queue_marks_what_waits_longer(administrator_client, member, time_machine):
    anna = make_user("anna@example.org")
    time_machine.move_to("2026-11-20 12:00:00+00:00", tick=False)
    submit(save_draft(member, {"city": "Gent"}, anna), anna)
    set_federation(review_days=2)
    time_machine.move_to("2026-11-24 12:00:00+00:00", tick=False)
    administrator_client.force_login(make_user("again@example.org", "Administrator"))
    assert "waits too long" not in text_of(administrator_client.get("/admin/review/"))
    time_machine.move_to("2026-11-25 12:00:00+00:00", tick=False)
    assert "waits too long" in text_of(administrator_client.get("/admin/review/"))


def test_the_ways_there_stand_on_the_forms(administrator_client, reviewer_client, member):
    form = text_of(administrator_client.get(admin_url("member_change", member.pk)))
    assert for_one(member) in form
    assert f'"{FOR_ALL}"' in text_of(administrator_client.get(admin_url("federation_change", 1)))
    assert for_one(member) not in text_of(
        reviewer_client.get(admin_url("member_change", member.pk))
    )


def test_reviewers_decide_proposals_not_the_policy(reviewer_client, member):
    for url in (FOR_ALL, for_one(member)):
        assert reviewer_client.get(url).status_code == 403
        assert reviewer_client.post(url, {"trust": "1"}).status_code == 403
    assert not Proposal.objects.exists()
