"""Every list of the admin: what it asks the database does not grow with its rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.models import Claim, Editor, Invitation, Member, Place, Report, Task, Theme, User
from members.publishing import change_setting
from tests.helpers import make_member

from .conftest import text_of

pytestmark = pytest.mark.django_db
LISTS = ("claim", "editor", "invitation", "report", "revision", "task", "place", "theme", "user")


def _rows(numbers):
    """Write one row of each kind for each number."""
    members = [make_member(f"Wells {n}") for n in numbers]
    users = [User.objects.create(email=f"{chr(97 + m.pk % 26)}@example.org") for m in members]
    for member, user in zip(members, users, strict=True):
        Editor.objects.create(member=member, user=user)
        Task.objects.create(member=member, kind=Task.Kind.values[0])
        Report.objects.create(member=member, message="No.", kind=Report.Kind.values[0])
        Claim.objects.create(member=member, name="Ann", email="a@example.org", function="Chair")
        Invitation.objects.create(
            member=member,
            email=user.email,
            invited_by=user,
            token_hash=str(member.pk),
            expires_at=timezone.now(),
        )
    for model in (Place, Theme):
        change_setting(lambda model=model: [model.objects.create(slug=f"t{n}") for n in numbers])


def _queries(client, query=""):
    counts = {}
    for name in LISTS:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/admin/members/{name}/{query}")
        assert answer.status_code == 200
        counts[name] = len(asked)
    return counts


def test_no_list_asks_more_for_more_rows(superuser_client):
    _rows(range(2))
    _queries(superuser_client), _queries(superuser_client, "?q=wells")  # warms up what is kept
    few = _queries(superuser_client), _queries(superuser_client, "?q=wells")
    _rows(range(2, 14))
    _queries(superuser_client), _queries(superuser_client, "?q=wells")  # the index follows
    assert (_queries(superuser_client), _queries(superuser_client, "?q=wells")) == few


@pytest.mark.parametrize("name", ["claim", "editor", "invitation", "report", "revision", "task"])
def test_a_list_is_searched_by_the_names_of_members(superuser_client, name):
    _rows(range(2))
    make_member("Other")
    page = superuser_client.get(f"/admin/members/{name}/?q=WÉLLS+1").context["cl"]
    assert {str(row.member) for row in page.result_list} == {"Wells 1"}
    assert page.result_count == 1


def test_a_list_sorts_no_more_than_keys(superuser_client):
    """To sort tens of thousands of tasks with all of their members took a second."""
    _rows(range(2))
    with CaptureQueriesContext(connection) as asked:
        superuser_client.get("/admin/members/task/")
    sorts = [q["sql"] for q in asked if "ORDER BY" in q["sql"] and "members_task" in q["sql"]]
    assert not [sql for sql in sorts if "members_member" in sql and " IN (" not in sql]


def test_a_term_that_many_use_names_some_of_them(superuser_client):
    change_setting(lambda: Place.objects.create(slug="gent"))
    for n in range(23):
        make_member(f"Wells {n:02}", place="gent")
    url = f"/admin/members/place/{Place.objects.get().pk}/delete/"
    page = text_of(superuser_client.get(url))
    assert ("Wells 19" in page, "Wells 20" in page) == (True, False)
    assert "3 other members" in page
    assert Member.objects.count() == 23
