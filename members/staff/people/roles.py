"""The two roles of the staff in plain words; a federation may make others of its own."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_WORDS = {
    gettext_noop("Reviewer"): gettext_noop(
        "decides on changes, reports and claims, edits members and invites their owners"
    ),
    gettext_noop("Administrator"): gettext_noop(
        "also adds and merges members, imports, and keeps the settings, the mail texts and the "
        "people"
    ),
}


def role_name(group):
    """Return what a role is called, in the active language."""
    return _(group.name) if group.name in _WORDS else group.name


def role_in_words(group):
    """Return a role with what it lets a person do."""
    return (
        f"{role_name(group)}{_(':')} {_(_WORDS[group.name])}"
        if group.name in _WORDS
        else (group.name)
    )
