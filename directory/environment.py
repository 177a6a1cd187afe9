"""The environment's variables, each read by one typed function that fails loudly."""

from __future__ import annotations

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


_WORDS = {"1": True, "true": True, "yes": True, "on": True}
_WORDS |= {"0": False, "false": False, "no": False, "off": False, "": False}


def flag(name, default):
    """Return a variable that is on or off.

    Args:
        name: the variable.
        default: what holds where it is not set.

    Raises:
        ImproperlyConfigured: for any other word: a misspelt "true" must not switch safety off.
    """
    value = env.str(name, None)
    if value is None:
        return default
    try:
        return _WORDS[value.strip().lower()]
    except KeyError:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0") from None


def required(name, local=None):
    """Return the text of a variable that production cannot do without.

    Args:
        name: the variable, as `docs/configuration.md` lists it.
        local: the value for `LOCAL=1`; None where even a local run must say it.

    Raises:
        ImproperlyConfigured: naming every required variable that is missing, so that one
            start tells all.
    """
    if value := env.str(name, ""):
        return value
    if local is not None and flag("LOCAL", False):
        return local
    missing = [
        key for key in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL") if not env.str(key, "")
    ]
    raise ImproperlyConfigured(
        f"set {', '.join(missing)} in the environment (docs/configuration.md says how); "
        "to try Koepel without any setting, use: python3 dev.py run"
    )
