"""What the directory holds, in a few numbers."""

from members.search.question.geography import regions

from . import engine
from .selection import Selection


def numbers(site):
    """Return {"total", "countries", "confirmed"}: members, where they work, and how many are fresh.

    Args:
        site: the Site to answer from.
    """
    result = engine.find(Selection(), site, 0, 0)
    return {
        "total": result.total,
        "countries": len(result.counts.get("country", {}).keys() - regions()),
        "confirmed": result.counts.get("confirmed", {}).get("1", 0),
    }
