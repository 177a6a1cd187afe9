"""The environment's variables, each read by one typed function that fails loudly."""

from __future__ import annotations

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


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
    if local is not None and env.bool("LOCAL", False):
        return local
    missing = [
        key for key in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL") if not env.str(key, "")
    ]
    raise ImproperlyConfigured(
        f"set {', '.join(missing)} in the environment (docs/configuration.md says how); "
        "to try Koepel without any setting, use: python3 dev.py run"
    )
