"""Claims ("Is this your organisation?"): kept for staff, decided once, answered by mail."""

import pytest
from django.contrib.auth.models import Permission

from members.accounts import claims
from members.accounts.claims import HOURLY_LIMIT
from members.models import Claim, Editor, Member
from tests.accounts.test_unsent import hidden
from tests.helpers import edit

from .conftest import kinds, newest_link, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/en/members/water-for-all/claim/"
START = "2026-11-23 12:00:00+00:00"
WORDS = {"name": "Nora", "email": "nora@water.example", "function": "Director", "message": "Hello"}


@pytest.fixture
def send(client, member, time_machine):
    """Return a function that opens the form, waits, and sends it."""

    def opened_and_sent(wait=10, **values):
        time_machine.move_to(START, tick=False)
        started = client.get(PAGE).context["form"]["started"].value()
        time_machine.shift(wait)
        return client.post(PAGE, {**WORDS, "started": started, **values})

    return opened_and_sent


@pytest.fixture
def claim(member):
    return Claim.objects.create(member=member, language="fr", sender="x", **WORDS)


def test_a_claim_becomes_a_row_and_gives_no_access(send, client):
    response = send()
    assert client.get(response["Location"]).status_code == 200
    claim = Claim.objects.get()
    assert (claim.name, claim.state, claim.language) == ("Nora", "open", "en")
    assert "127.0.0.1" not in claim.sender
    assert claim.is_of_the_same_domain
    assert not Editor.objects.exists()
    assert kinds() == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Write your name"),
        ({"email": "nora"}, "valid email"),
        ({"function": ""}, "what you do there"),
    ],
    ids=str,
)
def test_a_form_that_cannot_be_taken_says_why(send, values, message):
    response = send(**values)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not Claim.objects.exists()


@pytest.mark.parametrize("values", [{"wait": 1}, {"second_look": "https://spam.example"}], ids=str)
def test_what_may_be_a_machines_counts_once_a_person_has_looked_again(
    values, send, client, time_machine
):
    page = send(**values)
    assert not Claim.objects.exists()
    time_machine.shift(4)
    assert client.post(PAGE, hidden(page)).status_code == 302
    assert Claim.objects.get().name == "Nora"


def test_one_sender_may_claim_so_often_an_hour(send):
    for _n in range(HOURLY_LIMIT):
        assert send().status_code == 302
    assert send().status_code == 429


def test_only_what_the_public_sees_can_be_claimed(client, member):
    edit(member, status=Member.Status.HIDDEN)
    assert client.get(PAGE).status_code == 404
    assert client.get("/en/members/nowhere/claim/").status_code == 404


def test_the_profile_asks_the_question(client, member):
    assert PAGE in client.get("/en/members/water-for-all/").content.decode()


def test_granted_it_becomes_an_invitation(claim, reviewer, client):
    claims.grant(claim, reviewer, Editor.Role.OWNER)
    assert kinds() == ["claim_granted"]
    client.post(newest_link())
    assert Editor.objects.get().role == "owner"
    with pytest.raises(claims.AlreadyDecided):
        claims.refuse(claim, reviewer, "Too late")


def test_refused_it_says_why(claim, reviewer):
    claims.refuse(claim, reviewer, "We know the director.")
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == ("refused", reviewer)
    assert kinds() == ["claim_refused"]


def test_staff_decide_in_the_admin(claim, reviewer):
    rights = Permission.objects.filter(codename__in=["view_claim", "change_claim"])
    reviewer.groups.first().permissions.add(*rights)
    client, address = signed_in(reviewer), f"/admin/members/claim/{claim.pk}/change/"
    assert "nora@water.example" in client.get(address).content.decode()
    page = client.post(address, {"decision": "refuse", "reason": " "}).content.decode()
    assert "Give a reason. The person reads it." in page
    client.post(address, {"decision": "", "reason": ""})
    claim.refresh_from_db()
    assert claim.state == "open"
    client.post(address, {"decision": "grant_editor", "reason": ""})
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == ("granted", reviewer)
    assert kinds() == ["claim_granted"]
    assert "grant_owner" not in client.get(address).content.decode()
