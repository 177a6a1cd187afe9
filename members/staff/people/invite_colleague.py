"""Inviting a colleague to the staff: an address, a language and one plain choice of a role."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from members.accounts import colleagues
from members.core.request_input import is_number
from members.models import AuditEvent

from .roles import role_in_words


class RoleChoice(forms.ModelChoiceField):
    """One role, each with what it lets a person do."""

    def label_from_instance(self, role):
        return role_in_words(role)


class ColleagueForm(forms.Form):
    """Who comes to the staff, as what."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Enter an e-mail address."),
            "invalid": gettext_lazy("Enter an e-mail address like name@example.org."),
        },
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    name = forms.CharField(label=gettext_lazy("Name (optional)"), max_length=150, required=False)
    role = RoleChoice(
        None,
        label=gettext_lazy("What may this person do?"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the roles.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of screens and mail"), choices=settings.LANGUAGES
    )

    def __init__(self, roles, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = roles

    def clean_email(self):
        """Return the address in small letters; say why nobody can be invited at it."""
        email = self.cleaned_data["email"].strip().lower()
        colleagues.check_colleague(email)
        return email


def colleague_page(request, roles):
    """Ask who comes, show the mail, and send it on POST.

    Args:
        request: of a person who may add users.
        roles: the queryset of the Groups that this person may give.
    """
    if not request.user.has_perm("members.add_user"):
        raise PermissionDenied
    roles = roles.order_by("-name")  # the smaller one first: Reviewer, Administrator
    first = {"language": get_language(), "role": roles.first()}
    form = ColleagueForm(roles, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        return _invite(request, form)
    context = {
        **admin.site.each_context(request),
        "title": _("Invite a colleague"),
        "form": form,
        "mail": _mail(request, form, roles),
    }
    return TemplateResponse(request, "staff/people/invite_colleague.html", context)


def _invite(request, form):
    data = form.cleaned_data
    user = colleagues.invite_colleague(
        data["email"], data["role"], request.user, name=data["name"], language=data["language"]
    )
    entry = _("Invited as %(role)s") % {"role": data["role"].name}
    LogEntry.objects.log_actions(request.user.pk, [user], ADDITION, entry, single_object=True)
    text = _("A mail tells %(email)s how to sign in.") % {"email": user.email}
    messages.success(request, text)
    AuditEvent.objects.record(AuditEvent.Kind.COLLEAGUE_INVITED, user.email, role=data["role"].name)
    return HttpResponseRedirect(reverse("admin:members_user_changelist"))


def _mail(request, form, roles):
    """Return the mail as it would be sent now, or None where there is no role to give."""
    chosen = form["role"].value()
    role = roles.filter(pk=chosen).first() if is_number(str(chosen)) else None
    role = role or roles.first()
    language = form["language"].value()
    if language not in dict(settings.LANGUAGES):
        language = get_language()
    email = (form["email"].value() or "").replace("\x00", "")
    return role and colleagues.preview(email, role, request.user, language)
