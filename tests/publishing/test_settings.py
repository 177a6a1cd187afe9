"""Changes of the federation and its vocabularies reach every page."""

import pytest

from members.models import DirectoryVersion
from members.presenting import current_site
from members.publishing import change_setting
from tests.helpers import make_theme, set_federation

pytestmark = pytest.mark.django_db


def test_a_change_raises_the_version():
    before = DirectoryVersion.objects.current()
    set_federation(contact_email="info@example.org")
    after = DirectoryVersion.objects.current()
    assert after.number == before.number + 1
    assert after.stamp != before.stamp


def test_a_change_is_seen_by_the_next_reader():
    current_site()
    make_theme("water")
    assert list(current_site().vocabularies["theme"]) == ["water"]


def test_a_failed_change_changes_nothing():
    before = DirectoryVersion.objects.current().number
    with pytest.raises(ZeroDivisionError):
        change_setting(lambda: 1 / 0)
    assert DirectoryVersion.objects.current().number == before
