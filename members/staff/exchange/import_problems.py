"""The problems of an import, each cause once, with what can be decided about all its rows."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.core.text import fold
from members.exchange import decisions
from members.exchange.columns import by_key
from members.models import Area, ImportRow, Place, Theme
from members.presenting.labels import term_choices
from members.publishing.cleaning import clean_value

_Question = ImportRow.Question
_NAMED = 3
_VOCABULARIES = {"themes": Theme, "place": Place, "area": Area}
# The answer that adds the unknown terms of a cause; a place needs its code, so it has a form.
ADD = "add"
NAMED_VOCABULARIES = ("themes", "area")


def problem(cause):
    """Return what the page shows of one cause, with the decisions that can be taken about it."""
    labels = {
        decisions.SAME: _("The same: change each of them"),
        decisions.ANOTHER: _("Others: add each of them"),
        decisions.LEAVE_OUT: _("Leave these rows out"),
        decisions.WITHOUT: _("Take these rows without these cells"),
    }
    fields = {column.field for column in by_key().values()}
    return {
        **cause,
        "title": _title(cause),
        "values": [(value, count, _hint(cause, value)) for value, count in cause["values"]],
        "choices": [(choice, labels[choice]) for choice in _choices(cause)],
        "replaceable": bool(cause["values"]) and cause["field"] in fields,
        "terms": _terms(cause["field"]),
        "add": _place_to_add(cause["field"]),
        "new_terms": _new_terms(cause),
    }


def _title(cause):
    if cause["question"]:
        return _Question(cause["question"]).label
    values = cause["values"]
    if not cause.get("kind") or len(values) < 2:
        return cause["message"]
    words = {
        "unknown": ngettext(
            "%(count)d value is not known: %(values)s.",
            "%(count)d values are not known: %(values)s.",
            len(values),
        ),
        "unclear": ngettext(
            "%(count)d value could be more than one thing: %(values)s.",
            "%(count)d values could be more than one thing: %(values)s.",
            len(values),
        ),
    }[cause["kind"]]
    quoted = ", ".join(f"“{value}”" for value, _count in values[:_NAMED])
    return words % {"count": len(values), "values": quoted + (" …" if values[_NAMED:] else "")}


def _hint(cause, value):
    """Return what is said about one of several values: the nearest that is known."""
    if not cause.get("kind") or len(cause["values"]) < 2:
        return ""
    try:
        clean_value(cause["field"], value)
    except ValidationError as error:
        return " ".join(error.messages)
    except (TypeError, KeyError):
        return ""
    return ""


def _new_terms(cause):
    """Return how many terms of a cause can be added to their vocabulary."""
    if cause["field"] not in NAMED_VOCABULARIES:
        return 0
    return len({fold(value) for value, _count in cause["values"]} - {""})


def _place_to_add(field):
    """Return the address of the form that adds a term to the vocabulary of a field, or ""."""
    model = _VOCABULARIES.get(field)
    return reverse(f"admin:members_{model._meta.model_name}_add") if model else ""


def _choices(cause):
    question = cause["question"]
    if question in (_Question.NAMES, _Question.KEYS, _Question.FILE):
        # Which of several is meant is for each row to say.
        return (decisions.ANOTHER, decisions.LEAVE_OUT)
    if question:
        return (decisions.SAME, decisions.ANOTHER, decisions.LEAVE_OUT)
    if cause["field"] in ("", "name"):
        return (decisions.LEAVE_OUT,)
    return (decisions.WITHOUT, decisions.LEAVE_OUT)


def _terms(field):
    """Return what the terms of a field's vocabulary are called, for a box of suggestions."""
    model = _VOCABULARIES.get(field)
    return [label for _slug, label in term_choices(model)[:500]] if model else []
