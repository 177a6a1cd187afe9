"""The admin opens for staff with a second factor, used in this very session."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from tests.helpers import make_user

from .conftest import CONFIRM, ask_for_code, kinds, newest_code, sign_in_by_code, signed_in

pytestmark = pytest.mark.django_db
ENROL = "/account/2fa/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def code_of(secret):
    """Return what an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def give_app(user):
    """Give somebody an authenticator app and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


@pytest.mark.parametrize("address", ["/admin/", "/admin/members/member/", "/admin/nowhere/"])
def test_staff_without_a_factor_are_sent_to_make_one(reviewer, address):
    response = signed_in(reviewer).get(address)
    assert response.status_code == 302
    assert response["Location"].startswith(ENROL)
    assert "next=%2Fadmin" in response["Location"]


def test_a_post_is_stopped_too(reviewer):
    response = signed_in(reviewer).post("/admin/members/report/", {"action": "resolve"})
    assert response["Location"].startswith(ENROL)


def test_a_session_from_before_the_factor_is_not_enough(reviewer):
    client = signed_in(reviewer)
    give_app(reviewer)
    assert client.get("/admin/")["Location"].startswith("/account/2fa/reauthenticate/")


@pytest.mark.django_db(transaction=True)  # allauth tells of it when the rows are there
def test_enrolling_opens_the_admin(reviewer):
    client = Client()
    sign_in_by_code(client, reviewer.email)
    page = client.get("/account/2fa/totp/activate/")
    assert "<svg" in page.content.decode()
    assert "data:image" not in page.content.decode()
    code = code_of(page.context["form"].secret)
    client.post("/account/2fa/totp/activate/", {"code": code})
    assert client.get("/admin/").status_code == 200
    assert "account_changed" in kinds()


@pytest.mark.parametrize(
    "address",
    ["totp/activate/", "webauthn/add/"],
)
def test_a_changed_factor_needs_a_fresh_sign_in(reviewer, address, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    client = Client()
    sign_in_by_code(client, reviewer.email)
    assert client.get(f"{ENROL}{address}").status_code == 200
    time_machine.shift(301)
    way = client.get(f"{ENROL}{address}")["Location"]
    assert way.startswith("/account/fresh/")


def test_the_factor_is_asked_for_at_sign_in(reviewer):
    secret = give_app(reviewer)
    client = Client()
    response = sign_in_by_code(client, reviewer.email)
    assert response["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


def test_the_way_to_the_admin_is_kept(reviewer):
    secret = give_app(reviewer)
    client = Client()
    target = "/admin/members/member/"
    first = client.get(target)["Location"]
    second = client.get(first)["Location"]
    assert second.startswith("/account/login/code/?next=")
    third = client.post(second, {"email": reviewer.email})["Location"]
    client.post(third, {"code": newest_code()})
    last = client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert last["Location"] == target


def test_who_loses_the_factor_loses_the_admin(reviewer):
    secret = give_app(reviewer)
    client = Client()
    sign_in_by_code(client, reviewer.email)
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    Authenticator.objects.all().delete()
    assert client.get("/admin/")["Location"].startswith(ENROL)


def test_editors_need_none(owner_client):
    assert owner_client.get("/en/profile/", follow=True).status_code == 200


def test_the_pages_for_it_and_the_way_out_stay_open(reviewer):
    client = signed_in(reviewer)
    for address in (ENROL, "/account/2fa/webauthn/", "/account/logout/", "/account/sessions/"):
        assert client.get(address).status_code == 200, address


def test_on_a_machine_of_ones_own_it_may_wait(reviewer, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    assert signed_in(reviewer).get("/admin/").status_code == 200


def test_the_admins_door_turns_away_who_has_no_rights():
    response = signed_in(make_user("editor@example.org")).get("/admin/login/")
    assert response.status_code == 403
    assert "for staff" in response.content.decode()


def test_the_app_shows_the_federations_name(reviewer, rf):
    assert get_adapter()._get_site_name() == "Our members"


def test_a_wrong_second_factor_is_counted(reviewer):
    give_app(reviewer)
    client = Client()
    ask_for_code(client, reviewer.email)
    client.post(CONFIRM, {"code": newest_code()})
    for _n in range(6):
        response = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Too many attempts" in response.content.decode()


GUARDED = [
    "totp/deactivate/",
    "webauthn/add/",
    "recovery-codes/",
    "recovery-codes/generate/",
    "recovery-codes/download/",
]


def signed_in_by_password(user):
    """Return a browser in which somebody has just signed in by password, having no factor yet."""
    user.set_password("three-calm-words")
    user.save()
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": "three-calm-words"})
    return client


@pytest.mark.parametrize("again", ["nothing more", "the password again"])
@pytest.mark.parametrize("address", GUARDED)
def test_a_password_alone_opens_nothing_that_the_factor_guards(reviewer, address, again):
    client = signed_in_by_password(reviewer)
    give_app(reviewer)
    RecoveryCodes.activate(reviewer)
    if again == "the password again":
        client.post("/account/reauthenticate/", {"password": "three-calm-words"})
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    for answer in (client.get(f"{ENROL}{address}"), client.post(f"{ENROL}{address}")):
        assert answer.status_code in (302, 405)
        assert answer.get("Location", "/account/2fa/").startswith("/account/2fa/")
        assert not any(code in answer.content.decode() for code in codes)
    assert Authenticator.objects.count() == 2
    assert client.get("/admin/")["Location"].startswith("/account/2fa/reauthenticate/")


def test_nor_the_address_to_which_codes_are_sent(reviewer):
    client = signed_in_by_password(reviewer)
    give_app(reviewer)
    client.post("/account/reauthenticate/", {"password": "three-calm-words"})
    answer = client.post("/account/email/", {"email": "evil@example.org", "action_add": "1"})
    assert answer["Location"].startswith("/account/2fa/reauthenticate/")


def test_who_used_the_factor_just_now_gets_in(reviewer, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    secret = give_app(reviewer)
    client = Client()
    sign_in_by_code(client, reviewer.email)
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get(f"{ENROL}recovery-codes/generate/").status_code == 200
    time_machine.shift(301)
    assert client.get(f"{ENROL}recovery-codes/generate/").status_code == 302
    client.post("/account/2fa/reauthenticate/", {"code": code_of(secret)})
    assert client.get(f"{ENROL}recovery-codes/generate/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_new_factor_ends_the_other_sessions_and_shows_its_codes_once(reviewer):
    elsewhere, here = Client(), Client()
    for client in (elsewhere, here):
        sign_in_by_code(client, reviewer.email)
    secret = here.get("/account/2fa/totp/activate/").context["form"].secret
    way = here.post("/account/2fa/totp/activate/", {"code": code_of(secret)})["Location"]
    assert elsewhere.get("/account/sessions/").status_code == 302
    first, second = here.get(way), here.get(way)
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    assert all(code in first.content.decode() for code in codes)
    assert "only once" in first.content.decode()
    assert not any(code in second.content.decode() for code in codes)
    assert here.get("/admin/").status_code == 200
