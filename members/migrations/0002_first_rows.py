"""The rows that every site has: one federation, one version, two roles."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

_REVIEWER = (
    "view_member", "change_member", "view_revision", "view_report", "change_report",
    "view_theme", "view_place", "view_area", "view_searchterm",
    "view_proposal", "change_proposal", "view_savedreason", "add_savedreason", "change_savedreason",
)
_ADMINISTRATOR = _REVIEWER + (
    "add_member", "delete_report", "view_federation", "change_federation",
    "add_theme", "change_theme", "delete_theme", "add_place", "change_place", "delete_place",
    "add_area", "change_area", "delete_area", "view_user", "add_user", "change_user",
)


def make(apps, schema_editor):
    """Make the rows; permissions usually come after all migrations, the roles need them now."""
    apps.get_model("members", "DirectoryVersion").objects.get_or_create(pk=1)
    apps.get_model("members", "Federation").objects.get_or_create(
        pk=1, defaults={"name": {"nl": "Onze leden", "fr": "Nos membres", "en": "Our members"}}
    )
    config = apps.get_app_config("members")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    for name, codenames in (("Reviewer", _REVIEWER), ("Administrator", _ADMINISTRATOR)):
        role, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        permissions = apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label="members", codename__in=codenames
        )
        role.permissions.set(permissions)


def unmake(apps, schema_editor):
    """Take the roles away; the rows go with their tables."""
    apps.get_model("auth", "Group").objects.filter(name__in=["Reviewer", "Administrator"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, unmake)]
