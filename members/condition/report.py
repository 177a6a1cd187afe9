"""All that is looked at, in the order in which it matters."""

import logging

from django.db import Error
from django.utils.translation import gettext as _

from . import folders, services, work
from .check import FAILED, OK, WARNING, Check

log = logging.getLogger(__name__)
_LOOKS = {
    "database": services.database,
    "mail": services.mail,
    "jobs": work.jobs,
    "backup": work.backup,
    "disk": folders.disk,
    "media": folders.media,
    "index": work.search_index,
    "cache": services.shared_cache,
}


def checks():
    """Return a Check of each part; one that cannot be looked at has failed."""
    return [_look(name, look) for name, look in _LOOKS.items()]


def _look(name, look):
    try:
        return look()
    except (Error, OSError) as error:
        log.warning("%s cannot be looked at: %s", name, type(error).__name__)
        return Check(name, name, FAILED, _("Cannot be looked at."), {"error": type(error).__name__})


def worst(results):
    """Return the worst state of some Checks."""
    states = {check.state for check in results}
    return next((state for state in (FAILED, WARNING) if state in states), OK)
