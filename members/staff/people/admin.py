"""People and roles. Nobody can give another person, or themselves, more than they have."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group, Permission
from django.db.models import Count
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.accounts import account_admin_actions
from members.models import AuditEvent, User
from members.staff.admin_base import PlainTitles
from members.staff.widgets import CheckList

from . import invite_colleague
from . import second_factor as factor_reset
from .roles import role_in_words, role_name
from .second_factor import may_manage, permissions_of


class PasswordState(ReadOnlyPasswordHashWidget):
    """Says whether there is a password, and where to set another; the hash is nobody's business."""

    template_name = "staff/widgets/password.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["is_set"] = bool(value) and is_password_usable(value)
        return context


class UserForm(UserChangeForm):
    """An account that exists."""

    password = ReadOnlyPasswordHashField(label=_("Password"), widget=PasswordState)

    class Meta:
        model = User
        fields = ("email", "password", "name", "language", "is_active", "is_staff")


class RoleChoices(ModelMultipleChoiceField):
    """Roles to tick, each with what it lets a person do."""

    def label_from_instance(self, role):
        return role_in_words(role)


class NewPasswordForm(AdminPasswordChangeForm):
    """A password that staff set or take away; its owner gets a mail."""

    def save(self, commit=True):
        user = super().save(commit)
        account_admin_actions.password_changed(user)
        return user


def grantable_roles(actor):
    """Return the roles that a person may give: those that hold nothing beyond their own."""
    if actor.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=permissions_of(actor))
    return Group.objects.exclude(permissions__in=beyond)


@admin.register(User)
class PeopleAdmin(PlainTitles, UserAdmin):
    """Accounts are deactivated, not deleted: the history keeps who did what."""

    audit_kind = AuditEvent.Kind.RIGHTS_CHANGED
    form, change_password_form = UserForm, NewPasswordForm
    list_display = ("email", "name", "roles", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined", "second_factor")
    fieldsets = (
        (None, {"fields": (("email", "name"), "language", "password")}),
        (_("What this person may do"), {"fields": ("is_active", "is_staff", "groups")}),
        (_("Dates"), {"fields": (("last_login", "date_joined"),)}),
    )

    def add_view(self, request, form_url="", extra_context=None):
        """Invite a colleague: nobody types a password for somebody else."""
        return invite_colleague.colleague_page(request, grantable_roles(request.user))

    def get_queryset(self, request):
        people = super().get_queryset(request).prefetch_related("groups")
        return people.annotate(profiles=Count("editorships", distinct=True))

    def get_fieldsets(self, request, obj=None):
        """Only a superuser sees the box that makes superusers; a colleague's factor is shown."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        (name, who), (title, rights), *rest = fieldsets
        if obj != request.user:
            who = {**who, "fields": (*who["fields"], "second_factor")}
        if request.user.is_superuser:
            rights = {**rights, "fields": (*rights["fields"], "is_superuser")}
        return ((name, who), (title, rights), *rest)

    def get_readonly_fields(self, request, obj=None):
        """Nobody changes their own rights, nor locks themselves out."""
        own = ("is_active", "is_staff", "is_superuser", "groups")
        return (*self.readonly_fields, *(own if obj == request.user else ()))

    def get_urls(self):
        reset = self.admin_site.admin_view(factor_reset.reset_view)
        route = path("<int:pk>/second-factor/", reset, name="members_user_second_factor")
        return [route, *super().get_urls()]

    def save_model(self, request, obj, form, change):
        """Save, and tell the owner of what others changed."""
        before = User.objects.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        if before:
            account_admin_actions.account_changed(obj, before.email, before.is_active)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_manage(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs |= {"queryset": grantable_roles(request.user), "widget": CheckboxSelectMultiple}
            kwargs["form_class"] = RoleChoices
            return db_field.formfield(label=_("Roles"), help_text="", **kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("Second factor"))
    def second_factor(self, user):
        """What the person has, and the way to take it away when it is lost."""
        return factor_reset.state_of(user)

    @admin.display(description=_("Roles"))
    def roles(self, user):
        """What the person is: the roles on the staff, and how many profiles they edit."""
        words = [_("Superuser: may do everything")] if user.is_superuser else []
        words += [role_name(role) for role in user.groups.all()] if user.is_staff else []
        if user.profiles:
            words.append(
                ngettext("edits %(count)d profile", "edits %(count)d profiles", user.profiles)
                % {"count": user.profiles}
            )
        return ", ".join(map(str, words)) or "—"


class RoleAdmin(PlainTitles, GroupAdmin):
    """Roles: what the people who have them may do."""

    audit_kind = AuditEvent.Kind.RIGHTS_CHANGED
    filter_horizontal = ()

    def list_title(self):
        return _("Roles")

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "permissions":
            choices = Permission.objects.select_related("content_type")
            return db_field.formfield(queryset=choices, widget=CheckList, help_text="", **kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


admin.site.unregister(Group)
admin.site.register(Group, RoleAdmin)
