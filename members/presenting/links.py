"""What the addresses on a profile are called."""

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"(https?://\S+)( \(.*\))?")
_PLATFORMS = {
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "x.com": "X",
    "twitter.com": "X",
    "youtube.com": "YouTube",
    "tiktok.com": "TikTok",
    "bsky.app": "Bluesky",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "vimeo.com": "Vimeo",
    "flickr.com": "Flickr",
}


def platform_of(link):
    """Return the name of a social network by an address on it, else the address's host."""
    host = (urlsplit(link).hostname or "").removeprefix("www.")
    return next(
        (name for end, name in _PLATFORMS.items() if host == end or host.endswith(f".{end}")), host
    )


def source_of(line):
    """Return {"text", "url"} of a line that names a source; "url" is "" where it is no address.

    A note in brackets may follow an address: "https://example.org/report (2022)".
    """
    address = _ADDRESS.fullmatch(line)
    if not address:
        return {"text": line, "url": ""}
    url, note = address.groups("")
    return {"text": url.split("//", 1)[1].removeprefix("www.").rstrip("/") + note, "url": url}
