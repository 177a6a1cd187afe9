"""Pages with forms that need something to have happened first: each scene leads a browser there.

A scene takes the `world` of the access matrix and returns (browser, address of the page), and
what is chosen on it where that leads to the form.
"""

import datetime as dt
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from members.exchange import running
from members.freshness.yearly_check import mail
from members.models import ConfirmationLink, ImportJob, Member
from members.publishing import inviting
from members.publishing.leaving import leave
from members.publishing.proposals import pending_of, return_with, save_draft, submit
from tests.accounts.conftest import ask_for_code, newest_link, sign_in_by_code
from tests.exchange.importing import csv_file, rehearsed
from tests.helpers import edit, make_member, make_user

WORKSPACE = "/en/profile/water-for-all/"


def _signed_in(user):
    """Return a browser in which somebody signed in a moment ago."""
    browser = Client()
    sign_in_by_code(browser, user.email)
    return browser


def _administrator(world):
    world.settings.REQUIRE_SECOND_FACTOR = False
    return _signed_in(world.people["administrator"])


def asked_for_a_code(world):
    browser = Client()
    ask_for_code(browser, world.people["editor"].email)
    return browser, reverse("account_confirm_login_code")


def adds_an_address(world):
    browser = _signed_in(world.people["editor"])
    browser.post("/account/email/", {"email": "other@example.org", "action_add": ""})
    return browser, "/account/confirm-email/"


def forgot_the_password(world):
    browser = Client()
    browser.post("/account/password/reset/", {"email": world.people["editor"].email})
    return browser, "/account/password/reset/confirm/"


def asked_for_the_second_factor(world):
    user = world.people["reviewer without factor"]
    TOTP.activate(user, generate_totp_secret())
    return _signed_in(user), "/account/2fa/authenticate/"


def adds_an_authenticator_app(world):
    return _signed_in(world.people["reviewer without factor"]), "/account/2fa/totp/activate/"


def _with_a_key(world, browser_of):
    user = world.people["editor"]
    browser = browser_of(user)
    key = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Key", "credential": dict(_registration())},
    )
    return browser, key


def _registration():
    """Return what a security key answers when it is added (Web Authentication, level 2, 6.5)."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), b"key", public_key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(sha256(b"testserver").digest(), flags, 0, credential)
    return RegistrationResponse(
        raw_id=b"key",
        response=AuthenticatorAttestationResponse(
            client_data=CollectedClientData.create(
                CollectedClientData.TYPE.CREATE, bytes(32), "http://testserver"
            ),
            attestation_object=AttestationObject.create("none", data, {}),
        ),
    )


def _from_before(user):
    """Return a browser in which somebody signed in too long ago to change what guards it."""
    browser = Client()
    browser.force_login(user)
    return browser


def renames_a_key(world):
    browser, key = _with_a_key(world, _signed_in)
    return browser, f"/account/2fa/webauthn/keys/{key.pk}/edit/"


def removes_a_key(world):
    browser, key = _with_a_key(world, _signed_in)
    return browser, f"/account/2fa/webauthn/keys/{key.pk}/remove/"


def signs_in_again_with_a_key(world):
    browser, _key = _with_a_key(world, _from_before)
    return browser, "/account/2fa/webauthn/reauthenticate/"


def answers_a_question(world):
    proposal = pending_of(world.member)
    return_with(proposal, world.people["reviewer"], "Which town?")
    return _signed_in(world.people["editor"]), f"{WORKSPACE}proposals/{proposal.pk}/"


def _translation_behind(world):
    edit(world.member, summary={"en": "We dig wells.", "nl": "Wij graven putten."})
    edit(world.member, summary={"en": "We dig deep wells.", "nl": "Wij graven putten."})


def translates_what_is_behind(world):
    _translation_behind(world)
    return _signed_in(world.people["editor"]), f"{WORKSPACE}edit/texts-nl/"


def staff_see_what_is_behind(world):
    _translation_behind(world)
    return _administrator(world), f"/admin/members/member/{world.member.pk}/change/"


def answers_the_yearly_check(world):
    mail.queue_link(world.people["owner"], world.member)
    assert ConfirmationLink.objects.exists()
    return Client(), newest_link()


def staff_act_on_a_list(world):
    return _administrator(world), "/admin/health/incomplete/", {"action": "remind", "all": "1"}


def staff_look_at_invitations(world):
    batch = inviting.prepare([world.member.pk], world.people["administrator"])
    return _administrator(world), f"/admin/invitations/{batch.pk}/"


def staff_are_asked_first(world):
    page = "/admin/members/member/"
    chosen = {"action": "hide_chosen", "_selected_action": [world.member.pk]}
    return _administrator(world), page, chosen


def an_import_is_rehearsed(world):
    ImportJob.objects.filter(pk=world.job.pk).update(state=ImportJob.State.REHEARSING)
    world.until_walked.enter_context(running._claimed(world.job))  # by another process
    return _administrator(world), f"/admin/exchange/{world.job.pk}/"


def an_import_is_to_be_decided(world):
    job = rehearsed(csv_file(["name"], ["Air for All"]))
    return _administrator(world), f"/admin/exchange/{job.pk}/"


def chooses_what_a_merge_keeps(world):
    other = Member.objects.get(slug="bread-for-all")
    page = f"/admin/members/member/{world.member.pk}/merge/?with={other.pk}"
    return _administrator(world), page


def takes_a_member_back(world):
    member = make_member("Gone for now")
    leave(member, dt.date(2026, 1, 31), world.people["administrator"])
    return _administrator(world), f"/admin/members/member/{member.pk}/return/"


def reviews_a_link(world):
    author = make_user("links@example.org")
    member = make_member("Links")
    proposal = submit(save_draft(member, {"website": "http://127.0.0.1/"}, author), author)
    return _administrator(world), f"/admin/review/{proposal.pk}/"


SCENES = (
    asked_for_a_code,
    adds_an_address,
    forgot_the_password,
    asked_for_the_second_factor,
    adds_an_authenticator_app,
    renames_a_key,
    removes_a_key,
    signs_in_again_with_a_key,
    answers_a_question,
    translates_what_is_behind,
    staff_see_what_is_behind,
    answers_the_yearly_check,
    staff_act_on_a_list,
    staff_look_at_invitations,
    staff_are_asked_first,
    an_import_is_rehearsed,
    an_import_is_to_be_decided,
    chooses_what_a_merge_keeps,
    takes_a_member_back,
    reviews_a_link,
)
