"""Which network addresses the link checker may speak with: those of the public internet only."""

import ipaddress

_V6_PUBLIC = ipaddress.ip_network("2000::/3")  # what IANA has given out for the internet
# Within it: tunnels that carry an IPv4 address of anyone's choice (Teredo, 6to4), and examples.
_V6_REFUSED = tuple(
    map(ipaddress.ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)
# Protocol assignments, 6to4 relays, and Azure's wire server, which the machine's own host answers.
_V4_REFUSED = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32"))
)


def is_public(address):
    """Return whether an IP address (text) belongs to a machine on the public internet.

    Private, shared (CGNAT), loopback, link-local, multicast and reserved addresses do not
    (RFC 6890), nor does any form in which IPv6 wraps an IPv4 address: mapped, compatible,
    NAT64, 6to4, Teredo. The addresses at which clouds answer with their secrets are among
    them: 169.254.169.254, fd00:ec2::254, 100.100.100.200, 192.0.0.192.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # such as an address with a zone: fe80::1%eth0 is link-local
        return False
    if ip.version == 6 and (ip not in _V6_PUBLIC or any(ip in net for net in _V6_REFUSED)):
        return False
    if ip.version == 4 and any(ip in net for net in _V4_REFUSED):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
