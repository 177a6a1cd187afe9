"""What readers are told of a member that has left."""

import datetime as dt
from dataclasses import dataclass

from members.models import Member

from .site import current_site
from .texts import Text


@dataclass(frozen=True)
class Farewell:
    """Who left, and when.

    Attributes:
        name: the member's name.
        left_on: the day.
        text: what staff tell readers about it: a Text or None.
    """

    name: str
    left_on: dt.date
    text: Text | None


def farewell(member, language, site=None):
    """Return the Farewell of a member, or None where nothing was announced.

    Args:
        member: a Member of any status.
        language: the reader's language code.
        site: the Site to answer from; the current one where None.
    """
    if member.status != Member.Status.FORMER or member.merged_into_id or not member.left_on:
        return None
    text = (site or current_site()).text(member.left_text, language)
    return Farewell(member.name, member.left_on, text)
