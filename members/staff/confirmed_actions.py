"""Admin actions that say how many of the chosen rows they can serve before they do anything."""

from dataclasses import dataclass
from functools import wraps

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.presenting.numbers import number

_SHOWN = 10  # names, for recognition


@dataclass(frozen=True)
class Served:
    """What an action can do for the rows that were chosen.

    Attributes:
        rows: the queryset of those that it serves.
        left_out: [(words, number)] of the others, each group with its reason.
    """

    rows: object
    left_out: tuple


def asked_first(served):
    """Make an admin action ask first, with the numbers, and act on nothing but what it serves.

    Args:
        served: served(queryset) returns the Served of the rows that were chosen.
    """

    def decorate(action):
        @wraps(action)
        def asking(model_admin, request, queryset):
            choice = served(queryset)
            if "confirmed" in request.POST:
                return action(model_admin, request, queryset)
            if not choice.rows.exists():
                nothing = " ".join([_("This action can be done for none of them."), _why(choice)])
                return model_admin.message_user(request, nothing.strip(), messages.WARNING)
            return _ask(model_admin, request, queryset, choice)

        return asking

    return decorate


def rest(queryset, rows, words):
    """Return the Served of a queryset of which `rows` are served and all others for one reason."""
    others = queryset.count() - rows.count()
    return Served(rows, ((words, others),) if others else ())


def _why(choice):
    return ", ".join(f"{words} ({number(count)})" for words, count in choice.left_out)


def _ask(model_admin, request, queryset, choice):
    total, count = queryset.count(), choice.rows.count()
    names = [str(row) for row in choice.rows[:_SHOWN]]
    text = ngettext(
        "%(count)s of the %(total)s chosen", "%(count)s of the %(total)s chosen", count
    ) % {"count": number(count), "total": number(total)}
    action = request.POST["action"]
    across = request.POST.get("select_across") == "1"
    context = {
        **admin.site.each_context(request),
        "title": dict(model_admin.get_action_choices(request, []))[action],
        "opts": model_admin.opts,
        "said": text,
        "why": _why(choice),
        "names": names,
        "more": count > len(names),
        "action": action,
        "count": count,
        "checkbox": ACTION_CHECKBOX_NAME,
        "across": across,
        # With all of a list, one key stands for them: Django looks for at least one.
        "pks": request.POST.getlist(ACTION_CHECKBOX_NAME)[: 1 if across else None],
    }
    return TemplateResponse(request, "staff/asked_first.html", context)
