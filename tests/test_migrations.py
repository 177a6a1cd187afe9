"""Migrations: none is missing, and they leave the rows and roles that every site has."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from members.models import DirectoryVersion, Federation

pytestmark = pytest.mark.django_db

REVIEWER = {
    "view_member",
    "change_member",
    "view_revision",
    "view_report",
    "change_report",
    "view_theme",
    "view_place",
    "view_area",
}
ONLY_ADMINISTRATOR = {
    "add_member",
    "delete_report",
    "view_federation",
    "change_federation",
    "add_theme",
    "change_theme",
    "delete_theme",
    "add_place",
    "change_place",
    "delete_place",
    "add_area",
    "change_area",
    "delete_area",
    "view_user",
    "add_user",
    "change_user",
}
# Whoever could do these would get round the history, or give rights that are not theirs.
NOBODY = {
    "delete_member",
    "add_revision",
    "change_revision",
    "delete_revision",
    "delete_user",
    "add_group",
    "change_group",
    "delete_group",
    "add_permission",
    "change_permission",
}


def rights(role):
    permissions = Group.objects.get(name=role).permissions
    return set(permissions.values_list("codename", flat=True))


def test_every_change_of_a_model_has_its_migration():
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_the_first_rows_are_there():
    assert Federation.objects.get().pk == 1
    assert DirectoryVersion.objects.get().pk == 1


def test_a_reviewer_decides_on_profiles_and_keeps_nothing_else():
    assert rights("Reviewer") >= REVIEWER
    assert not rights("Reviewer") & (ONLY_ADMINISTRATOR | NOBODY)


def test_an_administrator_may_more_than_a_reviewer():
    assert rights("Administrator") >= rights("Reviewer") | ONLY_ADMINISTRATOR
    assert not rights("Administrator") & NOBODY


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_migrations_go_back_and_forth():
    call_command("migrate", "members", "zero", verbosity=0)
    call_command("migrate", "members", verbosity=0)
    assert DirectoryVersion.objects.count() == 1
    assert rights("Reviewer") >= REVIEWER
