"""Owners and editors as a table, for those who administer the directory."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Editor

from .exporting import simple_table


def export_people(kind, separator=","):
    """Yield the bytes of a table with a row for each person and member: who manages what.

    Args:
        kind: a name of exporting.FORMATS.
        separator: of CSV, the sign between two cells.
    """
    headings = [
        _("Member"),
        _("Short name"),
        _("Role"),
        _("Name"),
        _("E-mail address"),
        _("Language"),
        _("May sign in"),
        _("Since"),
        _("Last sign-in"),
    ]
    editors = Editor.objects.select_related("member", "user").defer(
        "member__search_text", "member__search_terms", "member__mission"
    )
    words = {role: str(label) for role, label in Editor.Role.choices}
    yes, no = _("yes"), _("no")
    ordered = editors.order_by("member__sort_name", "member", "-role", "user__email")
    rows = (
        [
            editor.member.name,
            editor.member.slug,
            words[editor.role],
            editor.user.name,
            editor.user.email,
            _language(editor.user),
            yes if editor.user.is_active else no,
            _moment(editor.created_at),
            _moment(editor.user.last_login),
        ]
        for editor in ordered.iterator(chunk_size=500)
    )
    return simple_table(_("Owners and editors"), headings, rows, kind, separator)


def _language(user):
    return dict(settings.LANGUAGES).get(user.language, "") and user.language


def _moment(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
