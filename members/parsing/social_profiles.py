"""Profiles on social networks: addresses, and the handles that people write instead."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .text import one_line
from .web_addresses import web_address

# {what people call a network: where its profiles are}.
_NETWORKS = {
    "facebook": "https://www.facebook.com/{}",
    "fb": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "insta": "https://www.instagram.com/{}",
    "ig": "https://www.instagram.com/{}",
    "twitter": "https://x.com/{}",
    "x": "https://x.com/{}",
    "linkedin": "https://www.linkedin.com/company/{}",
    "li": "https://www.linkedin.com/company/{}",
    "youtube": "https://www.youtube.com/@{}",
    "yt": "https://www.youtube.com/@{}",
    "tiktok": "https://www.tiktok.com/@{}",
    "threads": "https://www.threads.net/@{}",
    "bluesky": "https://bsky.app/profile/{}",
    "bsky": "https://bsky.app/profile/{}",
    "telegram": "https://t.me/{}",
    "vimeo": "https://vimeo.com/{}",
    "flickr": "https://www.flickr.com/photos/{}",
}
_NAMED = re.compile(
    rf"^(?P<network>{'|'.join(_NETWORKS)})\s*(?:[:=]|\s|(?=@))\s*@?(?P<name>[\w.-]+)/?$",
    re.IGNORECASE,
)
_FEDERATED = re.compile(r"^@?(?P<name>[\w.-]+)@(?P<server>(?:[\w-]+\.)+[a-z]{2,})$", re.IGNORECASE)
_HANDLE = re.compile(r"^@[\w.-]+$")
_LABEL = re.compile(
    rf"^(?:mastodon|fediverse|{'|'.join(_NETWORKS)})(?:\s*[:=]\s*(?=\S*[/@.])|\s+(?=https?:|www\.|@))",
    re.IGNORECASE,
)
# A comma or semicolon within an address is part of it: behind one that parts something begins.
_BETWEEN = re.compile(
    r"\s*[,;|]\s*(?=https?:|www\.|@|[\w-]+(?:\.[\w-]+)+(?:/|$|[\s,;|])|"
    rf"(?:{'|'.join(_NETWORKS)}|mastodon)\b)|[,;|]\s+|\s+/\s+|\s+(?=(?:https?://|www\.|@))",
    re.IGNORECASE,
)
# "facebook/name", with nothing else of the address.
_SHORT = re.compile(r"^(?P<network>\w+)/@?(?P<name>[\w.-]+)/?$")
_BLUESKY = re.compile(r"^@(?P<name>[\w-]+\.bsky\.social)$", re.IGNORECASE)


def profile_addresses(text):
    """Return the addresses of the profiles that a text lists, in order and each once.

    Raises:
        ValidationError: for a handle whose network nobody can know, and for what is no address.
    """
    pieces = [piece.strip() for piece in _BETWEEN.split(one_line(text)) if piece.strip()]
    return list(dict.fromkeys(address for piece in _joined(pieces) if (address := _address(piece))))


def _joined(pieces):
    """Join a network's name with the handle behind it: "Instagram: @name" is one."""
    joined = []
    for piece in pieces:
        before = joined[-1].rstrip(" :=").lower() if joined else ""
        if before in _NETWORKS or before in ("mastodon", "fediverse"):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _address(piece):
    if (match := _NAMED.match(piece)) and not _looks_like_host(match["name"]):
        return _NETWORKS[match["network"].lower()].format(match["name"])
    piece = _LABEL.sub("", piece)
    if match := _BLUESKY.match(piece):
        return f"https://bsky.app/profile/{match['name'].lower()}"
    if (match := _SHORT.match(piece)) and match["network"].lower() in _NETWORKS:
        return _NETWORKS[match["network"].lower()].format(match["name"])
    if piece.startswith("@") and (match := _FEDERATED.match(piece)):
        return web_address(f"https://{match['server'].lower()}/@{match['name']}")
    if _HANDLE.match(piece):
        raise ValidationError(
            _(
                "“%(value)s” does not say on which network it is. "
                "Copy the address of the page, such as https://www.instagram.com/name."
            ),
            params={"value": piece[:80]},
            code="unclear",
        )
    return web_address(piece)


def _looks_like_host(name):
    return bool(re.search(r"\.(?:com|org|net|be|fr|nl|social|app)$", name, re.IGNORECASE))
