"""What is counted by month: added to in one statement, and dropped after some time."""

from datetime import timedelta

from django.db import connection, models
from django.utils import timezone


class MonthlyCounts(models.QuerySet):
    """Rows of one `key` and its counts in one `month`, of a model with KEPT_DAYS."""

    def outdated(self):
        """Rows of months that are no longer kept."""
        return self.filter(month__lt=timezone.localdate() - timedelta(days=self.model.KEPT_DAYS))

    def add_rows(self, key, counts, rows):
        """Add to the counts of this month, in one statement and always in one order.

        Args:
            key: the column that is counted by, unique together with `month`.
            counts: the names of the columns that hold counts.
            rows: {value of the key: its counts, in that order}.
        """
        if not rows:
            return
        month = timezone.localdate().replace(day=1)
        table = connection.ops.quote_name(self.model._meta.db_table)
        place = f"({', '.join(['%s'] * (2 + len(counts)))})"
        sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in counts)
        with connection.cursor() as cursor:
            # Both databases know this form; the ORM cannot add to what is there.
            cursor.execute(
                f"INSERT INTO {table} (month, {key}, {', '.join(counts)}) "  # noqa: S608
                f"VALUES {', '.join([place] * len(rows))} "
                f"ON CONFLICT (month, {key}) DO UPDATE SET {sums}",
                [
                    cell
                    for value, numbers in sorted(rows.items())
                    for cell in (month, value, *numbers)
                ],
            )
