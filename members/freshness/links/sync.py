"""The rows of the links that profiles show: one an address, made and forgotten with it."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.core.batches import in_batches
from members.fields import BY_NAME, names
from members.models import LinkCheck, Member, Task
from members.presenting import current_site

_ADDRESSES = names(lambda field: field.is_address)
_COLUMNS = (*_ADDRESSES, "hidden_fields", "status")


def links_of(member):
    """Return the (field, address) pairs that a published member shows, each once."""
    if not member.is_public:
        return []
    pairs = []
    for name in _ADDRESSES:
        value = getattr(member, name)
        pairs += [(name, url) for url in (value if BY_NAME[name].is_list else [value])]
    return [
        (name, url)
        for name, url in dict.fromkeys(pairs)
        if url and name not in member.hidden_fields
    ]


def follow_profiles(tell=lambda total: None):
    """Make rows for new addresses and drop those that no profile shows; return how many of each.

    Tasks about an address that is gone are closed with it.
    """
    added = dropped = 0
    members = Member.objects.only("pk", *_COLUMNS)
    for total, batch in in_batches(members):
        more, less = _follow(batch)
        added, dropped = added + more, dropped + less
        tell(total)
    return added, dropped


def _follow(members):
    links = {(one.pk, *link) for one in members for link in links_of(one)}
    rows = LinkCheck.objects.filter(member__in=members)
    existing = {
        (row[1], row[2], row[3]): row[0]
        for row in rows.values_list("pk", "member_id", "field", "url")
    }
    new, old = sorted(links - set(existing)), sorted(set(existing) - links)
    if new or old:
        _write(new, [(key, existing[key]) for key in old])
    return len(new), len(old)


@transaction.atomic
def _write(new, old):
    LinkCheck.objects.bulk_create(
        [
            LinkCheck(member_id=member, field=field, url=url, host=host_of(url))
            for member, field, url in new
        ],
        ignore_conflicts=True,
    )
    for (member, _field, url), _pk in old:
        with override(current_site().languages[0]):
            outcome = _("The profile no longer shows this address.")
        Task.objects.close_for(Member(pk=member), Task.Kind.BROKEN_LINK, url, outcome)
    LinkCheck.objects.filter(pk__in=[pk for _key, pk in old]).delete()


def host_of(url):
    """Return the host that is to be spared: lower case, without "www."."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")[:255]
    except ValueError:
        return ""
