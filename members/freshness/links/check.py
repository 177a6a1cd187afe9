"""Checking links: who asks, in which order, and the one call that does it all."""

from dataclasses import replace

from django.conf import settings
from django.db.models import Q

from members.models import LinkCheck, Member

from .crawler import Crawl
from .fetcher import Fetcher
from .host_locks import HostLocks
from .sync import follow_profiles


def our_fetcher():
    """Return a Fetcher that says who asks."""
    return Fetcher(f"KoepelLinkCheck/1.0 (+{settings.SITE_URL}/)")


def check_links(
    fetcher=None, *, limit=None, before=None, workers=16, pause=1.0, tell=lambda tally: None
):
    """Follow what profiles show now, then ask the links whose time has come.

    Args:
        fetcher: the Fetcher; our own where None.
        limit: the most links to ask.
        before: ask all that were not asked since this moment, instead of what is due.
        workers: how many hosts to ask at once.
        pause: seconds between two links of one host.
        tell: called with the Tally as it goes.

    Returns:
        The crawl's Tally.
    """
    follow_profiles()
    fetcher = replace(fetcher or our_fetcher(), turn=HostLocks().of)
    links = LinkCheck.objects.due()
    if before is not None:
        links = LinkCheck.objects.filter(
            Q(checked_at=None) | Q(checked_at__lt=before), member__status=Member.Status.PUBLISHED
        ).order_by("due_at", "pk")
    links = links.only(*_READ)
    return Crawl(links, fetcher, workers=workers, pause=pause, limit=limit).run(tell)


_READ = (
    "pk",
    "member_id",
    "field",
    "url",
    "host",
    "failures",
    "failing_since",
    "due_at",
)
