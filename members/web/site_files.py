"""Files of fixed names that browsers and researchers look for: the manifest and security.txt."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from members.presenting.freshness import start_of_today

from .pagecache import public_page, site_of

# RFC 9116, section 2.5.5: less than a year; each day moves it on.
_VALID_FOR = timedelta(days=180)
_ICONS = (("icon-192", "192x192", "any"), ("icon-512", "512x512", "any"))
_ICONS += (("icon-maskable", "512x512", "maskable"),)


@require_safe
@public_page
def manifest(request):
    """What a phone needs to keep the directory beside its apps (W3C, Web Application Manifest)."""
    site = site_of(request)
    language = site.languages[0]
    name = str(site.text(site.federation.name, language) or "Koepel")
    with translation.override(language):
        start = reverse("web:list")
    data = {
        "name": name,
        "short_name": name[:24],
        "lang": language,
        "id": "/",
        "start_url": start,
        "scope": "/",
        "display": "browser",
        "background_color": "#fbf9f5",
        "theme_color": site.federation.accent_colour,
        "icons": [
            {
                "src": static(f"koepel/{file}.png"),
                "type": "image/png",
                "sizes": sizes,
                "purpose": purpose,
            }
            for file, sizes, purpose in _ICONS
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json")


@require_safe
@public_page
def security_txt(request):
    """Whom to tell of a hole in this site (RFC 9116)."""
    site = site_of(request)
    contact = settings.SECURITY_CONTACT or site.federation.contact_email
    if not contact:
        raise Http404
    if ":" not in contact:
        contact = f"mailto:{contact}"
    lines = (
        f"Contact: {contact}",
        f"Expires: {(start_of_today() + _VALID_FOR).isoformat()}",
        f"Preferred-Languages: {', '.join(site.languages)}",
        f"Canonical: {request.build_absolute_uri(reverse('security_txt'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
