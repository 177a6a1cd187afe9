"""Texts of Django that its own catalogues lack, or write otherwise than Koepel does.

Koepel's French says "e-mail", and its apostrophes are typographic in every language.

They stand here only so that `makemessages` collects them for Koepel's catalogues, which win.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

# On every page of the admin.
MENU = (_("Model name"), _("Add link"), _("Change or view list link"), _("Breadcrumbs"))
LISTS = (
    _("Click here to select the objects across all pages"),
    _("View selected %(model)s"),
    _("Add %(name)s"),
)
ADMIN = (
    _("The {name} “{obj}” was added successfully."),
    _("Changed {fields} for {name} “{object}”."),
    _("In case you’ve forgotten, you are:"),
    _(
        "Please enter the correct %(username)s and password for a staff account. Note that both "
        "fields may be case-sensitive."
    ),
    _(
        "There’s been an error. It’s been reported to the site administrators via email and "
        "should be fixed shortly. Thanks for your patience."
    ),
    _(
        "We’ve emailed you instructions for setting your password, if an account exists with the "
        "email you entered. You should receive them shortly."
    ),
)
PASSWORDS = (
    _("%(name)s object with primary key %(key)r does not exist."),
    _("Designates whether the user can log into this admin site."),
    _("Disable password-based authentication"),
    _("Enable password-based authentication"),
    _("Enable password-based authentication for this user by setting a password."),
    _("Password-based authentication was disabled."),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
)
FORMS = (
    _("Error:"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("Enter only digits separated by commas."),
    _(
        "File extension “%(extension)s” is not allowed. Allowed extensions are: "
        "%(allowed_extensions)s."
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit in total.",
        "Ensure that there are no more than %(max)s digits in total.",
        "max",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s decimal place.",
        "Ensure that there are no more than %(max)s decimal places.",
        "max",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit before the decimal point.",
        "Ensure that there are no more than %(max)s digits before the decimal point.",
        "max",
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
ALLAUTH = (
    _("Email"),
    _(
        "We have sent an email to you for\nverification. Please click on the link inside that "
        "email. If you do not see the verification email in your main inbox, check your spam "
        "folder. Otherwise\ncontact us if you do not receive it within a few minutes."
    ),
)
