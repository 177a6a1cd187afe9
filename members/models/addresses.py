"""Form fields for web addresses: people write "example.org" and mean https://example.org."""

from django import forms

from .texts import LinesFormField


def with_scheme(address):
    """Return an address with https:// before it where it has no scheme."""
    return f"https://{address}" if address and "://" not in address else address


class WebAddressField(forms.CharField):
    """A web address; "example.org" is taken for https://example.org."""

    widget = forms.URLInput({"inputmode": "url", "autocapitalize": "none"})

    def to_python(self, value):
        return with_scheme(super().to_python(value))


class LinksField(LinesFormField):
    """Web addresses, one a line."""

    def to_python(self, value):
        return [with_scheme(line) for line in super().to_python(value)]
