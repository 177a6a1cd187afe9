"""Events in the reader's words."""

import json

from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import AuditEvent, ImportJob
from members.presenting.labels import field_label

_FIELDS = {"accepted", "refused"}
# The ways to sign in as allauth names them, and the ways to carry out an import.
_WAYS = {
    "password": gettext_lazy("password"),
    "code": gettext_lazy("code by e-mail"),
    "password_reset": gettext_lazy("new password"),
    "mfa": gettext_lazy("second factor"),
    **dict(ImportJob.Mode.choices),
}


def who_of(event):
    """Return who did it: the name of then, else what the account is called now."""
    if event.who and not event.who.startswith("#"):
        return event.who
    if event.who:
        return str(event.actor) if event.actor else event.who
    return _("a visitor") if event.ip else _("the site itself")


def details_of(event):
    """Return what else is known of an event as [(name, text)]."""
    names = AuditEvent.DETAILS
    return [
        (str(names.get(name, name)), _written(name, text)) for name, text in event.details.items()
    ]


def in_a_line(event):
    """Return the same as one text."""
    return "; ".join(f"{name}{_(':')} {text}" for name, text in details_of(event))


def _written(name, text):
    if name in _FIELDS:
        return ", ".join(str(field_label(field)) for field in text.split(", "))
    if name == "how":
        return ", ".join(str(_WAYS.get(way, way)) for way in text.split(", "))
    if name == "what" and text.startswith("["):
        return _change(text)
    return text


def _change(message):
    """Return what Django's admin says of a change, which it keeps without a language."""
    try:
        actions = json.loads(message)
    except ValueError:  # one that was too long to be kept whole
        return message
    for action in actions:
        for done in action.values():
            done["fields"] = [_label(field) for field in done.get("fields", ())]
    message = json.dumps(actions)
    return LogEntry(action_flag=CHANGE, change_message=message).get_change_message()


def _label(field):
    """Return a field's label, which Django keeps in English and with a capital."""
    translated = _(field)
    return translated if translated != field else capfirst(_(field[:1].lower() + field[1:]))
