"""New addresses that old ones lead to for good: taken over by one click, or left as they are."""

from members.core.stale import StaleState
from members.models import Revision
from members.publishing import publish

from .sync import host_of


class NoLongerShown(StaleState):
    """The profile shows another address by now: there is nothing to replace."""


def take_over(link, by):
    """Put the new address in the old one's place, through publish(); return the Revision.

    Args:
        link: the LinkCheck that has moved.
        by: the User who decided it.

    Raises:
        NoLongerShown: where the profile does not show the old address any more.
        ValidationError: where the new one cannot stand there.
    """
    member, old, new = link.member, link.url, link.moved_to
    now = getattr(member, link.field)
    if link.field == link.Field.SOCIAL:
        if old not in now:
            raise NoLongerShown
        value = list(dict.fromkeys(new if url == old else url for url in now))
    elif now == old:
        value = new
    else:
        raise NoLongerShown
    reason = f"{old} → {new}"[:300]
    revision = publish(
        member, {link.field: value}, by, Revision.Source.ADMIN, base=member.revision, reason=reason
    )
    _forget(link, new)
    return revision


def _forget(link, new):
    # The row goes on under the new address, which has just answered.
    twin = type(link).objects.filter(member=link.member_id, field=link.field, url=new)
    if twin.exists():
        link.delete()
        return
    link.url, link.host, link.moved_to = new, host_of(new), ""
    link.verdict, link.reason = link.Verdict.OK, ""
    link.save(update_fields=["url", "host", "moved_to", "verdict", "reason"])
