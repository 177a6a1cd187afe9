"""Pages with forms that need something to have happened first: each scene leads a browser there.

A scene takes the `world` of the access matrix and returns (browser, address of the page), and
what is chosen on it where that leads to the form.
"""

import time
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.sessions.models import Session
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

from members.freshness.yearly_check import mail
from members.models import ConfirmationLink
from members.publishing.proposals import (
    TEXT_LIMIT,
    Decision,
    decide,
    pending_of,
    return_with,
)
from tests.accounts.conftest import ask_for_code, newest_link, sign_in_by_code
from tests.helpers import edit

WORKSPACE = "/en/profile/water-for-all/"


def signed_in(user):
    """Return a browser in which somebody signed in a moment ago."""
    browser = Client()
    sign_in_by_code(browser, user.email)
    return browser


def asked_for_a_code(world):
    browser = Client()
    ask_for_code(browser, world.people["editor"].email)
    return browser, reverse("account_confirm_login_code")


def adds_an_address(world):
    browser = signed_in(world.people["editor"])
    browser.post("/account/email/", {"email": "other@example.org", "action_add": ""})
    return browser, "/account/confirm-email/"


def forgot_the_password(world):
    browser = Client()
    browser.post("/account/password/reset/", {"email": world.people["editor"].email})
    return browser, "/account/password/reset/confirm/"


def asked_for_the_second_factor(world):
    user = world.people["reviewer without factor"]
    TOTP.activate(user, generate_totp_secret())
    return signed_in(user), "/account/2fa/authenticate/"


def adds_an_authenticator_app(world):
    return signed_in(world.people["reviewer without factor"]), "/account/2fa/totp/activate/"


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


def closes_the_account(world):
    return signed_in(world.people["editor"]), "/account/close/"


def is_signed_in_elsewhere_too(world):
    signed_in(world.people["editor"])
    return signed_in(world.people["editor"]), "/account/sessions/"


def _has_used_it(browser):
    """Let a browser's session be one that made its second factor just now."""
    session = browser.session
    session["enrolled_second_factor"] = time.time()
    session.save()


def renames_a_key(world):
    browser, key = _with_a_key(world, signed_in)
    _has_used_it(browser)
    return browser, f"/account/2fa/webauthn/keys/{key.pk}/edit/"


def removes_a_key(world):
    browser, key = _with_a_key(world, signed_in)
    _has_used_it(browser)
    return browser, f"/account/2fa/webauthn/keys/{key.pk}/remove/"


def signs_in_again_with_a_key(world):
    browser, _key = _with_a_key(world, _from_before)
    return browser, "/account/2fa/webauthn/reauthenticate/"


def answers_a_question(world):
    proposal = pending_of(world.member)
    return_with(proposal, world.people["reviewer"], "Which town?")
    return signed_in(world.people["editor"]), f"{WORKSPACE}proposals/{proposal.pk}/"


def answers_at_too_great_length(world):
    browser, page = answers_a_question(world)
    return browser, page, {"answer": "x" * (TEXT_LIMIT + 1)}


def puts_a_refused_text_back(world):
    refusal = {"city": Decision("refused", reason="It is in Ghent still.")}
    proposal = pending_of(world.member)
    decide(proposal, world.people["reviewer"], refusal)
    return signed_in(world.people["editor"]), f"{WORKSPACE}proposals/{proposal.pk}/"


def _signed_out_while_typing(world, page, person="editor", **typed):
    """Return the browser of somebody who signed in again after a form met no session."""
    browser = signed_in(world.people[person])
    browser.get(page)
    Session.objects.all().delete()
    browser.post(page, typed)
    sign_in_by_code(browser, world.people[person].email)
    return browser, page


def was_signed_out_while_editing(world):
    return _signed_out_while_typing(world, f"{WORKSPACE}edit/contact/", phone="+32 2 222 22 22")


def was_signed_out_while_inviting(world):
    address = {"email": "new@example.org", "role": "editor"}
    return _signed_out_while_typing(world, f"{WORKSPACE}people/", "owner", **address)


def translation_behind(world):
    edit(world.member, summary={"en": "We dig wells.", "nl": "Wij graven putten."})
    edit(world.member, summary={"en": "We dig deep wells.", "nl": "Wij graven putten."})


def translates_what_is_behind(world):
    translation_behind(world)
    return signed_in(world.people["editor"]), f"{WORKSPACE}edit/texts-nl/"


def answers_the_yearly_check(world):
    mail.queue_link(world.people["owner"], world.member)
    assert ConfirmationLink.objects.exists()
    return Client(), newest_link()


def answered_the_yearly_check_before(world):
    browser, page = answers_the_yearly_check(world)
    browser.post(page, {"answer": "stopped"})
    return browser, page


SCENES = (
    asked_for_a_code,
    adds_an_address,
    forgot_the_password,
    asked_for_the_second_factor,
    adds_an_authenticator_app,
    closes_the_account,
    is_signed_in_elsewhere_too,
    renames_a_key,
    removes_a_key,
    signs_in_again_with_a_key,
    answers_a_question,
    answers_at_too_great_length,
    puts_a_refused_text_back,
    was_signed_out_while_editing,
    was_signed_out_while_inviting,
    translates_what_is_behind,
    answers_the_yearly_check,
    answered_the_yearly_check_before,
)
