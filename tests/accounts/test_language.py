"""Whoever is signed in chooses the language in the header: of the screens, and of every mail."""

import pytest
from django.test import Client

from tests.helpers import make_user, set_federation
from tests.staff.conftest import FormReader

from .conftest import signed_in

pytestmark = pytest.mark.django_db
CHOOSE = "/account/language/"


def buttons_of(page):
    """Return {language: address that its button in the header posts to}."""
    found = {}

    class Reader(FormReader):
        def handle_starttag(self, tag, attrs):
            attrs = dict(attrs)
            if tag == "button" and attrs.get("name") == "language":
                found[attrs["value"]] = attrs["formaction"]

    Reader(page.content.decode())
    return found


def test_staff_choose_it_on_any_page_of_the_admin_and_stay_there(reviewer, settings):
    client = signed_in(reviewer)
    page = client.get("/admin/members/member/?q=water&o=2")
    assert "Leden" not in page.content.decode()
    response = client.post(buttons_of(page)["nl"], {"language": "nl"})
    assert response["Location"] == "/admin/members/member/?q=water&o=2"
    reviewer.refresh_from_db()
    assert reviewer.language == "nl"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "nl"
    assert 'lang="nl"' in client.get(response["Location"]).content.decode()


def test_an_editor_chooses_it_in_the_workspace_and_comes_to_the_same_page(owner):
    set_federation(languages=["nl", "fr", "en"])
    client = signed_in(owner)
    page = client.get("/en/profile/water-for-all/edit/contact/")
    response = client.post(buttons_of(page)["fr"], {"language": "fr"})
    assert response["Location"] == "/fr/profile/water-for-all/edit/contact/"
    owner.refresh_from_db()
    assert owner.language == "fr"


def test_the_account_pages_follow_at_once(owner):
    set_federation(languages=["nl", "fr", "en"])
    client = signed_in(owner)
    page = client.get("/account/sessions/")
    response = client.post(buttons_of(page)["fr"], {"language": "fr"}, follow=True)
    assert '<html lang="fr"' in response.content.decode()


def test_a_page_of_the_public_keeps_plain_links_that_can_be_shared(owner):
    page = signed_in(owner).get("/nl/")
    assert buttons_of(page) == {}
    assert 'hreflang="fr"' in page.content.decode()


@pytest.mark.parametrize("code", ["", "xx", "nl\x00"])
def test_a_language_that_there_is_not_changes_nothing(code):
    user = make_user(language="fr")
    assert signed_in(user).post(CHOOSE, {"language": code}).status_code == 302
    user.refresh_from_db()
    assert user.language == "fr"


def test_it_leads_to_no_other_site():
    response = signed_in(make_user()).post(
        f"{CHOOSE}?next=https://evil.example/", {"language": "fr"}
    )
    assert response["Location"] == "/"


def test_it_needs_a_token_and_a_person(reviewer):
    assert Client().post(CHOOSE, {"language": "fr"})["Location"].startswith("/account/login/")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reviewer)
    assert strict.post(CHOOSE, {"language": "fr"}).status_code == 403
