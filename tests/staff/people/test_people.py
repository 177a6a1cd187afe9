"""People and roles: nobody gives more than they have."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from post_office.models import Email

from members.models import Claim, Editor, User
from tests.helpers import make_member, make_user
from tests.staff.conftest import FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db


def change(client, user, **changes):
    url = admin_url("user_change", user.pk)
    fields = FormReader(text_of(client.get(url))).fields
    return client.post(url, {**fields, **changes})


def invite(client, **typed):
    """Open the page on which a colleague is invited, type, and send it as a browser does."""
    fields = FormReader(text_of(client.get(admin_url("user_add")))).fields
    return client.post(admin_url("user_add"), {**fields, **typed})


def test_who_decides_on_a_claim_reads_what_became_of_it(administrator_client):
    claim = Claim.objects.create(
        member=make_member(), name="Nora", email="nora@example.org", language="fr", sender="x"
    )
    url = admin_url("claim_change", claim.pk)
    said = text_of(administrator_client.post(url, {"decision": "grant_owner"}, follow=True))
    assert "An invitation was sent to nora@example.org." in said
    assert "changed successfully" not in said


def test_a_colleague_is_invited_by_mail_with_a_plain_choice(administrator_client, administrator):
    page = text_of(administrator_client.get(admin_url("user_add")))
    assert "Reviewer: decides on changes" in page
    assert "Administrator: also adds" in page
    assert 'type="password"' not in page
    role = Group.objects.get(name="Reviewer")
    response = invite(administrator_client, email="New@Example.org", name="Nora", language="fr")
    assert response["Location"] == admin_url("user_changelist")
    user = User.objects.get(email="new@example.org")
    assert (user.name, user.language, user.is_staff) == ("Nora", "fr", True)
    assert (list(user.groups.all()), user.is_superuser) == ([role], False)
    assert not user.has_usable_password()
    mail = Email.objects.get()
    assert mail.to == ["new@example.org"]
    assert "/admin/" in mail.message
    assert "Bonjour" in mail.message
    assert "Reviewer" not in mail.message


def test_the_mail_can_be_seen_before_anything_is_done(administrator_client):
    role = Group.objects.get(name="Administrator")
    page = text_of(invite(administrator_client, email="n@example.org", role=role.pk, preview="1"))
    assert "as administrator" in page
    assert not User.objects.filter(email="n@example.org").exists()
    assert not Email.objects.exists()


def test_an_editor_who_is_invited_keeps_the_account(administrator_client):
    editor = make_user("robin@example.org", name="Robin", language="fr")
    invite(administrator_client, email="ROBIN@example.org", name="Somebody", language="nl")
    editor.refresh_from_db()
    assert (editor.name, editor.language, editor.is_staff) == ("Robin", "fr", True)
    assert [role.name for role in editor.groups.all()] == ["Reviewer"]


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "Enter an e-mail address."),
        ("nobody", "like name@example.org"),
        ("reviewer@example.org", "on the staff already"),
        ("gone@example.org", "disabled"),
    ],
)
def test_who_cannot_be_invited_is_said_beside_the_address(
    administrator_client, reviewer, email, words
):
    make_user("gone@example.org", is_active=False)
    page = text_of(invite(administrator_client, email=email, name="Nora"))
    assert "There is a problem" in page
    assert words in page
    assert FormReader(page).fields["name"] == "Nora"
    assert not Email.objects.exists()


def test_nobody_invites_to_a_role_beyond_their_own(administrator_client):
    strong = Group.objects.create(name="Strong")
    strong.permissions.set(Permission.objects.all())
    page = text_of(invite(administrator_client, email="n@example.org", role=strong.pk))
    assert "There is a problem" in page
    assert not User.objects.filter(email="n@example.org").exists()


def test_the_list_and_the_form_say_in_words_what_a_person_may_do(
    superuser_client, reviewer, django_assert_max_num_queries
):
    member = make_member()
    Editor.objects.create(member=member, user=reviewer)
    reviewer.groups.add(Group.objects.create(name="Our own role"))
    with django_assert_max_num_queries(12):
        page = text_of(superuser_client.get(admin_url("user_changelist")))
    assert "Reviewer, Our own role, edits 1 profile" in page
    assert "Superuser: may do everything" in page
    page = text_of(superuser_client.get(admin_url("user_change", reviewer.pk)))
    assert "Reviewer: decides on changes, reports and claims" in page


def test_createsuperuser_asks_for_name_and_language(monkeypatch):
    asked = []

    def answer(question):
        asked.append(question)
        return {"E": "root@example.org", "N": "Robin", "L": "fr"}[question.lstrip()[0]]

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("getpass.getpass", lambda *_question: "Long-enough-77")
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    call_command("createsuperuser", stdin=terminal, stdout=io.StringIO(), interactive=True)
    user = User.objects.get(email="root@example.org")
    assert (user.name, user.language, user.is_superuser) == ("Robin", "fr", True)
    assert len(asked) == 3


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
