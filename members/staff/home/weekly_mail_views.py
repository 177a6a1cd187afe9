"""The switch of the weekly mail on the morning page."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from . import weekly_mail as weekly


@require_POST
def weekly_mail(request):
    """Let a person of the staff get the weekly mail, or no longer."""
    on = request.POST.get("wanted") == "1"
    weekly.choose(request.user, on)
    text = _("You get the weekly mail from now on.") if on else _("You get no weekly mail.")
    messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:index"))
