"""What an answer, or the lack of one, says about a link: the table of docs/freshness.md."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from members.models import LinkCheck

from .fetcher import Trouble

V = LinkCheck.Verdict
_GONE = frozenset({404, 410})
_SHUT = frozenset({401, 403, 407, 429, 451, 999})
# Reason → what a person reads, and whether such an answer counts as a failure.
REASONS = {
    "": (_("It answers."), False),
    "moved": (_("It has moved permanently to another address."), False),
    "gone": (_("The page does not exist (any more)."), True),
    "shut": (_("It answers, but does not allow automated checks."), False),
    "odd": (_("The answer is unclear."), False),
    "server_error": (_("The server reports an error."), True),
    "no_name": (_("The name in the address does not exist."), True),
    "name_server": (_("Its name could not be looked up."), True),
    "refused_address": (_("It redirects to an address that is not on the public internet."), True),
    "address": (_("It redirects to something that is not a web address."), True),
    "connection": (_("The server refuses or drops the connection."), True),
    "timeout": (_("It did not answer in time."), True),
    "loop": (_("It redirects in a circle."), True),
    "redirects": (_("It redirects too many times."), True),
    "garbled": (_("The answer is not a web page."), True),
    "certificate": (_("Its certificate is not valid: browsers warn of it."), False),
    "encryption": (_("No secure connection could be made."), False),
}
# Failures that the next try will not mend.
_FINAL = frozenset({"gone", "no_name", "refused_address", "address"})


@dataclass(frozen=True)
class Outcome:
    """What one check of a link found.

    Attributes:
        verdict: a LinkCheck.Verdict, for this one check alone.
        reason: a key of REASONS.
        status: the HTTP status, or None.
        moved_to: where it leads for good, for a link that has moved.
    """

    verdict: str
    reason: str = ""
    status: int | None = None
    moved_to: str = ""

    @property
    def is_failure(self):
        """Whether a third one within a week is something for a person to look at."""
        return REASONS[self.reason][1]

    @property
    def says(self):
        """The reason in words."""
        return REASONS[self.reason][0]


def check(fetcher, url):
    """Ask an address by HEAD, then by GET where that settles nothing, and return the Outcome."""
    try:
        answer = fetcher.fetch(url, "HEAD")
        if 200 <= answer.status < 300 or answer.status == 429:
            return outcome_of(answer)
    except Trouble as trouble:
        # Whatever has a name may still answer GET; for what has none, one try says it all.
        if trouble.reason in ("no_name", "refused_address", "address", "name_server"):
            return outcome_of(trouble)
    try:
        return outcome_of(fetcher.fetch(url, "GET"))
    except Trouble as trouble:
        return outcome_of(trouble)


def outcome_of(answer):
    """Return the Outcome of an Answer or a Trouble."""
    if isinstance(answer, Trouble):
        return Outcome(V.BROKEN if answer.reason in _FINAL else V.UNCERTAIN, answer.reason)
    status = answer.status
    if 200 <= status < 300:
        if answer.moved_to:
            return Outcome(V.MOVED, "moved", status, answer.moved_to)
        return Outcome(V.OK, "", status)
    if status in _GONE:
        return Outcome(V.BROKEN, "gone", status)
    if status >= 500 and status != 999:
        return Outcome(V.UNCERTAIN, "server_error", status)
    return Outcome(V.UNCERTAIN, "shut" if status in _SHUT else "odd", status)
