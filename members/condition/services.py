"""The database, the cache and mail: whether they answer, and how fast."""

from time import perf_counter

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.core.shared_cache import cache_is_away
from members.mailing import stopped
from members.presenting.dates import date_format
from members.presenting.numbers import Counted

from .check import FAILED, OK, WARNING, Check
from .times import in_words


def database():
    """Whether the database answers, and is of this release."""
    started = perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    took = round((perf_counter() - started) * 1000, 1)
    executor = MigrationExecutor(connection)
    lacking = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    words = _("Answers within %(count)s ms.") % {"count": max(1, round(took))}
    if lacking:
        words = _("The database is of an older release: run “manage.py migrate”.")
    facts = {"kind": connection.vendor, "milliseconds": took, "migrations_waiting": lacking}
    return Check("database", _("Database"), FAILED if lacking else OK, words, facts)


def shared_cache():
    """Whether the cache keeps what it is given; the site goes on without it, slower."""
    cache.set("condition", "kept", 60)
    well = cache.get("condition") == "kept" and not cache_is_away()
    words = _("Answers.") if well else _("Is away. Pages are slower, and limits count less.")
    return Check("cache", _("Cache"), OK if well else WARNING, words)


def mail():
    """Whether mail leaves."""
    since, facts = stopped.stopped_since(), stopped.flow()
    facts["stopped_since"] = since
    if since:
        words = _("No mail has left since %(when)s. Nothing is lost: it waits.")
        words %= {"when": date_format(since, "DATETIME_FORMAT")}
        return Check("mail", _("Mail"), FAILED, words, facts)
    count = facts["waiting"]
    words = _("Nothing waits.")
    if count:
        words = ngettext(
            "%(count)s waits, since %(age)s.", "%(count)s wait, the oldest since %(age)s.", count
        ) % {"count": Counted(count), "age": in_words(facts["oldest"])}
    if given_up := facts["given_up"]:
        words += " " + ngettext(
            "%(count)s was refused for good in a day.",
            "%(count)s were refused for good in a day.",
            given_up,
        ) % {"count": Counted(given_up)}
    return Check("mail", _("Mail"), WARNING if given_up else OK, words, facts)
