"""Tasks in the admin: by age, assigned, closed once with what came of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from members.models import Claim, Task, User
from tests.helpers import make_member, make_user
from tests.staff.conftest import act_on, admin_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(db):
    return Task.objects.raise_for(make_member("Wells"), Task.Kind.NO_OWNER, detail="All have left.")


def press(client, task, move, **data):
    fields = {"assigned_to": "", "outcome": "", **data, "_move": move}
    return client.post(admin_url("task_change", task.pk), fields)


def test_a_reviewer_takes_assigns_and_closes(reviewer_client, reviewer, administrator, task):
    press(reviewer_client, task, "take")
    task.refresh_from_db()
    assert task.assigned_to == reviewer
    press(reviewer_client, task, "assign", assigned_to=administrator.pk)
    task.refresh_from_db()
    assert task.assigned_to == administrator
    press(reviewer_client, task, "close", outcome="They found somebody.")
    task.refresh_from_db()
    assert (task.state, task.closed_by, task.outcome) == ("done", reviewer, "They found somebody.")


def test_what_a_colleague_closed_stays_closed_by_them(reviewer_client, administrator, task):
    task.close(administrator, "Mine.")
    for move in ("close", "take", "assign"):
        press(reviewer_client, task, move, outcome="No, mine.")
    task.refresh_from_db()
    assert (task.closed_by, task.outcome, task.assigned_to) == (administrator, "Mine.", None)


def test_it_is_given_only_to_staff_who_may_deal_with_it(reviewer_client, task):
    editor = make_user("editor@example.org")
    assert press(reviewer_client, task, "assign", assigned_to=editor.pk).status_code == 200
    task.refresh_from_db()
    assert task.assigned_to is None


def test_the_oldest_comes_first_and_what_waits_too_long_says_so(reviewer_client, task):
    Task.objects.update(created_at=timezone.now() - timedelta(days=20))
    Task.objects.raise_for(make_member("Bakers"), Task.Kind.STOPPED)
    page = text_of(reviewer_client.get(admin_url("task_changelist")))
    assert page.index("Wells") < page.index("Bakers")
    assert page.count("waits too long") == 1


def test_the_list_is_of_open_ones_and_filters(reviewer_client, reviewer, task):
    url = admin_url("task_changelist")
    Task.objects.raise_for(make_member("Bakers"), Task.Kind.STOPPED).close(reviewer)
    assert "Bakers" not in text_of(reviewer_client.get(url))
    assert "Bakers" in text_of(reviewer_client.get(f"{url}?state=done"))
    assert "Wells" not in text_of(reviewer_client.get(f"{url}?kind__exact=stopped"))
    assert "Wells" in text_of(reviewer_client.get(f"{url}?assigned=nobody"))


def test_several_are_closed_at_once_and_closed_ones_stay(reviewer_client, administrator, task):
    done = Task.objects.raise_for(make_member("Bakers"), Task.Kind.STOPPED)
    done.close(administrator)
    url = admin_url("task_changelist") + "?state=all"
    asked, _done = act_on(reviewer_client, url, "close_chosen", [task, done])
    assert "1 of the 2 chosen" in asked
    task.refresh_from_db()
    done.refresh_from_db()
    assert (task.state, done.closed_by) == ("done", administrator)


def test_a_task_says_where_it_is_dealt_with(administrator_client, task):
    page = text_of(administrator_client.get(admin_url("task_change", task.pk)))
    assert f"{admin_url('invitation_add')}?member={task.member_id}" in page
    assert "All have left." in page
    stopped = Task.objects.raise_for(task.member, Task.Kind.STOPPED)
    page = text_of(administrator_client.get(admin_url("task_change", stopped.pk)))
    assert admin_url("member_leave", task.member_id) in page
    assert administrator_client.get(admin_url("member_leave", task.member_id)).status_code == 200


def test_its_queries_do_not_grow(reviewer_client, task, django_assert_num_queries):
    url = admin_url("task_changelist")
    reviewer_client.get(url)
    with django_assert_num_queries(10):
        reviewer_client.get(url)
    for n in range(10):
        Task.objects.raise_for(make_member(f"M {n}"), Task.Kind.STOPPED)
    with django_assert_num_queries(10):
        reviewer_client.get(url)


def test_what_a_machine_found_is_read_in_each_persons_own_language(
    reviewer, reviewer_client, administrator_client, administrator
):
    member = make_member("Bakers")
    User.objects.filter(pk=reviewer.pk).update(language="fr")
    User.objects.filter(pk=administrator.pk).update(language="nl")
    task = Task.objects.raise_for(member, Task.Kind.NO_OWNER, "", lambda: gettext("Saved."))
    assert set(task.details) == {"en", "nl", "fr"}
    assert len(set(task.details.values())) == 3
    for client, language in ((reviewer_client, "fr"), (administrator_client, "nl")):
        assert task.details[language] in text_of(client.get(admin_url("task_changelist")))
        assert task.details[language] in text_of(client.get(admin_url("task_change", task.pk)))


def test_a_key_that_only_tells_tasks_apart_is_shown_to_nobody(reviewer_client):
    task = Task.objects.raise_for(make_member("Bakers"), Task.Kind.OTHER, "check 4711", "Look.")
    for address in (admin_url("task_changelist"), admin_url("task_change", task.pk)):
        page = text_of(reviewer_client.get(address))
        assert "4711" not in page
        assert "Look." in page


def test_dates_have_one_form_in_lists_and_forms(reviewer_client, task):
    moment = datetime(2026, 3, 9, 13, 5, tzinfo=UTC)
    Task.objects.filter(pk=task.pk).update(created_at=moment)
    page = text_of(reviewer_client.get(admin_url("task_change", task.pk)))
    assert "9 March 2026, 14:05" in page


def test_claims_have_headings_for_staff_rather_than_for_the_claimant(reviewer_client):
    who = {"name": "Nora", "email": "n@example.org", "function": "Director", "language": "nl"}
    claim = Claim.objects.create(member=make_member("Bakers"), **who)
    for address in (admin_url("claim_changelist"), admin_url("claim_change", claim.pk)):
        page = text_of(reviewer_client.get(address))
        assert "Position in the organisation" in page
        assert "your " not in page.lower().split("<h1>")[1].split("decision")[0]
