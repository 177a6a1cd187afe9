"""A browser in words that its owner knows again, and where and when it was last used."""

import re

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from members.core.client_ip import ip_of

_ONCE = 3600  # seconds: of two pages in an hour the second writes nothing

# The first that fits; most name others too, whose pages they want to be shown.
_BROWSERS = (
    ("Edge", r"\bEdg(A|iOS)?/"),
    ("Opera", r"\bOPR/|\bOpera"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\b(Chrome|CriOS|HeadlessChrome)/"),
    ("Safari", r"\bVersion/[\d.]+ .*Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("Mac", r"\bMac(intosh| OS X)\b"),
    ("Linux", r"\b(Linux|X11|CrOS)\b"),
)


def in_words(user_agent):
    """Return a browser and its system as people call them: "Firefox on Windows"."""
    browser, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser that does not say its name")


def _first(names, text):
    return next((name for name, pattern in names if re.search(pattern, text)), "")


def note_use(request):
    """Note, once an hour, that a session is in use, and from where."""
    key = request.session.session_key
    if key and cache.add(f"session-seen:{key}", 1, _ONCE):
        used = {"last_seen_at": timezone.now(), "ip": ip_of(request)}
        UserSession.objects.filter(session_key=key).update(**used)
