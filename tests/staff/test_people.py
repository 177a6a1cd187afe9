"""People and roles: nobody gives more than they have."""

import pytest
from django.contrib.auth.models import Group, Permission

from members.models import User
from tests.helpers import make_user

from .conftest import FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db


def change(client, user, **changes):
    url = admin_url("user_change", user.pk)
    fields = FormReader(text_of(client.get(url))).fields
    return client.post(url, {**fields, **changes})


def test_an_administrator_adds_a_reviewer_by_address(administrator_client):
    role = Group.objects.get(name="Reviewer")
    data = {
        "email": "New@Example.org", "name": "New", "language": "fr", "is_staff": "on",
        "groups": [role.pk], "usable_password": "false", "is_superuser": "on",
    }  # fmt: skip
    assert administrator_client.post(admin_url("user_add"), data).status_code == 302
    user = User.objects.get(email="new@example.org")
    assert (user.is_staff, user.is_superuser, list(user.groups.all())) == (True, False, [role])
    assert not user.has_usable_password()


def test_a_second_account_with_the_same_address_is_refused(administrator_client):
    make_user("robin@example.org")
    data = {"email": "ROBIN@example.org", "language": "nl", "usable_password": "false"}
    response = administrator_client.post(admin_url("user_add"), data)
    assert "exists already" in text_of(response)


def test_an_administrator_makes_no_superuser(administrator_client):
    user = make_user("robin@example.org", "Reviewer")
    change(administrator_client, user, is_superuser="on", name="Robin")
    user.refresh_from_db()
    assert (user.name, user.is_superuser) == ("Robin", False)


def test_an_administrator_gets_no_more_rights_by_themselves(administrator_client, administrator):
    strong = Group.objects.create(name="Strong")
    strong.permissions.set(Permission.objects.all())
    change(administrator_client, administrator, groups=[strong.pk], is_superuser="on", name="Me")
    administrator.refresh_from_db()
    assert administrator.name == "Me"
    assert [role.name for role in administrator.groups.all()] == ["Administrator"]


def test_an_administrator_gives_no_role_beyond_their_own(administrator_client):
    strong = Group.objects.create(name="Strong")
    strong.permissions.set(Permission.objects.all())
    user = make_user("robin@example.org", "Reviewer")
    response = change(administrator_client, user, groups=[strong.pk])
    assert "groups" in response.context["adminform"].form.errors
    assert [role.name for role in user.groups.all()] == ["Reviewer"]


@pytest.mark.parametrize("active", [True, False])
def test_an_administrator_cannot_touch_who_may_do_more(administrator_client, active):
    strong = Group.objects.create(name="Strong")
    strong.permissions.set(Permission.objects.all())
    mighty = make_user("mighty@example.org", "Reviewer", is_active=active)
    mighty.groups.add(strong)
    above = User.objects.create_superuser("above@example.org", is_active=active)
    for user in (mighty, above):
        data = {"email": "mine@example.org", "language": "nl"}
        url = admin_url("user_change", user.pk)
        assert administrator_client.post(url, data).status_code == 403
        new = {
            "password1": "Long-enough-77",
            "password2": "Long-enough-77",
            "usable_password": "true",
        }
        password = f"/admin/members/user/{user.pk}/password/"
        assert administrator_client.post(password, new).status_code == 403
        user.refresh_from_db()
        assert user.email != "mine@example.org"


def test_an_administrator_deactivates_instead_of_deleting(administrator_client):
    user = make_user("robin@example.org", "Reviewer")
    assert administrator_client.get(admin_url("user_delete", user.pk)).status_code == 403
    change(administrator_client, user, is_active=[])
    user.refresh_from_db()
    assert not user.is_active


def test_nobody_locks_themselves_out(superuser_client, superuser):
    change(superuser_client, superuser, is_active=[], is_superuser=[], is_staff=[], name="Me")
    superuser.refresh_from_db()
    assert (superuser.name, superuser.is_active, superuser.is_superuser) == ("Me", True, True)


def test_a_superuser_may_make_another(superuser_client):
    user = make_user("robin@example.org", "Reviewer")
    change(superuser_client, user, is_superuser="on")
    user.refresh_from_db()
    assert user.is_superuser


def test_the_form_shows_no_hash(superuser_client):
    user = make_user("robin@example.org", password="Long-enough-77")
    page = text_of(superuser_client.get(admin_url("user_change", user.pk)))
    assert "A password is set." in page
    assert "pbkdf2" not in page


def test_a_password_is_set_for_another(administrator_client):
    user = make_user("robin@example.org", "Reviewer")
    data = {"password1": "Long-enough-77", "password2": "Long-enough-77", "set-password": "1"}
    data["usable_password"] = "true"
    administrator_client.post(f"/admin/members/user/{user.pk}/password/", data)
    user.refresh_from_db()
    assert user.check_password("Long-enough-77")


def test_only_a_superuser_sees_roles(administrator_client, superuser_client):
    assert administrator_client.get("/admin/auth/group/").status_code == 403
    assert superuser_client.get("/admin/auth/group/").status_code == 200
