from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Load the checks of the settings and what listens to signals; nothing else would."""
        import_module("members.accounts.checks")
        import_module("members.accounts.audit")
