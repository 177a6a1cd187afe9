"""What tests of staff's pages need: the member's form as a browser would send it."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from members.models import User


@pytest.fixture
def superuser(db):
    """Someone with every right."""
    return User.objects.create_superuser("superuser@example.org")


class FormReader(HTMLParser):
    """Reads what a browser would send of a page's forms, and what a page must not hold."""

    def __init__(self, html):
        super().__init__()
        self.fields, self.inline, self._textarea, self._select = {}, [], None, None
        self._template = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self._look_for_inline(tag, attrs)
        self._template += tag == "template"
        if self._template:
            return
        name = attrs.get("name")
        if tag == "input" and name:
            self._read_input(name, attrs)
        elif tag == "textarea":
            self._textarea, self.fields[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in attrs:
            self.fields[self._select] = attrs["value"]

    def _look_for_inline(self, tag, attrs):
        handlers = [name for name in attrs if name.startswith("on")]
        # A block of data is not run, and no policy stops it.
        runs = tag == "script" and "src" not in attrs and "json" not in attrs.get("type", "")
        if handlers or runs or tag == "style" or "style" in attrs:
            self.inline.append((tag, attrs))
        if str(attrs.get("href", "")).startswith("javascript:"):
            self.inline.append((tag, attrs))

    def _read_input(self, name, attrs):
        kind = attrs.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in attrs:
                self.fields.setdefault(name, []).append(attrs.get("value", "on"))
        elif kind not in ("submit", "file"):
            self.fields[name] = attrs.get("value", "")

    def handle_endtag(self, tag):
        self._template -= tag == "template"
        if tag == "textarea" and self._textarea:
            # A browser leaves out the line break that HTML puts after the tag.
            self.fields[self._textarea] = self.fields[self._textarea].removeprefix("\n")
            self._textarea = None
        if tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._textarea:
            self.fields[self._textarea] += data


class Editing:
    """A member's form, opened in one browser; `send` posts it with some fields changed."""

    def __init__(self, client, member=None):
        self.client = client
        name = "change" if member else "add"
        self.url = reverse(f"admin:members_member_{name}", args=[member.pk] if member else [])
        self.read(client.get(self.url))

    def read(self, response):
        """Take the form of an answer for the one that is sent next."""
        assert response.status_code == 200, response.status_code
        self.fields = FormReader(response.content.decode()).fields

    def send(self, button="_save", **changes):
        """Post the form and return the answer; its form, if any, is sent next."""
        data = {**self.fields, **changes, button: "1"}
        response = self.client.post(self.url, data)
        if response.status_code == 200:
            self.read(response)
        return response


def text_of(response):
    """Return an answer's HTML."""
    return response.content.decode()


def admin_url(name, *args):
    """Return the address of one of the admin's pages of this project's models."""
    return reverse(f"admin:members_{name}", args=args)


def act_on(client, url, action, rows, **options):
    """Do something with rows of one of the admin's lists, saying yes to the question before.

    Returns:
        (the question's page, the answer to having said yes).
    """
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    asked = text_of(client.post(url, data, **options))
    return asked, client.post(url, {**data, "confirmed": "1"}, **options)
