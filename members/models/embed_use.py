"""On which sites parts of the directory stand: host names by month, not a word about visitors."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .monthly_counts import MonthlyCounts


class EmbedUseQuerySet(MonthlyCounts):
    """Many hosts at once."""

    def add(self, counts):
        """Add to the counts of this month.

        A browser may name any host: of new ones no more are taken than a month may have.

        Args:
            counts: {host: times}.
        """
        month = timezone.localdate().replace(day=1)
        hosts = set(self.filter(month=month).values_list("host", flat=True))
        room = max(0, EmbedUse.MOST - len(hosts))
        new = [host for host in counts if host not in hosts][:room]
        taken_in = {*new, *(hosts & set(counts))}
        self.add_rows("host", ["times"], {host: (counts[host],) for host in taken_in})


class EmbedUse(models.Model):
    """How often parts of the directory were shown on one site in one month."""

    MOST = 500
    KEPT_DAYS = 13 * 31

    month = models.DateField(_("month"))
    host = models.CharField(_("site"), max_length=100)
    times = models.PositiveIntegerField(_("times"), default=0)

    objects = EmbedUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("site that shows the directory")
        verbose_name_plural = _("sites that show the directory")
        ordering = ["-month", "-times", "host"]
        constraints = [
            models.UniqueConstraint(fields=["month", "host"], name="embed_use_once_a_month")
        ]

    def __str__(self):
        return self.host
