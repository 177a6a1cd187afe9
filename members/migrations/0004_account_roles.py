"""What the two roles may do with editors, invitations, claims and the words of mails."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

REVIEWER = (
    "view_editor", "change_editor", "delete_editor", "view_invitation", "add_invitation",
    "change_invitation", "view_claim", "change_claim",
)
ADMINISTRATOR = REVIEWER + (
    "view_mailtext", "add_mailtext", "change_mailtext", "delete_mailtext",
)


def _permissions(apps, codenames):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="members", codename__in=codenames
    )


def give(apps, schema_editor):
    """Add to the roles; permissions usually come after all migrations, the roles need them now."""
    config = apps.get_app_config("members")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    for name, codenames in (("Reviewer", REVIEWER), ("Administrator", ADMINISTRATOR)):
        for role in apps.get_model("auth", "Group").objects.filter(name=name):
            role.permissions.add(*_permissions(apps, codenames))


def take(apps, schema_editor):
    """Take them away again."""
    for role in apps.get_model("auth", "Group").objects.filter(
        name__in=["Reviewer", "Administrator"]
    ):
        role.permissions.remove(*_permissions(apps, ADMINISTRATOR))


class Migration(migrations.Migration):
    dependencies = [("members", "0003_mail")]

    operations = [migrations.RunPython(give, take)]
