"""What people searched for: counted by month, without a word about who."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .monthly_counts import MonthlyCounts


class SearchTermQuerySet(MonthlyCounts):
    """Many terms at once."""

    def telling(self):
        """Terms that enough people searched for to be nobody's own."""
        return self.filter(searches__gte=SearchTerm.SHOWN_FROM)

    def add(self, counts):
        """Add to the counts of this month.

        Args:
            counts: {term: (searches, of those without a result)}.
        """
        self.add_rows("term", ["searches", "without_result"], counts)


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
