"""Websites as people write them: with or without https://, in any script, from a tracking link.

What is kept is one public address of http or https, its host in small letters and in the letters
that its owner chose (IDN). A host that mixes scripts as forgers do is kept in ASCII (xn--…).
"""

import re
from urllib.parse import unquote, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from .hosts import ascii_host, is_mixed, is_public, reader_host
from .text import one_line

# "http:/x", "http//x", "htpp://x", "http:\\x": slips of typing that mean one thing.
_SCHEME = re.compile(
    r"^(?P<scheme>ht{1,2}ps?|hhtps?|htpps?|ttps?)\s*(?::|;|(?=//))\s*[/\\]*", re.IGNORECASE
)
_OTHER_SCHEME = re.compile(r"^[a-z][a-z0-9+-]*:(?=//|[^\d/])", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:web(?:site|adres|stek)?|site(?: web| internet)?|url|homepage)"
    r"(?:\s*:\s+|\s+(?=https?:|www\.))",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^\[[^\]]*\]\((?P<url>[^()\s]+)\)$")
_AROUND = "<>\"'“”‘’«»`[]{}"
_EMAIL = re.compile(r"^(?:mailto:)?[^\s/@:]+@[^\s/@]+\.[^\s/@]+$", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\s*[,;|]\s*(?=https?:|www\.)|\s*[,;|]\s+|\s+[,;|]"
    r"|\s+(?:/|en|et|and|und|of|ou|or|&|-)\s+|\s+(?=https?:|www\.)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.)+[a-z]{2,18}(?:/[A-Za-z0-9/._~%=&?-]*)?"
)
# Which advertisement or newsletter led here: nothing that the page needs.
_TRACKING = re.compile(
    r"(?:utm_\w+|(?:fb|g|dc|msc|ttc|tw|yc|ir|epi)l?k?clid|gbraid|wbraid|fbclid|gclid|gclsrc|dclid|msclkid|yclid|"
    r"ttclid|twclid|igshid|igsh|mc_[ce]id|_hs(?:enc|mi)|hsctatracking|mkt_tok|_ga|_gl|_ke|_openstat|"
    r"vero_(?:id|conv)|oly_(?:anon|enc)_id|li_fat_id|trk|trkinfo|trackingid|s_cid|ml_subscriber\w*|mibextid|"
    r"wickedid|rb_clickid|spm|scid|cmpid|campaign_?id|__cft__(?:\[\d+\])?|__tn__|ref_src|ref_url|"
    r"pk_\w+|mtm_\w+|piwik_\w+|matomo_\w+|at_(?:medium|campaign)\w*|xtor|sfnsn|share_id|fb_\w+)",
    re.IGNORECASE,
)


def web_address(text):
    """Return the one address that somebody wrote, as it is kept; "" for none.

    Raises:
        ValidationError: what is wrong with this address, and how to mend it.
    """
    address = _bare(text)
    if not address:
        return ""
    _refuse_others(address, text)
    return _normal(_with_scheme(address), text)


def warning(address):
    """Return a sentence about an address that is kept and that a reader may be misled by, or ""."""
    host = urlsplit(address).hostname or ""
    if is_mixed(host):
        return _(
            "The name “%(host)s” mixes letters of several scripts that look alike. "
            "Check that it is the right website."
        ) % {"host": reader_host(host, mixed=True)}
    return ""


def _bare(text):
    address = one_line(text).strip(_AROUND + " ")
    if match := _MARKDOWN.match(one_line(text)):
        address = match["url"]
    address = _LABEL.sub("", address)
    return address.rstrip(".,;:" + _AROUND).strip()


def _refuse_others(address, text):
    if _EMAIL.match(address):
        raise _wrong(_("“%(value)s” is an e-mail address. Write it in the field for e-mail."), text)
    if re.fullmatch(r"@[\w.-]+", address):
        raise _wrong(
            _("“%(value)s” is a name on a social network. Write it among the social media."), text
        )
    pieces = [piece for piece in _SEVERAL.split(address) if piece and "." in piece]
    if len(pieces) > 1 and all(_is_alone(piece) for piece in pieces):
        raise ValidationError(
            _("“%(value)s” has more than one address. Write one of them here."),
            params={"value": text[:80]},
            code="several",
        )
    if re.search(r"\s", address):
        raise _wrong(_("“%(value)s” has spaces in it. Write the address alone."), text)


def _is_alone(piece):
    try:
        return bool(_normal(_with_scheme(piece), piece))
    except ValidationError:
        return False


def _with_scheme(address):
    """Return an address with a scheme, slips of typing in it mended."""
    scheme, is_said = "https", False
    while match := _SCHEME.match(address):
        scheme = "http" if not match["scheme"].lower().endswith("s") else "https"
        address, is_said = address[match.end() :], True
    if not is_said and _OTHER_SCHEME.match(address):
        return address  # refused for what it is
    address = re.sub(r"^www[,;]", "www.", address, flags=re.IGNORECASE).lstrip("/\\")
    return f"{scheme}://{address}"


def _normal(address, text):
    """Return an address with its host checked and written one way, without what tracks readers."""
    if "@" in re.split(r"[/?#]", address.partition("://")[2])[0]:
        raise ValidationError(_("Leave the user name out of the address."))
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _invalid(text) from None
    if parts.scheme not in ("http", "https") or not host:
        raise _invalid(text)
    if "." not in host and ":" not in host and host != "localhost":
        raise _invalid(text)
    if not is_public(host):
        raise _wrong(
            _("“%(value)s” can be reached within one network only. Write the public address."), text
        )
    host = reader_host(host)
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, {"http": 80, "https": 443}[parts.scheme]):
        netloc += f":{port}"
    rest = parts.path, _untracked(parts.query), parts.fragment
    cleaned = urlunsplit((parts.scheme, netloc, *rest))
    _check(cleaned, host, text)
    return cleaned


def _check(address, host, text):
    if _PLAIN.fullmatch(address):
        return
    ascii_form = address.replace(host, ascii_host(host), 1)
    try:
        URLValidator(schemes=["http", "https"])(ascii_form)
    except ValidationError:
        raise _invalid(text) from None


def _untracked(query):
    if not query:
        return ""
    pieces = [
        piece for piece in query.split("&") if not _TRACKING.fullmatch(unquote(piece.split("=")[0]))
    ]
    return "&".join(pieces)


def _invalid(text):
    return _wrong(
        _("“%(value)s” is not a web address. Write it in full, such as https://example.org/."), text
    )


def _wrong(words, text):
    return ValidationError(words, params={"value": text.strip()[:80]}, code="invalid")
