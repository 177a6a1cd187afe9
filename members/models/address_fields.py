"""Form fields for web addresses, e-mail and phones: what people write becomes what is kept."""

from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError

from members.parsing.emails import email_address
from members.parsing.phones import display_number
from members.parsing.social_profiles import profile_addresses
from members.parsing.web_addresses import web_address

from .texts import LinesFormField


class WebAddressField(forms.CharField):
    """A web address; "example.org" is taken for https://example.org."""

    widget = forms.URLInput({"inputmode": "url", "autocapitalize": "none"})

    def to_python(self, value):
        return web_address(super().to_python(value))


class LinksField(LinesFormField):
    """Addresses of profiles on social networks, one a line; handles become addresses."""

    def to_python(self, value):
        links = [link for line in super().to_python(value) for link in profile_addresses(line)]
        return list(dict.fromkeys(links))

    def has_changed(self, initial, data):
        with suppress(ValidationError):
            return super().has_changed(initial, data)
        return True


class MailField(forms.CharField):
    """An e-mail address, as people copy it; an internationalised domain is one too."""

    widget = forms.EmailInput({"autocapitalize": "none"})

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 254} | kwargs)

    def to_python(self, value):
        return email_address(super().to_python(value))


class PhoneField(forms.CharField):
    """A phone number; what is kept as E.164 is shown with spaces, as people write it."""

    widget = forms.TextInput({"type": "tel"})

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 120} | kwargs)

    def prepare_value(self, value):
        return display_number(value) if isinstance(value, str) else value
