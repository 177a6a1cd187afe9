"""What a kind of mail would say about a real member, for staff who write its words."""

from django.urls import reverse
from django.utils.translation import override

from members.models import Editor

from .kinds import KINDS
from .outbox import absolute


def example_values(kind, member, person, language):
    """Return {variable: text} for a mail of some kind.

    What the directory knows of the member and the reader stands there; for the rest, such as a
    code or a reviewer's words, its meaning in brackets.

    Args:
        kind: a name of KINDS.
        member: the Member that it would be about, or None.
        person: the User who reads it.
        language: its code.
    """
    with override(language):
        values = {name: f"[{what}]" for name, what in KINDS[kind].variables.items()}
        values |= {"inviter": str(person), "actor": str(person), "reviewer": str(person)}
        values["role"] = str(Editor.Role.OWNER.label)
        values["link"] = absolute(reverse("web:list"))
        if member:
            values |= {"member": member.name, "members": f"- {member.name}", "names": member.name}
            values["link"] = absolute(member.get_absolute_url())
            values["profiles"] = f"{member.name}\n\n{values['link']}"
    allowed = set(KINDS[kind].variables) - {"site"}
    return {name: text for name, text in values.items() if name in allowed}
