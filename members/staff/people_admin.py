"""People and roles. Nobody can give another person, or themselves, more than they have."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import (
    AdminUserCreationForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from members.models import User

from .pages import PlainTitles
from .widgets import CheckList


class NewUserForm(AdminUserCreationForm):
    """A new account, by its e-mail address."""

    class Meta:
        model = User
        fields = ("email", "name", "language", "is_staff", "groups")


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


def permissions_of(user):
    """Return the ids of what a person may do, whether the account is active or not."""
    given = Q(group__user=user) | Q(user=user)
    return set(Permission.objects.filter(given).values_list("pk", flat=True))


def may_manage(actor, user):
    """Whether a person may change an account: never that of somebody who may do more."""
    if actor.is_superuser:
        return True
    return not user.is_superuser and permissions_of(user) <= permissions_of(actor)


def grantable_roles(actor):
    """Return the roles that a person may give: those that hold nothing beyond their own."""
    if actor.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=permissions_of(actor))
    return Group.objects.exclude(permissions__in=beyond)


@admin.register(User)
class PeopleAdmin(PlainTitles, UserAdmin):
    """Accounts are deactivated, not deleted: the history keeps who did what."""

    form, add_form = UserForm, NewUserForm
    list_display = ("email", "name", "roles", "is_staff", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": (("email", "name"), "language", "password")}),
        (_("What this person may do"), {"fields": ("is_active", "is_staff", "groups")}),
        (_("Dates"), {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (None, {"fields": (("email", "name"), "language")}),
        (_("What this person may do"), {"fields": ("is_staff", "groups")}),
        (_("Password"), {"fields": ("usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        """Only a superuser sees the box that makes superusers."""
        fieldsets = super().get_fieldsets(request, obj)
        if not (obj and request.user.is_superuser):
            return fieldsets
        title, options = fieldsets[1]
        with_box = {**options, "fields": (*options["fields"], "is_superuser")}
        return (fieldsets[0], (title, with_box), *fieldsets[2:])

    def get_readonly_fields(self, request, obj=None):
        """Nobody changes their own rights, nor locks themselves out."""
        own = ("is_active", "is_staff", "is_superuser", "groups")
        return (*self.readonly_fields, *(own if obj == request.user else ()))

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_manage(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs |= {"queryset": grantable_roles(request.user), "widget": CheckboxSelectMultiple}
            return db_field.formfield(label=_("Roles"), help_text="", **kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("Roles"))
    def roles(self, user):
        """The names of the person's roles."""
        if user.is_superuser:
            return _("Everything")
        return ", ".join(role.name for role in user.groups.all()) or "—"


class RoleAdmin(PlainTitles, GroupAdmin):
    """Roles: what the people who have them may do."""

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
