"""The log of events: who did what, from where; nobody changes it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.test import Client
from django.utils import timezone, translation

from members.accounts import claims, invitations, people
from members.accounts.own import close, data_of
from members.models import AuditEvent, Claim, Editor, Revision
from members.models.audit import masked
from members.publishing.proposals import Decision, decide, save_draft, submit
from members.staff.audit.wording import in_a_line
from tests.forms import forms_of
from tests.helpers import make_member, make_user
from tests.staff.conftest import text_of

from .conftest import CONFIRM, ask_for_code, sign_in_by_code, signed_in

pytestmark = pytest.mark.django_db
Kind = AuditEvent.Kind


def events():
    """Return the kinds of what was written down, the oldest first."""
    return list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))


def newest():
    return AuditEvent.objects.order_by("pk").last()


def test_a_sign_in_is_written_down_with_whence_and_how(owner):
    sign_in_by_code(Client(REMOTE_ADDR="198.51.100.7"))
    event = newest()
    assert (event.kind, event.actor, event.who) == (Kind.SIGNED_IN, owner, "Olga Owner")
    assert (event.ip, event.details) == ("198.51.100.7", {"how": "code"})


def test_who_is_not_let_in_is_written_down_with_a_masked_address(owner):
    client = Client(REMOTE_ADDR="198.51.100.7")
    ask_for_code(client)
    client.post(CONFIRM, {"code": "XXXX-XXXX"})
    client = Client(REMOTE_ADDR="198.51.100.7")
    client.post("/account/login/", {"login": "owner@water.example", "password": "wrong"})
    assert events() == [Kind.CODE_REFUSED, Kind.PASSWORD_REFUSED]
    for event in AuditEvent.objects.all():
        assert (event.about, event.ip, event.who) == ("o…@water.example", "198.51.100.7", "")


def test_what_is_known_of_an_event_reads_in_the_language_of_its_reader():
    change = '[{"changed": {"fields": ["Licence of the data", "Name"]}}]'
    event = AuditEvent(details={"how": "password, mfa", "what": change})
    with translation.override("fr"):
        line = in_a_line(event)
    assert "mot de passe, second facteur" in line
    assert "Licence des données et Nom" in line


def test_the_mask_keeps_what_its_owner_knows_again():
    assert [masked(one) for one in ("a@b.example", "", "nobody")] == ["a…@b.example", "…", "n…"]


def test_invitations_and_roles_are_written_down(member, owner):
    invitation = invitations.invite(member, "new@example.org", "editor", owner)
    invitations.cancel(invitation)
    colleague = Editor.objects.create(member=member, user=make_user("colleague@example.org"))
    people.set_role(colleague, Editor.Role.OWNER)
    people.remove(colleague)
    assert events() == [
        Kind.INVITED,
        Kind.INVITATION_CANCELLED,
        Kind.ACCESS_CHANGED,
        Kind.ACCESS_ENDED,
    ]
    assert AuditEvent.objects.get(kind=Kind.INVITED).details["to"] == "new@example.org"


@pytest.mark.parametrize("granted", [True, False])
def test_decisions_are_written_down(member, owner, reviewer, granted):
    fields = {"name": "Nora", "email": "nora@example.org", "function": "Director", "language": "nl"}
    claim = Claim.objects.create(member=member, sender="x", **fields)
    if granted:
        claims.grant(claim, reviewer, Editor.Role.EDITOR)
    else:
        claims.refuse(claim, reviewer, "Not of this organisation.")
    assert events()[0] == (Kind.CLAIM_GRANTED if granted else Kind.CLAIM_REFUSED)
    proposal = submit(save_draft(member, {"city": "Gent"}, owner), owner)
    decide(
        proposal,
        reviewer,
        {"city": Decision("accepted" if granted else "refused", reason="Because")},
    )
    event = newest()
    assert (event.kind, event.actor, event.about) == (Kind.PROPOSAL_DECIDED, reviewer, member.name)
    assert event.details == {"accepted" if granted else "refused": "city"}


def test_what_is_taken_back_leaves_no_trace(member, owner):
    with transaction.atomic():
        invitations.invite(member, "new@example.org", "editor", owner)
        transaction.set_rollback(True)
    assert events() == []


def test_settings_roles_and_exports_are_written_down(administrator_client, administrator):
    page = "/admin/members/federation/1/change/"
    html = text_of(administrator_client.get(page))
    form = next(form for form in forms_of(html) if "contact_email" in dict(form.fields))
    _address, data, _button = next(iter(form.sendings(page)))
    administrator_client.post(page, data.dict() | {"contact_email": "desk@example.org"})
    person = make_user("new@example.org", "Reviewer")
    page = f"/admin/members/user/{person.pk}/change/"
    fields = {"email": person.email, "name": "Nina", "language": "en"}
    administrator_client.post(page, fields)
    administrator_client.get("/admin/exchange/export/?format=csv")
    administrator_client.post("/admin/exchange/people/", {"format": "csv"})
    written = dict(AuditEvent.objects.values_list("kind", "details"))
    assert "contact" in written[Kind.SETTING_CHANGED]["what"].lower()
    assert written[Kind.RIGHTS_CHANGED]["what"]
    assert written[Kind.MEMBERS_EXPORTED] == written[Kind.PEOPLE_EXPORTED] == {"format": "csv"}
    assert set(AuditEvent.objects.values_list("actor", flat=True)) == {administrator.pk}


def test_administrators_read_it_and_take_it_along(administrator_client, reviewer_client, owner):
    sign_in_by_code(Client())
    address = "/admin/members/auditevent/"
    page = text_of(administrator_client.get(address))
    assert "Olga Owner" in page
    assert "Signed in" in page
    assert reviewer_client.get(address).status_code == 403
    assert reviewer_client.post("/admin/audit/export/").status_code == 403
    table = administrator_client.post("/admin/audit/export/", {"format": "csv"})
    lines = b"".join(table.streaming_content).decode("utf-8-sig").splitlines()
    assert "Olga Owner" in "".join(lines)
    assert "Audit log exported" in lines[-1]


def test_nobody_changes_it_in_the_admin(superuser_client, owner):
    event = AuditEvent.objects.record(Kind.DATA_TAKEN, actor=owner)
    page = f"/admin/members/auditevent/{event.pk}/"
    assert superuser_client.get(f"{page}change/").status_code == 200
    assert superuser_client.post(f"{page}change/", {"who": "Nobody"}).status_code == 403
    assert superuser_client.post(f"{page}delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("days", "is_kept"), [(200, True), (400, False)])
def test_it_is_kept_for_a_year(owner, days, is_kept):
    moment = timezone.now() - timedelta(days=days)
    AuditEvent.objects.create(kind=Kind.DATA_TAKEN, at=moment)
    call_command("prune")
    assert AuditEvent.objects.exists() is is_kept


@pytest.mark.skipif(connection.vendor != "postgresql", reason="what PostgreSQL refuses")
@pytest.mark.parametrize("way", ["update", "delete"])
def test_postgresql_refuses_to_change_what_was_written(owner, way):
    event = AuditEvent.objects.record(Kind.DATA_TAKEN, actor=owner)
    rows = AuditEvent.objects.filter(pk=event.pk)
    with pytest.raises(Error, match="only added to"), transaction.atomic():
        rows.update(who="Nobody") if way == "update" else rows.delete()
    assert rows.get().who == "Olga Owner"


def test_a_closed_account_stays_in_it_by_name_alone(owner, member):
    Editor.objects.create(member=member, user=make_user("b@example.org"), role=Editor.Role.OWNER)
    sign_in_by_code(Client())
    assert [event["kind"] for event in data_of(owner)["events"]] == [Kind.SIGNED_IN]
    close(owner)
    for event in AuditEvent.objects.filter(actor=owner):
        assert "owner@water.example" not in f"{event.who} {event.about} {event.details}"


def test_published_changes_are_no_events(member):
    # They have a history of their own.
    make_member("Bread for All")
    assert Revision.objects.count() == 2
    assert events() == []


def test_a_visitor_writes_nothing(member, client):
    client.get("/en/")
    signed_in(make_user("x@example.org")).get("/en/")
    assert events() == [Kind.SIGNED_IN]  # force_login tells Django's signal too
