"""`manage.py start_site`: a new site gets its name and its first administrator, and only once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from members.models import Federation, User
from tests.accounts.conftest import sign_in_by_code

pytestmark = pytest.mark.django_db


def start(**options):
    out = StringIO()
    call_command("start_site", stdout=out, **options)
    return out.getvalue()


def test_it_names_the_federation_in_its_first_language(client):
    client.get("/fr/")
    start(name="La Coupole", language="fr")
    federation = Federation.objects.get()
    assert (federation.name, federation.languages[0]) == ({"fr": "La Coupole"}, "fr")
    assert "La Coupole" in client.get("/fr/").content.decode()


def test_a_name_that_is_there_stays():
    Federation.objects.update(name={"en": "The Umbrella"})
    assert "already" in start(name="Another", language="nl")
    assert Federation.objects.get().name == {"en": "The Umbrella"}


def test_the_first_administrator_signs_in_with_a_code(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    said = start(email="Ada@example.org", person="Ada Lovelace", language="nl")
    assert "ada@example.org keeps the site" in said
    user = User.objects.get()
    assert (user.name, user.language, user.is_superuser) == ("Ada Lovelace", "nl", True)
    client = Client()
    sign_in_by_code(client, "ada@example.org")
    assert client.get("/admin/").status_code == 200


def test_there_is_one_first_administrator():
    start(email="ada@example.org")
    assert "already" in start(email="mallory@example.org")
    assert User.objects.count() == 1


def test_an_address_that_is_none_is_refused():
    with pytest.raises(CommandError, match="not an e-mail address"):
        start(email="ada")
