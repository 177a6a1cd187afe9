"""People: an e-mail address is the name, whatever its case."""

import pytest
from django.contrib.auth import authenticate

from members.models import User
from tests.helpers import make_user

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case_and_found_in_any():
    make_user(" Robin@Example.ORG ", password="correct horse")
    assert User.objects.get().email == "robin@example.org"
    assert authenticate(username="ROBIN@example.org", password="correct horse")


def test_nobody_signs_in_without_a_password():
    make_user("robin@example.org")
    assert authenticate(username="robin@example.org", password="") is None


def test_a_user_needs_an_address():
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("")


def test_a_superuser_may_do_everything():
    user = User.objects.create_superuser("boss@example.org")
    assert user.is_staff
    assert user.has_perm("members.change_member")


def test_a_user_is_shown_by_name_else_by_address():
    assert str(User(email="robin@example.org")) == "robin@example.org"
    assert str(User(email="robin@example.org", name="Robin")) == "Robin"
