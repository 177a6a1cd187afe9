"""How much waits for staff, in the menu of every page: one query that never grows dear."""

from django.db.models import IntegerField, Subquery

from members.models import Claim, Federation, Proposal, Report, Task

# Nobody reads the difference between a thousand and more; the database stops counting there.
MOST = 1000


class _CountUpTo(Subquery):
    """The number of rows of a query, of which at most MOST are looked at."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _counted)"
    output_field = IntegerField()


def counted(querysets):
    """Return {name: number} of some {name: queryset}, each at most MOST, by one query."""
    columns = {
        f"count_{name}": _CountUpTo(rows.order_by().values("pk")[:MOST])
        for name, rows in querysets.items()
    }
    numbers = Federation.objects.filter(pk=1).values_list(*columns.values()).first()
    return dict(zip(querysets, numbers or [0] * len(columns), strict=True))


def work_counts(user):
    """Return {object name of the menu: number that waits} of what this person may see."""
    kinds = {
        "Review": ("members.change_proposal", Proposal.objects.waiting()),
        "Claim": ("members.view_claim", Claim.objects.filter(state=Claim.State.OPEN)),
        "Report": ("members.view_report", Report.objects.waiting()),
        "Task": ("members.view_task", Task.objects.open()),
    }
    visible = {name: rows for name, (right, rows) in kinds.items() if user.has_perm(right)}
    return counted(visible) if visible else {}


def badge(number):
    """Return a number as the menu writes it: nothing for none, "999+" from MOST on."""
    if not number:
        return ""
    return f"{MOST - 1}+" if number >= MOST else str(number)
