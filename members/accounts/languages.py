"""The language that a person chose: of the screens, once signed in, and of every mail."""

from django.conf import settings
from django.utils.translation import get_language

from members.models import User
from members.web.context import Language, endonym


def set_language(user, code):
    """Keep the language of somebody's screens and mail.

    Args:
        user: the User who chose, and gets the new value too.
        code: a code of settings.LANGUAGES.

    Returns:
        Whether there is such a language; else nothing is kept.
    """
    if code not in dict(settings.LANGUAGES):
        return False
    User.objects.filter(pk=user.pk).update(language=code)
    user.language = code
    return True


def remember(response, code):
    """Give the browser the cookie by which pages without a language in their address go."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


def choices(page):
    """Return every Language of Koepel's screens, for a page whose address has no language in it.

    Args:
        page: the path and query of the page on which one of them is chosen.
    """
    current = get_language()
    return [
        Language(code, endonym(code), page, code == current) for code, _name in settings.LANGUAGES
    ]
