"""A table may name owners: the rehearsal says who is invited, the applied import invites them."""

import pytest
from django.core.management import call_command
from post_office.models import Email

from members.exchange import uploads
from members.models import Editor, Invitation, InvitationBatch, Member
from tests.helpers import make_member, make_user
from tests.staff.conftest import text_of

from .importing import applied, complaints, csv_file, exported, outcomes, rehearsed

pytestmark = pytest.mark.django_db
HEADINGS = ["name", "city", "E-mail address of the owner"]


def table():
    return csv_file(
        HEADINGS,
        ["Water", "Gent", "Olga@water.example"],
        ["Fire", "Aalst", "fred@fire.example"],
        ["Earth", "Brugge", ""],
    )


def page_of(client, job):
    return text_of(client.get(f"/admin/exchange/{job.pk}/?show=new"))


def test_the_rehearsal_says_who_is_invited_and_invites_nobody(administrator_client):
    make_member("Water", city="Gent")
    job = rehearsed(table())
    assert outcomes(job) == [(2, "unchanged"), (3, "new"), (4, "new")]
    page = page_of(administrator_client, job)
    assert "2 owners from the file get an invitation" in page
    assert "fred@fire.example is invited as owner." in page
    assert not Invitation.objects.exists()
    assert not Email.objects.exists()


def test_applied_it_invites_each_of_them_once(administrator_client):
    make_member("Water", city="Gent")
    job = applied(table())
    assert InvitationBatch.objects.get().job == job
    for _time in range(2):
        assert "See the invitations to owners" in page_of(administrator_client, job)
        call_command("run_imports", verbosity=0)
    invited = {i.email: i.member.name for i in Invitation.objects.all()}
    assert invited == {"olga@water.example": "Water", "fred@fire.example": "Fire"}
    assert Email.objects.filter(to="olga@water.example").count() == 1


def test_who_edits_it_already_or_was_invited_is_said_and_left_alone(administrator_client):
    water = make_member("Water")
    Editor.objects.create(member=water, user=make_user("olga@water.example"))
    job = rehearsed(csv_file(HEADINGS, ["Water", "Brugge", "olga@water.example"]))
    page = text_of(administrator_client.get(f"/admin/exchange/{job.pk}/"))
    assert "is not invited as owner: This person edits the profile already." in page
    job.move("apply")
    call_command("run_imports", verbosity=0)
    assert Member.objects.get().city == "Brugge"
    assert not Invitation.objects.exists()


def test_a_table_of_owners_alone_can_be_applied(administrator_client):
    make_member("Water", city="Gent")
    job = rehearsed(csv_file(HEADINGS, ["Water", "Gent", "olga@water.example"]))
    url = f"/admin/exchange/{job.pk}/"
    assert "Invite the owners" in text_of(administrator_client.get(url))
    administrator_client.post(f"{url}apply/", {"mode": "publish"})
    administrator_client.get(url)
    assert Invitation.objects.get().email == "olga@water.example"


def test_what_is_no_address_is_refused_with_its_column():
    job = rehearsed(csv_file(HEADINGS, ["Water", "Gent", "Olga"]))
    [(row, column, message)] = complaints(job)
    assert (row, column) == (2, HEADINGS[2])
    assert "not an e-mail address" in message


def test_an_export_holds_no_owner_and_still_changes_nothing(administrator):
    water = make_member("Water", city="Gent")
    Editor.objects.create(member=water, user=make_user("olga@water.example"), role="owner")
    file = exported()
    assert b"olga@" not in file.read()
    file.seek(0)
    job = uploads.receive(file, administrator)
    assert "owner_email" not in job.mapping
