"""Pages as the public would see them, with a band that says that they are a preview."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.presenting import current_site, preview
from members.presenting.countries import language_name

_NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "preview", "step"}


def preview_languages():
    """Return [(code, name), …] of the languages in which the public reads."""
    active = get_language()
    return [(code, language_name(code, active)) for code in current_site().languages]


@require_safe
def member_preview(request, member):
    """Answer with a member as it is now, whoever may see it, in the language of `?language=`."""
    languages = current_site().languages
    own = get_language() if get_language() in languages else languages[0]
    note = _("This is the page as it is now.")
    if not member.is_public:
        note = _("Readers do not see this page: its status is “%(status)s”.") % {
            "status": member.get_status_display()
        }
    return preview_page(request, member, request.GET.get("language", own), note, button="language")


def preview_page(request, member, language, note, *, button="preview", prefix=""):
    """Answer with a member's page in one language; nothing is kept.

    Args:
        request: GET, where the band links to the other languages, or the POST of a form, which the
            band's buttons send again for another language.
        member: a Member, saved or imagined.
        language: the code asked for.
        note: what the band says beside "Preview", already translated.
        button: the name of the form's field by which a preview is asked for.
        prefix: what stands in that field before the language's code.

    Raises:
        Http404: for a language that the site does not have.
    """
    if language not in current_site().languages:
        raise Http404
    fields = [
        (name, value)
        for name, chosen in request.POST.lists()
        if name not in _NOT_SENT_AGAIN
        for value in chosen
    ]
    band = {
        "title": _("Preview."),
        "note": note,
        "languages": preview_languages(),
        "language": language,
        "sent": fields,
        "button": button,
        "prefix": prefix,
        "interface": get_language(),
    }
    with override(language):
        context = {"member": preview(member, language), "is_preview": True, "band": band}
        return render(request, "staff/review/preview.html", context)
