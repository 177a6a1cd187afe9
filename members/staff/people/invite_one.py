"""Inviting one person to a member: the mail is shown, then sent, then the member is there again."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from members.accounts import invitations
from members.accounts.email_addresses import user_of
from members.core.request_input import is_number
from members.models import Editor, Invitation, Member, WorkingLanguage
from members.presenting import current_site

_ROLES = (
    (
        Editor.Role.OWNER,
        gettext_lazy("Owner: edits the profile, and invites and removes colleagues"),
    ),
    (Editor.Role.EDITOR, gettext_lazy("Editor: edits the profile")),
)


class InviteForm(forms.ModelForm):
    """Whom to invite to which member, as what, in which language, with which words."""

    class Meta:
        model = Invitation
        fields = ("member", "email", "role", "language", "message")
        labels = {
            "member": gettext_lazy("Member"),
            "email": gettext_lazy("E-mail address"),
            "message": gettext_lazy("Your own words in the mail (optional)"),
        }
        help_texts = {
            "language": gettext_lazy("Somebody who has an account gets mail in their own language.")
        }
        widgets = {
            "member": forms.HiddenInput,
            "message": forms.Textarea({"rows": 3, "maxlength": None}),
        }
        error_messages = {
            "email": {
                "required": gettext_lazy("Enter an e-mail address."),
                "invalid": gettext_lazy("Enter an e-mail address like name@example.org."),
            }
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(
            label=_("What may this person do?"), choices=_ROLES, widget=forms.RadioSelect
        )

    def clean(self):
        """Say beside the address why somebody cannot be invited, before anything is sent."""
        cleaned = super().clean()
        member, email = cleaned.get("member"), cleaned.get("email")
        if member and email:
            try:
                invitations.check(member, email.strip().lower())
            except ValidationError as error:
                self.add_error("email", error)
        return cleaned


def invite_page(request):
    """Ask whom to invite and show the mail; send it on POST, unless only the mail is asked for."""
    if not request.user.has_perm("members.add_invitation"):
        raise PermissionDenied
    member = _member_of(request)
    if member is None:
        context = {**admin.site.each_context(request), "title": _("Invite somebody")}
        return TemplateResponse(request, "staff/people/invite_whom.html", context)
    if request.method != "POST":
        return _show(request, InviteForm(initial=_proposed(member)), member)
    form = InviteForm({**request.POST.dict(), "member": member.pk})
    if not form.is_valid() or "preview" in request.POST:
        return _show(request, form, member)
    data = form.cleaned_data
    try:
        invitation = invitations.invite(
            data["member"],
            data["email"],
            data["role"],
            request.user,
            language=data["language"],
            message=data["message"],
        )
    except ValidationError as error:
        form.add_error("email", error)
        return _show(request, form, member)
    messages.success(
        request, _("The invitation to %(email)s is sent.") % {"email": invitation.email}
    )
    page = reverse("admin:members_member_change", args=[invitation.member_id])
    return HttpResponseRedirect(page)


def _member_of(request):
    """Return the member that the address names, by key or by short name, or None."""
    key = request.GET.get("member", "")
    by = {"pk": key} if is_number(key) else {"slug": key.replace("\x00", "")}
    return Member.objects.filter(**by).first() if key else None


def _proposed(member):
    """Return the form's first values: the member's own address, as owner where there is none."""
    site = current_site().languages
    proposed = {"role": Editor.Role.OWNER, "member": member.pk}
    spoken = set(WorkingLanguage.objects.filter(member=member).values_list("code", flat=True))
    proposed["language"] = next((code for code in site if code in spoken), site[0])
    if Editor.objects.reachable().filter(member=member, role=Editor.Role.OWNER).exists():
        proposed["role"] = Editor.Role.EDITOR
    email = member.email.lower()
    if email and not member.editors.filter(user__email__iexact=email).exists():
        proposed["email"] = email
    return proposed


def _show(request, form, member):
    context = {
        **admin.site.each_context(request),
        "title": _("Invite somebody to %(member)s") % {"member": member},
        "form": form,
        "member": member,
        "mail": _mail(request, form, member),
    }
    return TemplateResponse(request, "staff/people/invite_one.html", context)


def _mail(request, form, member):
    """Return the mail as it would be sent now."""

    def value(name):
        return (form[name].value() or "").replace("\x00", "")

    user = user_of(value("email"))
    language, role = user.language if user else value("language"), value("role")
    invitation = Invitation(
        member=member,
        email=value("email"),
        invited_by=request.user,
        role=role if role in Editor.Role.values else Editor.Role.OWNER,
        language=language if language in dict(form.fields["language"].choices) else get_language(),
        message=value("message"),
    )
    return invitations.preview(invitation)
