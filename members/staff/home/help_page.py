"""The guide for staff."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.presenting.guides import guide


@require_safe
def help_page(request):
    """How to run the directory."""
    context = admin.site.each_context(request) | {
        "title": _("Help"),
        "guide": guide("staff", get_language()),
    }
    return TemplateResponse(request, "staff/home/help.html", context)
