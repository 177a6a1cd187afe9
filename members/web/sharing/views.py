"""The addresses of the sharing pictures; each is drawn when it is first asked for itself."""

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import override
from django.views.decorators.http import require_safe

from members.core import client_ip
from members.core.limits import count_within
from members.web.pagecache import site_of

from .cards import card_of, picture_url
from .drawing import draw

_AN_HOUR = 600  # pictures that one sender may have drawn; a picture takes 50 ms
_KEEP_SECONDS = 7 * 24 * 3600
_FOREVER = "public, max-age=31536000, immutable"


@require_safe
def sharing_picture(request, language, kind, name, digest):
    """One picture; an address that is out of date leads to the newest."""
    site = site_of(request)
    if language not in site.languages:
        raise Http404
    with override(language):
        card = card_of(kind, name, site, language)
        if card is None:
            raise Http404
        if card.digest != digest:
            return redirect(picture_url(kind, name, card, site, language))
    content = cache.get(f"sharing:{digest}")
    if content is None:
        sender = client_ip.sender_of(request, "sharing")
        if not count_within(f"sharing {sender}", _AN_HOUR, 3600):
            return HttpResponse(status=429, headers={"Retry-After": "3600"})
        content = draw(card)
        cache.set(f"sharing:{digest}", content, _KEEP_SECONDS)
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": _FOREVER})
