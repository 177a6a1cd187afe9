"""The ready-made lists: who is on each, and what a count costs."""

import pytest
from django.utils import timezone

from members.freshness.quality.health_lists import health_list, health_lists
from members.models import BouncedAddress, Editor, Member, User
from members.presenting import current_site
from tests.helpers import make_member, make_user, set_federation

pytestmark = pytest.mark.django_db
WHOLE = {"summary": {"nl": "Water", "fr": "Eau"}, "mission": {"nl": "Meer", "fr": "Plus"}}


def on(slug):
    """Return the names of the members on a list."""
    return sorted(health_list(slug).members().values_list("name", flat=True))


def test_every_list_has_its_own_short_name_and_words():
    slugs = [one.slug for one in health_lists()]
    assert len(set(slugs)) == len(slugs)
    assert all(str(one.label) and str(one.explanation).endswith(".") for one in health_lists())


@pytest.mark.parametrize("slug", [one.slug for one in health_lists()])
def test_one_query_counts_a_list(slug, django_assert_max_num_queries):
    make_member()
    current_site()
    with django_assert_max_num_queries(2):  # at most one for the directory's version
        health_list(slug).members().count()


def test_an_unknown_list_is_an_error():
    with pytest.raises(KeyError):
        health_list("moon")


def test_a_profile_lacks_a_language_of_the_federation():
    set_federation(languages=["nl", "fr"])
    make_member("Whole", **WHOLE)
    make_member("Half", **WHOLE | {"mission": {"nl": "Meer"}})
    make_member("Kept off", status=Member.Status.HIDDEN)
    assert on("missing-language") == ["Half"]
    set_federation(languages=["nl"])
    assert on("missing-language") == []


def test_a_bare_profile_is_less_than_half_complete():
    make_member("Bare")
    assert on("incomplete") == ["Bare"]


def test_a_profile_is_not_confirmed_without_an_answer_in_twelve_months():
    make_member("Never")
    make_member("Long ago", confirmed_at="2020-01-01T10:00:00Z")
    make_member("Just now", confirmed_at=timezone.now())
    assert on("not-confirmed") == ["Long ago", "Never"]


def test_an_editor_lives_who_may_sign_in_and_whose_address_takes_mail():
    for name in ("Owner", "Colleague", "Disabled", "Bounced", "Nobody"):
        make_member(name)
    people = {name: make_user(f"{name.lower()}@example.org") for name in ("A", "B", "C", "D")}
    for name, home in zip(people, ("Owner", "Colleague", "Disabled", "Bounced"), strict=True):
        role = "owner" if home == "Owner" else "editor"
        Editor.objects.create(member=Member.objects.get(name=home), user=people[name], role=role)
    User.objects.filter(pk=people["C"].pk).update(is_active=False)
    BouncedAddress.objects.create(email="d@example.org")
    assert on("no-living-editor") == ["Bounced", "Disabled", "Nobody"]
    assert on("bounced-mail") == ["Bounced"]
    User.objects.filter(pk=people["D"].pk).update(email="new@example.org")
    assert on("no-living-editor") == ["Disabled", "Nobody"]
    assert on("bounced-mail") == []


def test_a_number_whose_check_digits_do_not_fit_is_found():
    make_member("Right", enterprise_number="0546740696")
    make_member("None")
    for number, wrong in enumerate(["0546740697", "054674069", "05467406ab", "0000000000"]):
        member = make_member(f"Wrong {number}")
        Member.objects.filter(pk=member.pk).update(enterprise_number=wrong)
    assert on("wrong-enterprise-number") == [f"Wrong {number}" for number in range(4)]


def test_an_address_that_no_map_can_show_is_found():
    make_member("Shown", street_address="Kade 1", latitude=51.0, longitude=4.0)
    make_member("Not shown", street_address="Kade 1")
    make_member("Town only", city="Gent")
    make_member("Nowhere")
    assert on("without-coordinates") == ["Not shown", "Town only"]
