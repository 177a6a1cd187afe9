"""Give the two roles their permissions for what a migration adds."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def grant(reviewer=(), administrator=()):
    """Return the operation that adds permissions to the roles, and takes them away backwards.

    Args:
        reviewer: code names such as "view_task"; administrators get them too.
        administrator: what administrators get beside those.
    """
    additions = {"Reviewer": set(reviewer), "Administrator": {*reviewer, *administrator}}

    def give(apps, schema_editor):
        # Permissions usually come after all migrations; the roles need them now.
        config = apps.get_app_config("members")
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
        for role, permissions in _roles(apps, additions):
            role.permissions.add(*permissions)

    def take(apps, schema_editor):
        for role, permissions in _roles(apps, additions):
            role.permissions.remove(*permissions)

    return migrations.RunPython(give, take)


def _roles(apps, additions):
    """Yield the groups that exist with their permissions: a site may have deleted one."""
    permission = apps.get_model("auth", "Permission").objects
    for role in apps.get_model("auth", "Group").objects.filter(name__in=additions):
        names = additions[role.name]
        yield (
            role,
            permission.filter(content_type__app_label="members", codename__in=names),
        )
