"""What a single value of a profile must be; each check says how to mend it."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from members.parsing.enterprise_numbers import enterprise_number
from members.parsing.languages import is_language
from members.parsing.phones import phone_number

_KEPT_PHONE = re.compile(r"\+[1-9]\d{6,14}(;ext=\d{1,7})?")
_PLAIN_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.)+[a-z]{2,18}(?:/[A-Za-z0-9/._~%=&?-]*)?"
)
_LINK_LIMIT, _LINE_LIMIT, _LINE_LENGTH = 12, 40, 300


def web_address(value):
    """Check an absolute http or https address (RFC 3986), without a name or password in it."""
    if _PLAIN_ADDRESS.fullmatch(value):
        return  # most of them, for which Django's pattern takes longer than all else
    URLValidator(
        schemes=["http", "https"],
        message=_("Write the full address, such as https://example.org/."),
    )(value)
    if "@" in urlsplit(value).netloc:
        raise ValidationError(_("Leave the user name out of the address."))


def clean_enterprise_number(value):
    """Check the digits of an enterprise number."""
    enterprise_number(value)


def clean_phone(value):
    """Check a number as it is kept: E.164 (ITU-T), or a short national one."""
    if not _KEPT_PHONE.fullmatch(value):
        phone_number(value)


def within_limit(text, limit):
    """Return a text without space around it, each line break as one character.

    Raises:
        ValidationError: where it is longer than the limit, with both numbers.
    """
    text = text.replace("\r\n", "\n").strip()
    if len(text) > limit:
        raise ValidationError(
            _("Make this shorter: it has %(count)s characters, and at most %(limit)s fit."),
            params={"count": len(text), "limit": limit},
        )
    return text


def clean_countries(value):
    """Check one or more ISO 3166-1 alpha-2 codes."""
    for code in [value] if isinstance(value, str) else value:
        if code not in countries:
            raise ValidationError(_("“%(code)s” is not a country code."), params={"code": code})


def clean_languages(value):
    """Check one or more codes of languages (members.parsing.language_data)."""
    for code in [value] if isinstance(value, str) else value:
        if not is_language(code):
            raise ValidationError(_("“%(code)s” is not a language code."), params={"code": code})


def clean_lines(value):
    """Check a list of short texts."""
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        raise ValidationError(_("Write one a line."))
    if len(value) > _LINE_LIMIT or any(len(line) > _LINE_LENGTH for line in value):
        raise ValidationError(
            _("At most %(count)d lines of %(length)d characters fit."),
            params={"count": _LINE_LIMIT, "length": _LINE_LENGTH},
        )


def clean_links(value):
    """Check a list of web addresses."""
    clean_lines(value)
    if len(value) > _LINK_LIMIT:
        raise ValidationError(_("At most %(count)d addresses fit."), params={"count": _LINK_LIMIT})
    for link in value:
        try:
            web_address(link)
        except ValidationError as error:
            # Without its code, for which JSONField has other words.
            raise ValidationError(error.messages) from None
