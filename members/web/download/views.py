"""The addresses from which a list is downloaded; filters mean what they mean on the list."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.search.query.directory_query import DirectoryQuery
from members.web.pagecache import site_of

from .answering import file_answer, public_views, too_many
from .columns import columns
from .formats import FORMATS, file_bytes


@require_safe
def download(request, kind):
    """All members of a result, streamed; `kind` is csv, xlsx or json."""
    if kind not in FORMATS:
        raise Http404
    if refused := too_many(request):
        return refused
    language, site = get_language(), site_of(request)
    query = DirectoryQuery(request.GET, language, site)
    about = _about(request, query, site, language)
    views, chosen = public_views(query), columns(request.build_absolute_uri)
    pieces = lambda: file_bytes(kind, chosen, views, about, language)  # noqa: E731
    return file_answer(about["federation"][1], kind, pieces)


def _about(request, query, site, language):
    """Return what a file says of itself: {key: (label, value)}."""
    search = query.first_page
    address = reverse("web:list") + (f"?{search}" if search else "")
    chosen = [*([query.words] if query.words else []), *(chip.label for chip in query.chips)]
    return {
        "federation": (_("Federation"), str(site.text(site.federation.name, language) or "Koepel")),
        "source": (_("From"), request.build_absolute_uri(address)),
        "chosen": (_("Search and filters"), chosen),
        "licence": (_("Licence"), site.federation.get_licence_display()),
        "total": (_("Members"), query.total),
        "downloaded_on": (_("Downloaded on"), timezone.localdate().isoformat()),
    }
