"""An invitation is used once, by who reads the mail, within fourteen days."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from members.accounts import invitations
from members.models import Editor, Invitation, Member, User
from tests.helpers import edit, make_user
from tests.staff.conftest import act_on

from .conftest import kinds, newest_link, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(member, reviewer):
    """An Invitation that a stranger got; its link is in the newest mail."""
    return invitations.invite(
        member, "New@Water.example", Editor.Role.OWNER, reviewer, language="fr"
    )


def editors(member):
    return {editor.user.email: editor.role for editor in member.editors.select_related("user")}


def test_the_mail_says_who_invites_to_what(invited):
    mail = Email.objects.get()
    assert mail.to == ["new@water.example"]
    assert "Water for All" in mail.subject
    assert "Bonjour" in mail.message
    assert newest_link().startswith("/fr/invitation/")
    assert invited.token_hash not in mail.message


def test_to_look_at_it_changes_nothing(invited, client):
    link = newest_link()
    for _n in range(2):
        response = client.get(link)
        assert response.status_code == 200
        assert "Water for All" in response.content.decode()
    assert not Editor.objects.exists()
    assert not User.objects.filter(email="new@water.example").exists()


def test_accepting_makes_the_person_and_signs_in(invited, client, member):
    response = client.post(newest_link(), {"name": "Nora New"})
    assert response["Location"] == "/fr/profile/water-for-all/"
    assert editors(member) == {"new@water.example": "owner"}
    user = User.objects.get(email="new@water.example")
    assert (user.name, user.language, user.has_usable_password()) == ("Nora New", "fr", False)
    assert int(client.session["_auth_user_id"]) == user.pk


def test_it_works_once(invited, client, member):
    link = newest_link()
    client.post(link)
    other = Client()
    assert other.post(link).status_code == 410
    assert "already" in other.get(link.replace("/fr/", "/en/")).content.decode()
    assert len(editors(member)) == 1


def test_who_has_an_account_keeps_it(invited, client, member):
    user = make_user("new@water.example")
    client.post(newest_link(), {"name": "Somebody Else"})
    user.refresh_from_db()
    assert user.name == ""
    assert editors(member) == {"new@water.example": "owner"}


def test_who_is_signed_in_accepts_as_that_person(invited, member):
    client = signed_in(make_user("private@example.org"))
    page = client.get(newest_link().replace("/fr/", "/en/")).content.decode()
    assert "private@example.org" in page
    client.post(newest_link())
    assert editors(member) == {"private@example.org": "owner"}


def test_a_disabled_person_does_not_come_back_this_way(invited, client):
    make_user("new@water.example", is_active=False)
    client.post(newest_link())
    assert "_auth_user_id" not in client.session


def test_it_ends_after_fourteen_days(invited, client, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=14, seconds=1))
    response = client.post(newest_link().replace("/fr/", "/en/"))
    assert response.status_code == 410
    assert "expired" in response.content.decode()
    assert not Editor.objects.exists()


def test_a_cancelled_one_says_so(invited, client):
    assert invitations.cancel(invited)
    response = client.get(newest_link().replace("/fr/", "/en/"))
    assert response.status_code == 410
    assert "was cancelled" in response.content.decode()
    assert client.post(newest_link()).status_code == 410


def test_sent_again_it_has_a_new_link_and_the_old_one_ends(invited, client, member):
    old = newest_link()
    invitations.send_again(invited, invited.invited_by)
    assert newest_link() != old
    assert client.post(old).status_code == 410
    assert client.post(newest_link()).status_code == 302
    assert len(editors(member)) == 1
    with pytest.raises(invitations.NotOpen):
        invitations.send_again(invited, invited.invited_by)


def test_a_made_up_link_leads_nowhere_kindly(client, db):
    response = client.get("/en/invitation/made-up/")
    assert response.status_code == 410
    assert "does not work" in response.content.decode()


def test_a_member_that_left_takes_no_editors(invited, client, member):
    edit(member, status=Member.Status.FORMER)
    assert client.post(newest_link()).status_code == 410


def test_nobody_is_invited_twice(invited, member, reviewer, owner):
    for email in ("new@water.example", "OWNER@water.example"):
        with pytest.raises(ValidationError):
            invitations.invite(member, email, Editor.Role.EDITOR, reviewer)
    assert kinds() == ["invitation"]


def test_an_owner_invites_no_end_of_strangers(member, owner, monkeypatch):
    monkeypatch.setattr(invitations, "OPEN_AT_MOST", 2)
    for n in range(2):
        invitations.invite(member, f"p{n}@example.org", Editor.Role.EDITOR, owner)
    with pytest.raises(ValidationError, match="Too many"):
        invitations.invite(member, "p9@example.org", Editor.Role.EDITOR, owner)


def test_an_editor_who_is_invited_as_owner_becomes_one(member, invited, client):
    user = make_user("late@example.org")
    Editor.objects.create(member=member, user=user)
    signed_in(user).post(newest_link())
    assert editors(member) == {"late@example.org": "owner"}


def test_staff_invite_in_the_admin(administrator, member):
    client = signed_in(administrator)
    administrator.groups.first().permissions.add(*_invitation_rights())
    values = {"email": "boss@water.example", "role": "owner", "language": "nl"}
    response = client.post(f"/admin/members/invitation/add/?member={member.pk}", values)
    assert response.status_code == 302
    assert kinds() == ["invitation"]
    made = Invitation.objects.get()
    assert (made.state, made.invited_by) == ("open", administrator)
    act_on(client, "/admin/members/invitation/", "cancel", [made])
    made.refresh_from_db()
    assert made.state == "cancelled"


def _invitation_rights():
    names = ("view_invitation", "add_invitation", "change_invitation")
    return Permission.objects.filter(codename__in=names)
