"""The guide for editors, for everybody to read: who cannot sign in yet may need it most."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from members.presenting.guides import guide


@require_safe
def help_page(request):
    """How to keep a profile up to date."""
    return render(request, "web/help.html", {"guide": guide("editor", get_language())})
