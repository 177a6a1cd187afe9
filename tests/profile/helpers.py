"""Forms filled in as a browser would: what the page holds, with a few fields typed over."""

import re
from html import unescape
from html.parser import HTMLParser

ROOT = "/en/profile/water-for-all/"


class _Form(HTMLParser):
    def __init__(self):
        super().__init__()
        self.data, self._open, self._area = {}, False, None
        self._select, self._template = None, 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "template":
            self._template += 1
        if tag == "form":
            self._open = attrs.get("id") == "part" or attrs.get("class") == "narrow"
        if not self._open or self._template:
            return
        name = attrs.get("name")
        if tag == "input" and name and attrs.get("type") != "file":
            box = attrs.get("type") in ("checkbox", "radio")
            if not box or "checked" in attrs:
                self.data.setdefault(name, []).append(attrs.get("value", "on" if box else ""))
        elif tag == "textarea":
            self._area = name
            self.data[name] = [""]
        elif tag == "select":
            self._select = name
            self.data[name] = [""]
        elif tag == "option" and "selected" in attrs:
            self.data[self._select] = [attrs.get("value", "")]

    def handle_data(self, data):
        if self._area:
            self.data[self._area][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area:
            # A browser drops the first line break of a text area.
            self.data[self._area][0] = self.data[self._area][0].removeprefix("\n")
            self._area = None
        elif tag == "template":
            self._template -= 1
        elif tag == "form":
            self._open = False


def form_of(response):
    """Return {name: [value, …]} of the form on a page, as a browser would send it."""
    parser = _Form()
    parser.feed(response.content.decode())
    return parser.data


def fill(client, part, *, follow=False, page=None, **typed):
    """Open a part, type some fields over and send it; return the answer.

    Args:
        client: the browser.
        part: the part's key, such as "texts-nl".
        follow: whether to follow the redirect.
        page: the page that was opened before, where it is not to be opened anew.
        typed: {field of the form: value}, "__" standing for "-".
    """
    url = f"{ROOT}edit/{part}/"
    data = form_of(page or client.get(url))
    data |= {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(url, data, follow=follow)


def send(client, note=""):
    """Send the draft from the check page; return the answer."""
    data = form_of(client.get(f"{ROOT}check/"))
    return client.post(f"{ROOT}check/", data | {"note": note})


def words(response):
    """Return a page's text without tags, its white space as single blanks."""
    html = re.sub(r"<(script|style|template).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
