"""The buttons of the first steps: places to begin with, and a mail to oneself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from members.mailing import outbox
from members.sample.starting_places import COUNTRIES, add_places


@require_POST
def places_page(request):
    """Add a country's places and working areas."""
    if not request.user.has_perms(["members.add_place", "members.add_area"]):
        raise PermissionDenied
    country = request.POST.get("country")
    if country in COUNTRIES:
        count = add_places(country)
        text = ngettext("%(count)d term was added.", "%(count)d terms were added.", count)
        messages.success(request, text % {"count": count})
    return HttpResponseRedirect(reverse("admin:index"))


@require_POST
def test_mail_page(request):
    """Send a mail to the person who asks, to see whether it arrives."""
    outbox.queue_test(request.user)
    text = _("A test mail is on its way to %(email)s. It should be there within a minute or two.")
    messages.success(request, text % {"email": request.user.email})
    page = "admin:outbox" if request.POST.get("back") == "outbox" else "admin:index"
    return HttpResponseRedirect(reverse(page))
