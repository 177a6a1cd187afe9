"""How often somebody may try, and how often an owner may write to strangers.

A wrong code or password counts against the network that it came from, and against the account as a
whole only where it comes from a browser that the account does not know: a stranger's tries never
use up those of the owner.
"""

from allauth.core.internal import ratelimit

from members.core.client_ip import network_of
from members.core.limits import count_within
from members.web.unsent_forms import person_of

from .email_addresses import user_of

_DAY = 24 * 3600
# Mail to people who did not ask for it, in the name of the federation.
_INVITATIONS_A_DAY, _TO_ONE_ADDRESS = 20, 3


def consume(request, action, key):
    """Count one more; return what can be taken back, or None where the limit is reached."""
    return ratelimit.consume(request, app="allauth.account", action=action, key=key)


def tries_of(request, email):
    """Return the key by which the tries of one browser or network at an account are counted."""
    if is_known_browser(request, email):
        return f"{email} in a browser of its own"
    return f"{email} from {network_of(request)}"


def is_known_browser(request, email):
    """Whether the person of an address was signed in in this browser lately."""
    person = person_of(request)
    user = user_of(email) if person else None
    return user is not None and user.pk == person


def may_ask_for_code(request, email):
    """Count one more code that is sent to an address, and return whether it still holds."""
    if not consume(request, "request_login_code", tries_of(request, email)):
        return False
    return is_known_browser(request, email) or bool(consume(request, "codes_to_account", email))


def may_invite(person, email):
    """Count a mail to somebody who did not ask for it; return whether this person may send it."""
    if person.is_staff:
        return True
    if not count_within(f"invites {person.pk} {email}", _TO_ONE_ADDRESS, _DAY):
        return False
    return count_within(f"invites {person.pk}", _INVITATIONS_A_DAY, _DAY)
