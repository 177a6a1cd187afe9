"""Everybody's own account: name and language, what is kept about them, and how to close it."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.logout import logout
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.core.client_ip import ip_of
from members.models import AuditEvent, User

from . import languages, own


class NameForm(forms.ModelForm):
    """The name and the language of the person who is signed in."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of these pages and of the e-mails you get"),
        choices=settings.LANGUAGES,
    )

    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": gettext_lazy("Your name")}
        help_texts = {
            "name": gettext_lazy(
                "Colleagues and staff see it beside your changes; the public does not."
            )
        }
        widgets = {"name": forms.TextInput({"autocomplete": "name"})}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request):
    """Name, language, and the way to all else of the account."""
    # Another object: a name that cannot be kept must not stand in the header.
    form = NameForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        code = form.cleaned_data["language"]
        with override(code):
            messages.success(request, _("Saved."))
        response = redirect("account")
        languages.remember(response, code)
        return response
    return render(request, "account/account.html", {"form": form})


@never_cache
@require_safe
@reauthentication_required
def data(request):
    """All that is kept about the person, as a JSON file (GDPR, articles 15 and 20)."""
    name = f"account-{timezone.localdate():%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    values = own.data_of(request.user)
    AuditEvent.objects.record(AuditEvent.Kind.DATA_TAKEN)
    return JsonResponse(values, headers=headers, json_dumps_params={"indent": 2})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def close(request):
    """Close the account; whoever is a member's only owner hands over first or tells staff."""
    user, error = request.user, ""
    if request.method == "POST":
        try:
            own.close(user, tell_staff="tell_staff" in request.POST, where=ip_of(request))
        except own.Keeps:
            error = _("Hand over first, or tick that we look for a new owner.")
        else:
            logout(request)
            messages.success(request, _("Your account is closed."))
            return redirect("account_request_login_code")
    context = {"last_owned": own.last_owned(user), "error": error}
    return render(request, "account/close.html", context, status=422 if error else 200)
