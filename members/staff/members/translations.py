"""How a member's texts stand in each language, on its form: what is missing, what is behind."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.freshness.quality.translations import lags_of
from members.models import BehindText
from members.presenting import current_site
from members.presenting.completeness import by_language
from members.presenting.countries import language_name
from members.presenting.labels import field_label
from members.publishing import values


def panel(user, member):
    """Return what the form shows of the languages: a row each, with what was edited since."""
    languages = current_site().languages
    lags = lags_of(member, languages)
    states = by_language(values.read(member), languages, [lag.text for lag in lags])
    reader = get_language()
    return {
        "may_settle": user.has_perm("members.change_behindtext"),
        "is_behind": bool(lags),
        "rows": [
            {
                "state": state,
                "name": language_name(state.code, reader),
                "lags": [
                    {
                        "lag": lag,
                        "label": field_label(lag.text.field),
                        "source": language_name(lag.text.source, reader),
                    }
                    for lag in lags
                    if lag.text.language == state.code
                ],
            }
            for state in states
        ],
    }


@require_POST
def still_right(request, pk):
    """Remember that a text that is behind is right all the same."""
    if not request.user.has_perms(["members.view_member", "members.change_behindtext"]):
        raise PermissionDenied
    text = get_object_or_404(BehindText.objects.select_related("member"), pk=pk)
    if text.settle(request.user):
        messages.success(request, _("Remembered: the text is right as it is."))
    else:
        messages.warning(request, _("A colleague was faster."))
    page = reverse("admin:members_member_change", args=[text.member_id])
    return HttpResponseRedirect(f"{page}#languages-panel")
