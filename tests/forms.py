"""Forms as a browser reads them off a page and sends them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.http import QueryDict

_NOT_SENT = {"button", "file", "image", "reset", "submit"}


@dataclass
class Form:
    """One form of a page.

    Attributes:
        method: "get" or "post".
        action: its address as written; "" for the page's own.
        fields: [(name, value)] that a browser sends when nobody has touched it.
        files: names of the inputs for files.
        buttons: [(name, value, action)] of the buttons that send it; "" where they say nothing.
        has_field: whether there is a field that somebody can be in.
    """

    method: str = "get"
    action: str = ""
    fields: list = field(default_factory=list)
    files: list = field(default_factory=list)
    buttons: list = field(default_factory=list)
    has_field: bool = False

    def sendings(self, page):
        """Yield (address, QueryDict, button's name and value) for each way to send it.

        Without a button, a browser sends a form only from a field that somebody is in.
        """
        without_button = [("", "", "")] if self.has_field else []
        for name, value, action in self.buttons or without_button:
            data = QueryDict(mutable=True)
            for key, text in [*self.fields, *([(name, value)] if name else [])]:
                data.appendlist(key, text)
            yield urljoin(page, action or self.action), data, (name, value)


class _Reader(HTMLParser):
    """Collects the forms of a page; what stands in a <template> is no part of it."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.by_id, self._form, self._elsewhere = [], {}, None, []
        self._templates, self._textarea, self._select = 0, None, None
        self.feed(html)
        self.close()
        for form, put in self._elsewhere:  # controls that name a form by its id
            put(self.by_id.get(form, Form()))

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        self._templates += tag == "template"
        if self._templates:
            return
        if tag == "form":
            self._form = Form(attrs.get("method", "get").lower(), attrs.get("action", ""))
            self.forms.append(self._form)
            self.by_id[attrs.get("id")] = self._form
        elif tag in ("input", "button", "textarea", "select"):
            if "disabled" not in attrs:
                getattr(self, f"_read_{tag}")(attrs)
        elif tag == "option" and self._select is not None:
            self._read_option(attrs)

    def _put(self, attrs, put):
        if "form" in attrs:
            self._elsewhere.append((attrs["form"], put))
        elif self._form is not None:
            put(self._form)

    def _read_input(self, attrs):
        kind, name = attrs.get("type", "text").lower(), attrs.get("name")
        if kind in ("submit", "image"):
            self._read_button(attrs)
        elif kind == "file":
            self._put(attrs, lambda form: form.files.append(name))
        elif name and kind in ("checkbox", "radio"):
            if "checked" in attrs:
                pair = (name, attrs.get("value", "on"))
                self._put(attrs, lambda form: form.fields.append(pair))
        elif name and kind not in _NOT_SENT:
            if kind != "hidden":
                self._put(attrs, lambda form: setattr(form, "has_field", True))
            self._put(attrs, lambda form: form.fields.append((name, attrs.get("value", ""))))

    def _read_button(self, attrs):
        if attrs.get("type", "submit").lower() not in ("submit", "image"):
            return
        button = attrs.get("name", ""), attrs.get("value", ""), attrs.get("formaction", "")
        self._put(attrs, lambda form: form.buttons.append(button))

    def _read_textarea(self, attrs):
        self._textarea = (attrs, [])

    def _read_select(self, attrs):
        self._select = (attrs, [], [])

    def _read_option(self, attrs):
        _attrs, chosen, options = self._select
        options.append(attrs.get("value", ""))
        if "selected" in attrs:
            chosen.append(attrs.get("value", ""))

    def handle_data(self, data):
        if self._textarea:
            self._textarea[1].append(data)

    def handle_endtag(self, tag):
        if tag == "template":
            self._templates -= 1
        elif self._templates:
            return
        elif tag == "form":
            self._form = None
        elif tag == "textarea" and self._textarea:
            attrs, pieces = self._textarea
            # A browser leaves out the line break that HTML puts after the tag.
            text, self._textarea = "".join(pieces).removeprefix("\n"), None
            if attrs.get("name"):
                self._put(attrs, lambda form: form.fields.append((attrs["name"], text)))
        elif tag == "select" and self._select:
            self._end_select()

    def _end_select(self):
        (attrs, chosen, options), self._select = self._select, None
        if not chosen and options and "multiple" not in attrs:
            chosen = options[:1]
        pairs = [(attrs["name"], value) for value in chosen] if attrs.get("name") else []
        self._put(attrs, lambda form: form.fields.extend(pairs))


def forms_of(html):
    """Return the Forms of a page, in its order."""
    return _Reader(html).forms
