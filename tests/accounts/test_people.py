"""Owners keep their colleagues; what is not theirs does not exist for them."""

import pytest
from django.test import Client
from post_office.models import Email

from members.accounts import invitations, people
from members.models import Editor, Task, User
from tests.helpers import make_member, make_user

from .conftest import kinds, newest_link, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/en/profile/water-for-all/people/"
LEAVE = f"{PAGE}leave/"


@pytest.fixture
def colleague(member):
    """An editor who is no owner."""
    user = make_user("colleague@water.example", name="Kim Colleague")
    return Editor.objects.create(member=member, user=user)


def roles(member):
    return {editor.user.email.split("@")[0]: editor.role for editor in member.editors.all()}


def test_an_owner_invites_a_colleague(owner_client):
    response = owner_client.post(PAGE, {"email": "new@example.org", "role": "editor"})
    assert response.status_code == 302
    assert kinds() == ["invitation"]
    page = owner_client.get(PAGE).content.decode()
    assert "new@example.org" in page
    assert "Olga Owner" in Email.objects.get().message


@pytest.mark.parametrize("email", ["", "nobody", "owner@water.example"])
def test_a_form_that_cannot_be_taken_says_why(owner_client, email):
    response = owner_client.post(PAGE, {"email": email, "role": "editor"})
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert kinds() == []


def test_an_owner_sets_roles_and_removes(owner_client, member, colleague):
    address = f"{PAGE}{colleague.pk}/"
    owner_client.post(address, {"action": "owner"})
    assert roles(member)["colleague"] == "owner"
    owner_client.post(address, {"action": "nonsense"})
    owner_client.post(address, {"action": "remove"})
    assert roles(member) == {"owner": "owner"}


def test_the_last_owner_stays_owner(owner_client, owner, member, colleague):
    own = Editor.objects.get(user=owner)
    for action in ("editor", "remove"):
        owner_client.post(f"{PAGE}{own.pk}/", {"action": action})
        assert roles(member)["owner"] == "owner"


def test_an_owner_hands_over_and_leaves(owner_client, member, colleague):
    assert owner_client.post(LEAVE, {}).status_code == 200
    assert roles(member)["owner"] == "owner"
    owner_client.post(LEAVE, {"successor": colleague.pk})
    assert roles(member) == {"colleague": "owner"}
    assert not Task.objects.exists()


def test_or_tells_staff_for_whom_it_is_a_task(owner_client, member):
    owner_client.post(LEAVE, {"successor": "staff"})
    assert roles(member) == {}
    task = Task.objects.get(member=member)
    assert (task.kind, task.state) == ("no_owner", "open")
    assert "Olga Owner (owner@water.example)" in task.detail


@pytest.mark.parametrize("way", ["invited", "promoted"])
def test_a_new_owner_closes_that_task(owner_client, member, colleague, reviewer, way):
    owner_client.post(LEAVE, {"successor": "staff"})
    if way == "invited":
        invitations.invite(member, "boss@water.example", Editor.Role.OWNER, reviewer)
        Client().post(newest_link())
    else:
        people.set_role(colleague, Editor.Role.OWNER)
    assert Task.objects.get(member=member).state == "done"


def test_an_editor_who_joins_closes_nothing(owner_client, member, reviewer):
    owner_client.post(LEAVE, {"successor": "staff"})
    invitations.invite(member, "new@water.example", Editor.Role.EDITOR, reviewer)
    Client().post(newest_link())
    assert Task.objects.get(member=member).state == "open"


@pytest.mark.parametrize("way", ["role", "delete", "action"])
def test_staff_may_take_the_last_owner_away_and_then_look_for_another(
    administrator_client, member, owner, way
):
    own = Editor.objects.get(user=owner)
    admin = "/admin/members/editor/"
    if way == "role":
        administrator_client.post(f"{admin}{own.pk}/change/", {"role": "editor"})
    elif way == "delete":
        administrator_client.post(f"{admin}{own.pk}/delete/", {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": own.pk, "post": "yes"}
        administrator_client.post(admin, chosen)
    assert roles(member) in ({}, {"owner": "editor"})
    assert Task.objects.get(member=member).kind == "no_owner"


def test_an_owner_whose_account_is_disabled_keeps_nothing(owner, owner_client, member, colleague):
    second = Editor.objects.create(member=member, user=make_user("b@water.example"), role="owner")
    User.objects.filter(pk=second.user_id).update(is_active=False)
    assert "only owner" in owner_client.get(LEAVE).content.decode()
    own = Editor.objects.get(user=owner)
    owner_client.post(f"{PAGE}{own.pk}/", {"action": "remove"})
    assert roles(member)["owner"] == "owner"


def test_a_successor_from_elsewhere_is_none(owner_client, member):
    other = Editor.objects.create(member=make_member("Other"), user=make_user("x@example.org"))
    owner_client.post(LEAVE, {"successor": other.pk})
    assert roles(member) == {"owner": "owner"}


def test_who_is_no_owner_leaves_and_does_nothing_else(member, owner, colleague):
    client = signed_in(colleague.user)
    own = Editor.objects.get(user=owner)
    waiting = invitations.invite(member, "new@example.org", Editor.Role.EDITOR, owner)
    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, {"email": "y@example.org", "role": "owner"}).status_code == 404
    assert client.post(f"{PAGE}{own.pk}/", {"action": "remove"}).status_code == 404
    address = f"/en/profile/water-for-all/invitations/{waiting.pk}/"
    assert client.post(address, {"action": "cancel"}).status_code == 404
    client.post(LEAVE)
    assert roles(member) == {"owner": "owner"}


def test_invitations_are_cancelled_and_sent_again(owner_client, owner, member):
    waiting = invitations.invite(member, "new@example.org", Editor.Role.EDITOR, owner)
    address = f"/en/profile/water-for-all/invitations/{waiting.pk}/"
    owner_client.post(address, {"action": "again"})
    assert kinds() == ["invitation", "invitation"]
    owner_client.post(address, {"action": "cancel"})
    owner_client.post(address, {"action": "again"})
    waiting.refresh_from_db()
    assert waiting.state == "cancelled"
    assert len(kinds()) == 2


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", [PAGE, LEAVE])
def test_what_is_not_yours_is_not_found(owner, address, method, reviewer):
    for user in (make_user("stranger@example.org"), reviewer):
        assert getattr(signed_in(user), method)(address).status_code == 404


def test_rows_of_another_member_cannot_be_reached_by_number(owner_client):
    other = make_member("Other")
    editor = Editor.objects.create(member=other, user=make_user("x@example.org"))
    waiting = invitations.invite(other, "y@example.org", Editor.Role.EDITOR, editor.user)
    assert owner_client.post(f"{PAGE}{editor.pk}/", {"action": "remove"}).status_code == 404
    address = f"/en/profile/water-for-all/invitations/{waiting.pk}/"
    assert owner_client.post(address, {"action": "cancel"}).status_code == 404


def test_a_visitor_is_led_to_the_door(client, member):
    assert client.get(PAGE)["Location"].startswith("/account/login/code/?next=")
