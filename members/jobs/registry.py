"""The jobs: each is a command that anybody may also run by hand, how often, and for how long."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Work:
    """What returns by itself.

    Attributes:
        name: as the database knows it.
        command: the name of a management command, with its arguments.
        every: from the end of one run to the next.
        bound: how long one run may take; it is stopped then, and goes on the next time.
    """

    name: str
    command: tuple
    every: timedelta
    bound: timedelta


JOBS = (
    Work("mail", ("send_mail",), MINUTE, 10 * MINUTE),
    Work("imports", ("run_imports",), 5 * MINUTE, HOUR),
    Work("yearly check", ("run_rounds",), DAY, HOUR),
    Work("links", ("check_links",), DAY, 2 * HOUR),
    Work("duplicates", ("find_duplicates",), DAY, HOUR),
    Work("clean-up", ("prune",), DAY, 30 * MINUTE),
)
if settings.BACKUP_ROOT:
    _BACKUP = ("backup", settings.BACKUP_ROOT, f"--keep={settings.BACKUPS_KEPT}")
    JOBS += (
        Work("backup", _BACKUP, DAY, 2 * HOUR),
        Work("restore drill", ("restore_drill",), 30 * DAY, 2 * HOUR),
    )
