"""What somebody typed in a form that was not taken: nobody was signed in, or it was open too long.

Where a signed cookie says whose browser it is, the form waits for that person (`UnsentForm`) and
stands on the page again once they have signed in. Else the answer itself carries the fields:
nothing of a stranger is kept. Files are not kept; the page asks for them once more.
"""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core import signing
from django.http import QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from members.models.unsent_form import KEPT_FOR, UnsentForm

DROP = "koepel-drop"  # the button that lets go of what waits
_COOKIE, _SALT = "koepel_person", "members.unsent"
_WAITS = "koepel_unsent"  # says that something may wait, so that other pages need not ask
_LARGEST = 512 * 1024  # characters; the largest form has a fifth of it
_LONGEST_PATH = 500
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
_SECRETS = ("code", "credential")
_CODE = re.compile(r".{0,2}|[a-z][a-z_-]{0,20}")  # what stands behind a tick or a choice
_LANGUAGE = re.compile(r"^/[a-z]{2}/")
_CHROME_ENDS = ("-id", "_FORMS", "-ORDER")
_CHROME = (
    _TOKEN,
    DROP,
    "shown",
    "seen",
    "started",
    "go",
    "saved_at",
    "revision",
    "base",
    "next",
    "action",
)


@dataclass(frozen=True)
class Unsent:
    """A form as it was sent.

    Attributes:
        path: where it was sent to.
        fields: [[name, value], …] in their order, the CSRF token left out.
        files: [[name, file name], …] of what has to be chosen again.
        page: the page on which the form stood, or "".
    """

    path: str
    fields: list
    files: list = field(default_factory=list)
    page: str = ""

    @property
    def data(self):
        """The fields as request.POST had them."""
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        return data

    @property
    def texts(self):
        """What a person reads as their own words, each once."""
        texts = [
            value.strip()
            for name, value in self.fields
            if name not in _CHROME and not name.endswith(_CHROME_ENDS)
        ]
        return list(dict.fromkeys(text for text in texts if not _CODE.fullmatch(text)))


def unsent_of(request, path=None):
    """Return a request's form as an Unsent, or None where it holds what must not be kept.

    Args:
        request: a POST.
        path: of the page on which the words are to stand; None means where it was sent to.
    """
    path = path or request.get_full_path()
    fields = [
        [name, value] for name, all_of in request.POST.lists() for value in all_of if name != _TOKEN
    ]
    is_secret = any(name in _SECRETS or "password" in name for name, _value in fields)
    if is_secret or path.startswith("/account/"):
        return None
    size = sum(len(name) + len(value) for name, value in fields)
    if size > _LARGEST or len(path) > _LONGEST_PATH:
        return None
    files = [[name, file.name] for name, file in request.FILES.items()]
    return Unsent(path, fields, files, referring_page(request))


def values_in(request, page, button):
    """Return what a form that only leads to another page holds, or None where nothing is in it.

    Args:
        request: the POST.
        page: path and query of the page to which it leads, and where its words are to stand.
        button: [name, value] of the button that was pressed, which is no word of it.
    """
    form = unsent_of(request, page)
    fields = [pair for pair in form.fields if pair != button] if form else []
    return replace(form, fields=fields, page=page) if fields else None


def referring_page(request):
    """Return the page of ours from which a request came, or ""."""
    page = request.headers.get("Referer", "")
    if not page or not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return ""
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}"[:_LONGEST_PATH] if parts.query else parts.path


def is_ours(request):
    """Whether a browser says that a form stood on a page of ours (Fetch Metadata, RFC 6454)."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def requires_sign_in(request, response):
    """Whether an answer sends somebody to prove who they are, and then back to where they were."""
    if response.status_code != 302 or request.headers.get("Sec-Fetch-Mode") in ("cors", "no-cors"):
        return False
    back = parse_qs(urlsplit(response["Location"]).query).get("next")
    return back == [request.get_full_path()]


def save_unsent(response, unsent, user_id):
    """Let a form wait until a person has signed in."""
    UnsentForm.objects.keep(
        user_id, unsent.path, fields=unsent.fields, files=unsent.files, page=unsent.page
    )
    _set_cookie(response, _WAITS, "1")


def unsent_for(request):
    """Return the Unsent of the page that is asked for, or None."""
    row = _WAITS in request.COOKIES and _rows_at(request).first()
    return Unsent(row.path, row.fields, row.files, row.page) if row else None


def forget_unsent(request, path=None):
    """Forget what waited for an address: it was sent, or is not wanted any more.

    Args:
        request: whose person it waited for.
        path: the address; None means that of the request.
    """
    if _WAITS in request.COOKIES:
        _rows_at(request, path).delete()


def _rows_at(request, path=None):
    """Return what waits for a page, in whatever language it was typed there, newest first."""
    path = path or request.get_full_path()
    paths = [path, *(_LANGUAGE.sub(f"/{code}/", path) for code, _name in settings.LANGUAGES)]
    rows = UnsentForm.objects.filter(user_id=request.user.pk, path__in=paths)
    return rows.order_by("-kept_at", "-pk")


def remember_person(request, response):
    """Keep in a signed cookie whose browser this is; it gives no right to anything."""
    if not hasattr(request, "user") or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    kind = response.headers.get("Content-Type", "")
    is_page = response.status_code == 200 and kind.startswith("text/html")
    if is_page and request.user.is_authenticated and person_of(request) != request.user.pk:
        _set_cookie(response, _COOKIE, signing.dumps(request.user.pk, salt=_SALT))


def _set_cookie(response, name, value):
    response.set_cookie(
        name,
        value,
        max_age=int(KEPT_FOR.total_seconds()),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite=settings.SESSION_COOKIE_SAMESITE,
    )


def person_of(request):
    """Return the number of the last person who was signed in in this browser, or None."""
    try:
        return signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None


def look_again(request, form):
    """Return the page on which a person looks at a valid form with QuietTraps, and sends it."""
    unsent = unsent_of(request)
    again = form.again()
    fields = [[name, value] for name, value in unsent.fields if name not in again]
    return page(request, replace(unsent, fields=[*fields, *map(list, again.items())]), "look again")


def too_long(request, name, error):
    """Return the page on which a text that was refused is made shorter and sent again.

    Args:
        name: of the field whose text it is.
        error: the ValidationError that says by how much.
    """
    unsent = unsent_of(request)
    fields = [[field, value] for field, value in unsent.fields if field != name]
    context = {
        "unsent": replace(unsent, fields=fields),
        "name": name,
        "value": request.POST.get(name, ""),
        "error": " ".join(error.messages),
    }
    return render(request, "too_long.html", context, status=422)


def page(request, unsent, why, status=200):
    """Return the page that shows what was typed and sends it with one click.

    Args:
        unsent: the Unsent.
        why: "signed in" (again, now), "signed out" (still), "stale" (its CSRF token), or
            "look again" (it may be a machine's).
        status: of the answer.
    """
    context = {"unsent": unsent, "why": why, "drop": DROP}
    return render(request, "unsent.html", context, status=status)
