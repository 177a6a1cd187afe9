"""What people searched for: counted by month, without a word about who."""

from datetime import timedelta

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SearchTermQuerySet(models.QuerySet):
    """Many terms at once."""

    def telling(self):
        """Terms that enough people searched for to be nobody's own."""
        return self.filter(searches__gte=SearchTerm.SHOWN_FROM)

    def outdated(self):
        """Terms of months that are no longer kept."""
        return self.filter(month__lt=timezone.localdate() - timedelta(days=SearchTerm.KEPT_DAYS))

    def add(self, counts):
        """Add to the counts of this month, in one statement and always in one order.

        Args:
            counts: {term: (searches, of those without a result)}.
        """
        month = timezone.localdate().replace(day=1)
        rows = [
            value
            for term, (n, empty) in sorted(counts.items())
            for value in (month, term, n, empty)
        ]
        table = connection.ops.quote_name(self.model._meta.db_table)
        places = ", ".join(["(%s, %s, %s, %s)"] * len(counts))
        with connection.cursor() as cursor:
            # Both databases know this form; the ORM cannot add to what is there.
            cursor.execute(
                f"INSERT INTO {table} (month, term, searches, without_result) VALUES {places} "  # noqa: S608
                "ON CONFLICT (month, term) DO UPDATE SET "
                f"searches = {table}.searches + excluded.searches, "
                f"without_result = {table}.without_result + excluded.without_result",
                rows,
            )


class SearchTerm(models.Model):
    """One folded search text in one month, and how often it was searched for."""

    SHOWN_FROM = 5
    KEPT_DAYS = 13 * 31

    month = models.DateField(_("month"))
    term = models.CharField(_("searched for"), max_length=80)
    searches = models.PositiveIntegerField(_("times"), default=0)
    without_result = models.PositiveIntegerField(_("of those without a result"), default=0)

    objects = SearchTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("searches")
        verbose_name_plural = _("searches")
        ordering = ["-month", "-searches", "term"]
        constraints = [
            models.UniqueConstraint(fields=["month", "term"], name="search_term_once_a_month")
        ]

    def __str__(self):
        return self.term
