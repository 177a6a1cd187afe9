"""Where a request comes from, as far as it can be believed."""

import ipaddress

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

_PREFIX = 64


def address_of(request):
    """Return a visitor's IP address as text.

    Only as many X-Forwarded-For entries are believed as there are proxies of ours, counted
    from the nearest one: whatever stands before them the visitor may have made up.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = [hop for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if settings.PROXY_HOPS and len(hops) >= settings.PROXY_HOPS:
        address = hops[-settings.PROXY_HOPS].strip()
    return address


def ip_of(request):
    """Return the visitor's address where it is one, else the nobody's address 0.0.0.0."""
    try:
        return str(ipaddress.ip_address(address_of(request)))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - nothing listens here; a server's socket has no address


def network_of(request):
    """Return what limits count by: an IPv4 address, or the /64 of an IPv6 one.

    A household or a rented server has a /64 at least, 18 trillion million addresses.
    """
    try:
        address = ipaddress.ip_address(address_of(request))
    except ValueError:
        return address_of(request)
    address = getattr(address, "ipv4_mapped", None) or address
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address.packed, _PREFIX), strict=False))


def sender_of(request, purpose):
    """Return a keyed hash of a visitor's network that is another one each day and purpose."""
    salt = f"{purpose} {timezone.localdate()}"
    return salted_hmac(salt, network_of(request), algorithm="sha256").hexdigest()
