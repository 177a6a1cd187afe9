"""The charts of the morning page: what is counted, and where its bars stand in an SVG."""

import datetime as dt
import math
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.models import Member, Revision
from members.presenting.dates import date_format

MONTHS = 24
# What brings back or brings along a date that an organisation confirmed on before.
_NOT_NEW = (Revision.Source.RESTORE, Revision.Source.MERGE)
_AGES = ((3, "quarter"), (6, "half"), (12, "year"), (24, "two"))
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 220, 44, 12, 34


def confirmations_by_month(today=None):
    """Return [(first day of the month, how often profiles were confirmed)] of the last 24 months.

    A confirmation counts in the month that it was given in (UTC), whenever it was written down.
    """
    today = today or timezone.localdate()
    months = [_month_before(today, n) for n in reversed(range(MONTHS))]
    rows = (
        Revision.objects.filter(changes__has_key="confirmed_at")
        .exclude(source__in=_NOT_NEW)
        .order_by()
        .annotate(month=Substr(KT("changes__confirmed_at__new"), 1, 7))
        .filter(month__gte=months[0].isoformat()[:7])
        .values("month")
        .annotate(count=Count("pk"))
        .values_list("month", "count")
    )
    counts = dict(rows)
    return [(month, counts.get(month.isoformat()[:7], 0)) for month in months]


def _month_before(day, n):
    whole = day.year * 12 + day.month - 1 - n
    return dt.date(whole // 12, whole % 12 + 1, 1)


def profiles_by_age(now=None):
    """Return {age: how many published profiles were last confirmed so long ago}, in one query.

    The ages are "quarter" (less than three months), "half", "year", "two", "older" and "never".
    """
    now = now or timezone.now()
    counts, newer = {}, now
    for months, name in _AGES:
        older = now - dt.timedelta(days=round(months * 365.25 / 12))
        # The newest have no upper bound: a clock may run ahead.
        upper = Q(confirmed_at__lte=newer) if counts else Q()
        counts[name] = Count("pk", filter=Q(confirmed_at__gt=older) & upper)
        newer = older
    counts["older"] = Count("pk", filter=Q(confirmed_at__lte=newer))
    counts["never"] = Count("pk", filter=Q(confirmed_at=None))
    return Member.objects.published().order_by().aggregate(**counts)


@dataclass(frozen=True)
class Bar:
    """One bar, in the units of the SVG.

    Attributes:
        label: its name in full.
        short: what stands under it, or "".
        is_first: whether `short` also stands where there is little room.
        count: its number.
        x, y, width, height: where it stands.
    """

    label: str
    short: str
    is_first: bool
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """Bars over a line, with a scale: `ticks` are (number, y)."""

    bars: list
    ticks: list
    total: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = HEIGHT - BOTTOM


def month_chart(counts):
    """Return the Chart of [(first day of a month, count)]."""
    top = _scale(max((count for _month, count in counts), default=0))
    step = (WIDTH - LEFT) / max(len(counts), 1)
    room = HEIGHT - TOP - BOTTOM
    bars, style = [], pgettext("a month under a chart, as a date format of Django", "M Y")
    for n, (month, count) in enumerate(counts):
        height = round(room * count / top, 2)
        has_name = month.month in (1, 7)
        bars.append(
            Bar(
                date_format(month, "F Y"),
                date_format(month, style) if has_name else "",
                month.month == 1,
                count,
                round(LEFT + n * step + step * 0.15, 2),
                round(TOP + room - height, 2),
                round(step * 0.7, 2),
                height,
            )
        )
    ticks = [(top * n // 2, TOP + room - room * n / 2) for n in range(3)]
    return Chart(bars, ticks, sum(count for _month, count in counts))


def _scale(most):
    """Return the even number at the top of a scale that holds a number: 2, 4, 10, 20, 40, 100 …"""
    if most <= 2:
        return 2
    size = 10 ** math.floor(math.log10(most))
    return next(
        top for top in (size, 2 * size, 4 * size, 10 * size) if top >= most and top % 2 == 0
    )


@dataclass(frozen=True)
class AgeRow:
    """One line of the table of ages: its bar is `percent` of the longest."""

    label: str
    count: int
    percent: float


def age_rows(counts):
    """Return the AgeRows of profiles_by_age()."""
    labels = {
        "quarter": _("less than 3 months ago"),
        "half": _("3 to 6 months ago"),
        "year": _("6 to 12 months ago"),
        "two": _("1 to 2 years ago"),
        "older": _("more than 2 years ago"),
        "never": _("never"),
    }
    most = max(counts.values()) or 1
    return [AgeRow(labels[age], n, round(100 * n / most, 1)) for age, n in counts.items()]
