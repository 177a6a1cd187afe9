"""Which themes nobody uses, and which mean nearly the same."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.freshness.quality.themes import near_synonyms, unused_themes
from members.presenting.labels import term_label


@require_safe
def themes_page(request):
    """Both lists, each with the way to the theme's form."""
    if not request.user.has_perm("members.view_theme"):
        raise PermissionDenied
    pairs = [
        {"pair": pair, "names": (term_label(pair.one), term_label(pair.other))}
        for pair in near_synonyms()
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("Check of the themes"),
        "unused": [(theme, term_label(theme)) for theme in unused_themes()],
        "pairs": pairs,
    }
    return TemplateResponse(request, "staff/health/themes.html", context)
