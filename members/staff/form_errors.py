"""What is wrong in a form, for the summary at the top of its page: each line leads to its field."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext


@dataclass(frozen=True)
class Problem:
    """One mistake.

    Attributes:
        label: the name of its field; "" where it is about the form as a whole.
        message: what is wrong and how to mend it.
        anchor: the id of the first control of the field; "" where there is none.
    """

    label: str
    message: str
    anchor: str

    @property
    def lead(self):
        """The label as it stands before the message; one that asks needs no colon."""
        return self.label + ("" if not self.label or self.label.endswith("?") else gettext(":"))


def problems_of(*forms):
    """Return the Problems of some forms, in the order of their fields.

    A form may name itself with `label`, and say with `anchor` where its own mistakes are mended.
    """
    problems = []
    for form in forms:
        if not form.is_bound:
            continue
        own = getattr(form, "anchor", "")
        name = str(getattr(form, "label", ""))
        problems += [Problem(name, str(error), own) for error in form.non_field_errors()]
        for bound in form:
            label = f"{gettext(':')} ".join(filter(None, (name, capfirst(str(bound.label)))))
            problems += [Problem(label, str(error), control_id(bound)) for error in bound.errors]
    return problems


def control_id(bound):
    """Return the id of the first control of a bound field, as its page writes it."""
    if inner := getattr(bound.field.widget, "widget", None):
        # The admin's frame around a choice of other rows.
        return inner.id_for_label(bound.auto_id) or bound.auto_id
    subwidgets = bound.subwidgets
    data = subwidgets[0].data if subwidgets else {}
    while data.get("subwidgets"):
        data = data["subwidgets"][0]
    return data.get("attrs", {}).get("id") or bound.auto_id
