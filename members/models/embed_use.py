"""On which sites parts of the directory stand: host names by month, not a word about visitors."""

from datetime import timedelta

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EmbedUseQuerySet(models.QuerySet):
    """Many hosts at once."""

    def outdated(self):
        """Hosts of months that are no longer kept."""
        return self.filter(month__lt=timezone.localdate() - timedelta(days=EmbedUse.KEPT_DAYS))

    def add(self, counts):
        """Add to the counts of this month, in one statement and always in one order.

        A browser may name any host: of new ones no more are taken than a month may have.

        Args:
            counts: {host: times}.
        """
        month = timezone.localdate().replace(day=1)
        hosts = set(self.filter(month=month).values_list("host", flat=True))
        room = max(0, EmbedUse.MOST - len(hosts))
        new = [host for host in counts if host not in hosts][:room]
        rows = [(month, host, counts[host]) for host in sorted({*new, *(hosts & set(counts))})]
        if not rows:
            return
        table = connection.ops.quote_name(self.model._meta.db_table)
        places = ", ".join(["(%s, %s, %s)"] * len(rows))
        with connection.cursor() as cursor:
            # Both databases know this form; the ORM cannot add to what is there.
            cursor.execute(
                f"INSERT INTO {table} (month, host, times) VALUES {places} "  # noqa: S608
                f"ON CONFLICT (month, host) DO UPDATE SET times = {table}.times + excluded.times",
                [value for row in rows for value in row],
            )


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
