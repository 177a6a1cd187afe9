"""The same checks as Prometheus reads them (text format 0.0.4): gauges, made when asked."""

from .check import FAILED, OK, WARNING
from .times import minutes_since

_LEVELS = {OK: 0, WARNING: 1, FAILED: 2}


def text(checks):
    """Return some Checks as text."""
    lines = [
        "# HELP koepel_state How a part is doing: 0 well, 1 to look at this week, 2 to mend today.",
        "# TYPE koepel_state gauge",
        *(f'koepel_state{{part="{check.name}"}} {_LEVELS[check.state]}' for check in checks),
    ]
    for check in checks:
        lines += _gauges(check)
    return "\n".join(lines) + "\n"


def _gauges(check):
    for name, value in check.facts.items():
        if isinstance(value, dict):
            yield from _of_job(name, value)
        elif isinstance(value, int | float):
            yield f"koepel_{check.name}_{name} {value}"
        elif hasattr(value, "tzinfo"):
            yield f"koepel_{check.name}_{name}_age_minutes {minutes_since(value)}"


def _of_job(name, facts):
    """Yield how often a job failed in a row, and how long ago it last went well."""
    yield f'koepel_job_failures{{job="{name}"}} {facts["failures"]}'
    if facts["last_success"]:
        age = minutes_since(facts["last_success"])
        yield f'koepel_job_last_success_age_minutes{{job="{name}"}} {age}'
