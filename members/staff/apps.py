from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's admin with Koepel's site in it."""

    default_site = "members.staff.site.StaffSite"
