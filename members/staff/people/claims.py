"""Claims ("Is this your organisation?"): staff grant with a role, or refuse with a reason."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.accounts import claims
from members.models import Claim, Editor
from members.presenting.countries import language_name
from members.staff.admin_base import ByMemberName, PlainTitles

_GRANTS = {"grant_owner": Editor.Role.OWNER, "grant_editor": Editor.Role.EDITOR}


class DecisionForm(forms.ModelForm):
    """What staff decide; until then the claim waits."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        required=False,
        choices=[
            ("", _("Decide later")),
            ("grant_owner", _("Accept, as owner")),
            ("grant_editor", _("Accept, as editor")),
            ("refuse", _("Refuse")),
        ],
        widget=forms.RadioSelect,
        help_text=_("The person gets an e-mail with an invitation, or with your reason."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Only if you refuse. The person reads it."),
    )

    class Meta:
        model = Claim
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "reason" in self.fields:
            # What was pasted is kept, and refused whole.
            self.fields["reason"].widget.attrs.pop("maxlength", None)

    def clean(self):
        """Refuse only with a reason."""
        cleaned = super().clean()
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Give a reason. The person reads it."))
        return cleaned


@admin.register(Claim)
class ClaimAdmin(ByMemberName, PlainTitles, admin.ModelAdmin):
    """The claimant's words are read-only; staff decide once."""

    form = DecisionForm
    list_display = ("person", "member", "position", "same_domain", "state", "created_at")
    list_filter = ("state",)
    list_select_related = ("member",)
    search_fields = ("name", "email", "member__name")
    list_per_page = 50
    _SHOWN = (
        "member_link",
        "person",
        "address",
        "same_domain",
        "position",
        "message",
        "mail_language",
        "created_at",
    )
    _DECIDED = ("state", "reason", "decided_by", "decided_at")

    def has_add_permission(self, request):
        return False

    def get_fieldsets(self, request, obj=None):
        decided = obj is None or obj.state != Claim.State.OPEN
        end = self._DECIDED if decided else ("decision", "reason")
        return (
            (_("What was written"), {"fields": self._SHOWN}),
            (_("Decision"), {"fields": end}),
        )

    def get_readonly_fields(self, request, obj=None):
        decided = obj is not None and obj.state != Claim.State.OPEN
        return (*self._SHOWN, *self._DECIDED) if decided else self._SHOWN

    def save_model(self, request, obj, form, change):
        """Decide, where a decision was taken."""
        decision = form.cleaned_data.get("decision")
        try:
            if decision in _GRANTS:
                claims.grant(obj, request.user, _GRANTS[decision])
                text = _("An invitation was sent to %(email)s.")
            elif decision == "refuse":
                claims.refuse(obj, request.user, form.cleaned_data["reason"])
                text = _("Your reason was sent to %(email)s.")
            else:
                return
            self.message_user(request, text % {"email": obj.email}, messages.SUCCESS)
        except claims.AlreadyDecided:
            self.message_user(request, _("A colleague decided first: see below."), messages.WARNING)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"show_save_and_continue": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request, obj):
        """Go back to the list; save_model() has said what was done."""
        return self.response_post_save_change(request, obj)

    @admin.display(description=_("Member"), ordering="member__sort_name")
    def member_link(self, claim):
        """The member, with the way to its form."""
        url = reverse("admin:members_member_change", args=[claim.member_id])
        return format_html('<a href="{}">{}</a>', url, truncatechars(str(claim.member), 90))

    # The model's own names are the claimant's: "your name".
    @admin.display(description=_("Name"), ordering="name")
    def person(self, claim):
        """Who asks."""
        return claim.name

    @admin.display(description=_("E-mail address"), ordering="email")
    def address(self, claim):
        """Where the answer goes."""
        return claim.email

    @admin.display(description=_("Position in the organisation"), ordering="function")
    def position(self, claim):
        """What this person says to be there."""
        return claim.function

    @admin.display(description=_("Language of the e-mails"))
    def mail_language(self, claim):
        """In which the answer is written."""
        return language_name(claim.language, get_language())

    @admin.display(description=_("Same domain as the website"), boolean=True)
    def same_domain(self, claim):
        """Whether the address and the website belong together: evidence, never decisive."""
        return claim.is_of_the_same_domain
