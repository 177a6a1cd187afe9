"""What machines read: sitemap, robots, OpenSearch, the accent's stylesheet, logos."""

from dataclasses import asdict

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from members.models import Member
from members.presenting.accent import accent_css
from members.presenting.terms import PAGES
from members.publishing.logos import logo_path
from members.search.query.selection import PageNotFound
from members.search.query.suggest import suggest

from .maps.shapes import own_file
from .pagecache import public_page, site_of
from .term_pages.addresses import pages_with_members

SITEMAP_MEMBERS = 5000
# With the members of the first part, in three languages, fewer than the 50,000 that a file holds.
_SITEMAP_TERMS = 10_000
_FOREVER = "public, max-age=31536000, immutable"


@require_safe
def home(request):
    """To the reader's language: cookie, then Accept-Language, else the federation's first."""
    with translation.override(_wanted_language(request)):
        response = redirect("web:list")
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def _wanted_language(request):
    # Django's own choice ends in LANGUAGE_CODE; here the federation's first language is the last.
    languages = site_of(request).languages
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    codes = [code.split("-")[0] for code, priority in accepted if priority]
    codes.insert(0, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    return next((code for code in codes if code in languages), languages[0])


@require_safe
@public_page
def sitemap(request, part=None):
    """Every public page with its languages (sitemaps.org 0.9): in parts for a large directory."""
    members = Member.objects.published().order_by("pk")
    parts = -(-members.count() // SITEMAP_MEMBERS)
    absolute = request.build_absolute_uri
    if part is None and parts > 1:
        locations = [absolute(reverse("sitemap_part", args=[n + 1])) for n in range(parts)]
        return _xml(request, "web/sitemap_index.xml", {"locations": locations})
    number = 1 if part is None else part
    if not 1 <= number <= max(1, parts):
        raise Http404
    rows = members.values_list("slug", "updated_at")
    rows = rows[(number - 1) * SITEMAP_MEMBERS : number * SITEMAP_MEMBERS]
    pages = _fixed_pages(site_of(request)) if number == 1 else []
    pages += (("web:member", [slug], changed) for slug, changed in rows)
    entries = [entry for page in pages for entry in _entries(page, site_of(request), absolute)]
    return _xml(request, "web/sitemap.xml", {"entries": entries})


def _fixed_pages(site):
    terms = list(pages_with_members(site))[:_SITEMAP_TERMS]
    indexes = sorted({group for group, _slug in terms})
    return [
        ("web:list", [], None),
        ("web:about", [], None),
        ("openpages:overview", [], None),
        *((f"web:{PAGES[group]}", [], None) for group in indexes),
        *((f"web:{group}", [slug], None) for group, slug in terms),
    ]


def _entries(page, site, absolute):
    name, args, changed = page
    alternates = []
    for code in site.languages:
        with translation.override(code):
            alternates.append((code, absolute(reverse(name, args=args))))
    return [
        {"location": url, "changed": changed, "alternates": alternates} for _code, url in alternates
    ]


def _xml(request, template, context, content_type="application/xml"):
    return render(request, template, context, content_type=f"{content_type}; charset=utf-8")


@require_safe
@public_page
def robots(request):
    """Where crawlers may go (RFC 9309)."""
    lines = (
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/report/",
        "Disallow: /*/download.",
        "Disallow: /*/grid.csv",
        "Disallow: /*/3w.csv",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@public_page
def opensearch(request):
    """The search as browsers can install it (OpenSearch 1.1), in the federation's languages."""
    site = site_of(request)
    code = site.languages[0]
    with translation.override(code):
        address = request.build_absolute_uri(reverse("web:list"))
        suggestions = request.build_absolute_uri(reverse("web:suggest"))
    name = str(site.text(site.federation.name, code) or "Koepel")
    # The standard allows 16 characters for a short name.
    context = {
        "address": address,
        "suggestions": suggestions,
        "name": name,
        "short_name": name[:16],
        "language": code,
    }
    return _xml(request, "web/opensearch.xml", context, "application/opensearchdescription+xml")


@require_safe
@public_page
def suggest_json(request):
    """Suggestions for the search box (our own JSON) and for browsers (OpenSearch Suggestions)."""
    typed = request.GET.get("q", "")
    try:
        suggestions = suggest(request.GET, translation.get_language(), site_of(request))
    except PageNotFound:
        raise Http404 from None
    if request.GET.get("format") == "opensearch":
        absolute = request.build_absolute_uri
        rows = [
            [s.text for s in suggestions],
            [s.note for s in suggestions],
            [absolute(s.url) for s in suggestions],
        ]
        return JsonResponse(
            [typed, *rows], safe=False, content_type="application/x-suggestions+json"
        )
    return JsonResponse({"suggestions": [asdict(suggestion) for suggestion in suggestions]})


@require_safe
def accent(request, colour):
    """The stylesheet of one accent colour: its address changes with it, so it is kept for ever."""
    return HttpResponse(
        accent_css(colour),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": _FOREVER},
    )


@require_safe
def logo(request, digest, width):
    """One rendition of a logo: named by its content, so it is kept for ever."""
    path = logo_path(digest, int(width))
    if not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"), content_type="image/webp", headers={"Cache-Control": _FOREVER}
    )


@require_safe
def shapes(request, digest):
    """The federation's own shapes of its places, named by their content."""
    current, content = own_file()
    if digest != current:
        raise Http404
    return HttpResponse(content, content_type="image/svg+xml", headers={"Cache-Control": _FOREVER})


@require_safe
def favicon(request):
    """The icon that browsers ask for by this fixed name."""
    return redirect(static("koepel/favicon.ico"))
