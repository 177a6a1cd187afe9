"""Who of the staff may do what: whom reports and tasks are given to, and who gets the mails."""

from django.contrib.auth.backends import ModelBackend


def who_may(permission):
    """Return the active members of staff who have a permission ("change_report"), by address."""
    people = ModelBackend().with_perm(f"members.{permission}", include_superusers=True)
    return people.filter(is_staff=True).order_by("email")
