"""Who edits which member, and who was invited to; staff invite the first owner here."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from members.accounts import invitations, people
from members.models import Editor, Invitation
from members.staff.admin_base import ByMemberName, PlainTitles
from members.staff.confirmed_actions import asked_first, rest

from . import invite_one


class WithoutOwner(admin.SimpleListFilter):
    """Editors of members that have no owner: somebody should be asked to be one."""

    title = _("owner")
    parameter_name = "owner"

    def lookups(self, request, model_admin):
        return [("none", _("of members without an owner"))]

    def queryset(self, request, queryset):
        if self.value() != "none":
            return queryset
        owned = Editor.objects.filter(role=Editor.Role.OWNER).values("member")
        return queryset.exclude(member__in=owned)


@admin.register(Editor)
class EditorAdmin(ByMemberName, PlainTitles, admin.ModelAdmin):
    """People come by invitation; staff change roles and take access away."""

    list_display = ("user", "member", "role", "created_at")
    list_filter = ("role", WithoutOwner)
    list_select_related = ("user", "member")
    search_fields = ("user__email", "user__name", "member__name")
    fields = ("user", "member", "role", "created_at")
    readonly_fields = ("user", "member", "created_at")
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        """Give the role; a member that loses its last owner becomes a task."""
        people.set_role(Editor.objects.get(pk=obj.pk), obj.role, tell_staff=True)

    def delete_model(self, request, obj):
        people.remove(obj, tell_staff=True)

    def delete_queryset(self, request, queryset):
        for editor in queryset:
            people.remove(editor, tell_staff=True)


def _waiting(chosen):
    """Return the Served of what is done with invitations that nobody accepted or cancelled."""
    open_ = chosen.filter(accepted_at=None, cancelled_at=None)
    return rest(chosen, open_, _("accepted or cancelled already"))


class ByState(admin.SimpleListFilter):
    """Invitations by what became of them."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("Open")), ("accepted", _("Accepted")), ("cancelled", _("Cancelled"))]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.open()
        if self.value() in ("accepted", "cancelled"):
            return queryset.filter(**{f"{self.value()}_at__isnull": False})
        return queryset


@admin.register(Invitation)
class InvitationAdmin(ByMemberName, PlainTitles, admin.ModelAdmin):
    """A list with states; an invitation is sent, cancelled and sent again, never edited."""

    list_display = ("email", "member", "role", "state_label", "invited_by", "created_at")
    list_filter = (ByState, "role")
    list_select_related = ("member", "invited_by")
    search_fields = ("email", "member__name")
    actions = ("send_again", "cancel")
    list_per_page = 50
    _ALL = (
        "member",
        "email",
        "role",
        "language",
        "state_label",
        "invited_by",
        "created_at",
        "expires_at",
        "accepted_at",
        "cancelled_at",
    )

    def get_fields(self, request, obj=None):
        return self._ALL

    def get_readonly_fields(self, request, obj=None):
        return self._ALL

    def add_view(self, request, form_url="", extra_context=None):
        """Invite somebody, on a page that shows the mail before it is sent."""
        return invite_one.invite_page(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Change nothing: an invitation is sent again or cancelled."""

    @admin.display(description=_("State"))
    def state_label(self, invitation):
        """What became of it, in words."""
        words = {
            "open": _("Open"),
            "accepted": _("Accepted"),
            "cancelled": _("Cancelled"),
            "expired": _("Expired"),
        }
        return words[invitation.state]

    @admin.action(description=_("Send again"), permissions=["change"])
    @asked_first(lambda chosen: _waiting(chosen))
    def send_again(self, request, queryset):
        """Send each with a new link, the open and the expired."""
        for invitation in queryset.select_related("member", "invited_by"):
            try:
                invitations.send_again(invitation, request.user)
                text, level = _("Sent again to %(email)s."), messages.SUCCESS
            except invitations.NotOpen:
                text = _("The invitation of %(email)s was accepted or cancelled.")
                level = messages.WARNING
            self.message_user(request, text % {"email": invitation.email}, level)

    @admin.action(description=_("Cancel invitations"), permissions=["change"])
    @asked_first(lambda chosen: _waiting(chosen))
    def cancel(self, request, queryset):
        """Take each back that was not accepted."""
        count = sum(invitations.cancel(invitation) for invitation in queryset)
        text = _("%(count)d cancelled.") % {"count": count}
        self.message_user(request, text, messages.SUCCESS if count else messages.WARNING)
