"""The page on which owners invite colleagues, set roles, remove and hand over."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members.core.request_input import is_number
from members.models import Editor, Member

from . import invitations
from . import people as rules


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of your colleague"),
        max_length=254,
        error_messages={"required": gettext_lazy("Enter an e-mail address.")},
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("What may this person do?"),
        choices=[
            (Editor.Role.EDITOR, gettext_lazy("Editor: proposes changes")),
            (Editor.Role.OWNER, gettext_lazy("Owner: also invites and removes people")),
        ],
        initial=Editor.Role.EDITOR,
        widget=forms.RadioSelect,
    )


def _mine(request, slug, *, as_owner=False):
    """Return (Member, own Editor); 404 for what is not this person's."""
    member = get_object_or_404(Member.objects.editable_by(request.user), slug=slug)
    own = member.editors.select_related("user").get(user=request.user)
    if as_owner and own.role != rules.OWNER:
        raise Http404
    return member, own


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request, slug):
    """Who edits this member, who is invited; owners invite here."""
    member, own = _mine(request, slug, as_owner=request.method == "POST")
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            invitations.invite(member, email, role, request.user, language=get_language())
        except ValidationError as error:
            form.add_error("email", error)
        else:
            messages.success(request, _("Invited: %(email)s") % {"email": email})
            return redirect("accounts:people", slug=slug)
    page = {
        "member": member,
        "own": own,
        "is_owner": own.role == rules.OWNER,
        "editors": member.editors.select_related("user"),
        "invitations": member.invitations.filter(accepted_at=None, cancelled_at=None),
        "form": form,
    }
    return render(request, "account/people.html", page)


@login_required
@require_POST
def change_editor(request, slug, pk):
    """Set a colleague's role, or remove the colleague."""
    member, _own = _mine(request, slug, as_owner=True)
    editor = get_object_or_404(member.editors.select_related("user"), pk=pk)
    try:
        if request.POST.get("action") == "remove":
            rules.remove(editor)
            text = _("%(name)s can no longer edit this profile.")
        else:
            rules.set_role(editor, request.POST.get("action", ""))
            text = _("The role of %(name)s was changed.")
        messages.success(request, text % {"name": editor.user})
    except rules.LastOwner:
        messages.error(request, _("Somebody has to stay owner. Make a colleague owner first."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if editor.user_id == request.user.pk and not _edits(request.user, member):
        return redirect("profile:home")
    return redirect("accounts:people", slug=slug)


def _edits(user, member):
    return Editor.objects.filter(user=user, member=member).exists()


@login_required
@require_POST
def change_invitation(request, slug, pk):
    """Cancel an invitation, or send it again."""
    member, _own = _mine(request, slug, as_owner=True)
    invitation = get_object_or_404(member.invitations, pk=pk)
    if request.POST.get("action") == "cancel":
        invitations.cancel(invitation)
        messages.success(request, _("The invitation was cancelled."))
    else:
        try:
            invitations.send_again(invitation, request.user)
            messages.success(request, _("The invitation was sent again."))
        except invitations.NotOpen:
            messages.error(request, _("This invitation was accepted or cancelled meanwhile."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("accounts:people", slug=slug)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, slug):
    """Leave a profile; the last owner names a successor or tells staff."""
    member, own = _mine(request, slug)
    others = member.editors.select_related("user").exclude(pk=own.pk)
    must_name = rules.is_last_owner(own)
    error = ""
    if request.method == "POST":
        choice = request.POST.get("successor", "")
        successor = others.filter(pk=choice).first() if is_number(choice) else None
        try:
            rules.leave(own, successor if must_name else None, tell_staff=choice == "staff")
            messages.success(request, _("You no longer edit this profile."))
            return redirect("profile:home")
        except rules.LastOwner:
            error = _("Choose who takes over, or let staff know.")
    page = {"member": member, "others": others, "must_name": must_name, "error": error}
    return render(request, "account/leave.html", page)
