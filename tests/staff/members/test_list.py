"""The member list: what it shows, finds and filters, and what it costs."""

import pytest
from django.utils import timezone

from members.models import Member
from tests.helpers import edit, make_member, make_place, make_theme, picture
from tests.staff.conftest import Editing, FormReader, act_on, admin_url, text_of

pytestmark = pytest.mark.django_db
URL = "/admin/members/member/"


def listed(client, **query):
    return [member.name for member in client.get(URL, query).context["cl"].result_list]


def counts_of(answer, parameter):
    """Return {value's name: number shown} of one filter."""
    changelist = answer.context["cl"]
    spec = next(s for s in changelist.filter_specs if s.parameter_name == parameter)
    return {str(c["display"]): c["count"] for c in spec.choices(changelist) if "count" in c}


def test_it_shows_who_changed_a_member_last(reviewer_client, reviewer):
    member = make_member(city="Ghent")
    edit(member, actor=reviewer, city="Bruges")
    page = text_of(reviewer_client.get(URL))
    assert reviewer.email in page.split("result_list")[1]
    assert f"{Member.objects.get().completeness} %" in page


def test_it_shows_the_logo_or_the_monogram(reviewer_client):
    member = make_member("Water Works")
    assert '<span class="tile monogram' in text_of(reviewer_client.get(URL))
    Editing(reviewer_client, member).send(logo_file=picture())
    assert '<img class="tile logo" src="/logos/' in text_of(reviewer_client.get(URL))


@pytest.mark.parametrize(
    "words",
    [
        "wells",
        "WÉLLS",
        "villages d'enfants",
        "wfa",
        "ghent",
        "0546.740.696",
        "546740696",
        "info@wells",
    ],
)
def test_it_finds_a_member_by(reviewer_client, words):
    make_member("Another")
    make_member(
        "Wells for All",
        abbreviation="WFA",
        city="Ghent",
        email="info@wells.example",
        enterprise_number="0546740696",
        other_names={"fr": "Villages d'Enfants"},
    )
    assert listed(reviewer_client, q=words) == ["Wells for All"]


def test_it_filters_by_vocabulary_and_counts(reviewer_client):
    make_theme("water", en="Water"), make_place("BE-VAN", en="Antwerp")
    make_member("Wet", themes=["water"])
    make_member("Dry", place="BE-VAN", status="draft")
    assert listed(reviewer_client, theme="water") == ["Wet"]
    assert listed(reviewer_client, place="BE-VAN") == ["Dry"]
    assert listed(reviewer_client, status="draft") == ["Dry"]
    assert counts_of(reviewer_client.get(URL), "theme") == {"Water": "1"}
    assert counts_of(reviewer_client.get(URL), "status")["Draft"] == "1"


def test_it_filters_by_confirmation_and_completeness(reviewer_client):
    make_member("Fresh", confirmed_at=timezone.now())
    make_member("Never")
    assert listed(reviewer_client, confirmed="never") == ["Never"]
    assert listed(reviewer_client, confirmed="fresh") == ["Fresh"]
    assert listed(reviewer_client, complete="low") == ["Fresh", "Never"]
    assert listed(reviewer_client, complete="high") == []


@pytest.mark.parametrize(
    "query", ["theme=no-such", "status=x", "complete=x", "q=%00", "o=9", "p=-1"]
)
def test_it_survives_nonsense(reviewer_client, query):
    make_member()
    assert reviewer_client.get(f"{URL}?{query}").status_code in (200, 302)


def test_its_queries_do_not_grow(reviewer_client, django_assert_num_queries):
    make_theme("water"), make_place()
    make_member("First", themes=["water"], place="BE-VAN")
    reviewer_client.get(URL)  # warms up what a process asks once
    with django_assert_num_queries(13):
        reviewer_client.get(URL)
    for n in range(29):
        make_member(f"Member {n}", themes=["water"], place="BE-VAN")
    reviewer_client.get(URL)
    with django_assert_num_queries(13):
        assert len(listed(reviewer_client)) == 30


def test_chosen_members_are_published_through_publish(reviewer_client, reviewer):
    drafts = [make_member(f"Draft {n}", status="draft") for n in range(2)]
    public = make_member("Public")
    asked, done = act_on(reviewer_client, URL, "publish_chosen", [*drafts, public], follow=True)
    assert "2 of the 3 chosen" in asked
    assert "“Published” already (1)" in asked
    assert "2 members are now “Published”. 1 was so already." in text_of(done)
    assert [m.revisions.first().actor for m in drafts] == [reviewer, reviewer]
    assert public.revisions.count() == 1


def test_chosen_members_are_hidden(reviewer_client):
    member = make_member("Wells")
    act_on(reviewer_client, URL, "hide_chosen", [member])
    assert member.revisions.first().changes == {"status": {"old": "published", "new": "hidden"}}
    assert reviewer_client.get("/en/members/wells/").status_code == 404


def test_the_question_alone_changes_nothing_and_all_of_a_list_can_be_meant(reviewer_client):
    for n in range(3):
        make_member(f"Draft {n}", status="draft")
    one = Member.objects.first()
    data = {"action": "publish_chosen", "_selected_action": [one.pk], "select_across": "1"}
    page = text_of(reviewer_client.post(URL, data))
    assert "3 of the 3 chosen" in page
    assert not Member.objects.published().exists()
    fields = FormReader(page).fields
    reviewer_client.post(URL, fields)
    assert Member.objects.published().count() == 3


def test_an_action_that_can_serve_none_says_so_at_once(reviewer_client):
    data = {"action": "publish_chosen", "_selected_action": [make_member("Public").pk]}
    page = text_of(reviewer_client.post(URL, data, follow=True))
    assert "can be done for none of them. “Published” already (1)" in page


def test_nobody_deletes_a_member(superuser_client):
    member = make_member()
    assert (
        superuser_client.post(admin_url("member_delete", member.pk), {"post": "yes"}).status_code
        == 403
    )
    response = superuser_client.post(
        URL, {"action": "delete_selected", "_selected_action": [member.pk]}
    )
    assert response.status_code in (200, 302)
    assert Member.objects.filter(pk=member.pk).exists()
