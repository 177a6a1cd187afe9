"""E-mail addresses as people write and copy them."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from .hosts import ascii_host, reader_host
from .text import one_line

_LABEL = re.compile(r"^(?:e-?mail(?:adres)?|mail|courriel|mél|m)\s*[:.]\s*", re.IGNORECASE)
_NAMED = re.compile(r"^[^<>@]*<\s*(?P<address>[^<>\s]+@[^<>\s]+)\s*>$")
# "info (at) example.org", against robots.
_AT = re.compile(
    r"\s*[(\[{<]\s*(?:at|a|apenstaartje|arobase|@|bij|chez|ät)\s*[)\]}>]\s*|\s+@\s+|\s+at\s+",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|punt|point|punkt|\.)\s*[)\]}]\s*", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*[;,|/\n]\s*|\s+(?:en|et|and|und|of|ou|or|&)\s+|\s+(?=\S+@)", re.IGNORECASE
)
# "info@example.org (secretariat)".
_NOTE = re.compile(r"(?<=\w)\s+\([^()@]*\)$")
_AROUND = "<>\"'“”‘’«»()[]{} "


def email_address(text):
    """Return the one e-mail address that somebody wrote, as it is kept; "" for none.

    Raises:
        ValidationError: what is wrong with this address, and how to mend it.
    """
    plain = unicodedata.normalize("NFKC", one_line(text)).strip()
    address = _NOTE.sub("", _LABEL.sub("", re.sub(r"^mailto:", "", plain, flags=re.IGNORECASE)))
    if match := _NAMED.match(address):
        address = match["address"]
    address = _DOT.sub(".", _AT.sub("@", address)).strip(_AROUND).split("?")[0].rstrip(".,;:")
    if not address:
        return ""
    _refuse_several(address, text)
    return _checked(address, text)


def _refuse_several(address, text):
    pieces = [piece.strip(_AROUND) for piece in _BETWEEN.split(address) if "@" in piece]
    if len(pieces) > 1:
        addresses = ", ".join(pieces)
        raise ValidationError(
            _("There is more than one e-mail address here: %(addresses)s. Write one of them."),
            params={"addresses": addresses[:160]},
            code="several",
        )


def _checked(address, text):
    local, _at, domain = address.rpartition("@")
    if not local or not domain:
        raise _wrong(_("“%(value)s” is not an e-mail address: there is no @ in it."), text)
    if re.search(r"\s", address):
        raise _wrong(_("“%(value)s” has spaces in it. Write the e-mail address alone."), text)
    if not local.isascii():
        raise _wrong(
            _(
                "“%(value)s” has a letter before the @ that most mail programs refuse. "
                "Write the address without accents."
            ),
            text,
        )
    domain = reader_host(domain)
    try:
        EmailValidator()(f"{local}@{ascii_host(domain)}")
    except ValidationError:
        raise _wrong(
            _("“%(value)s” is not an e-mail address. Write one, such as info@example.org."), text
        ) from None
    return f"{local}@{domain}"


def _wrong(words, text):
    return ValidationError(words, params={"value": text.strip()[:80]}, code="invalid")
