"""A form that was sent when nobody was signed in: kept for its writer until it is sent again."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT_FOR = timedelta(days=60)
_MOST = 20  # for one person; nobody has more pages open


class UnsentFormQuerySet(models.QuerySet):
    """Forms that wait for their writers."""

    def outdated(self):
        """Those that nobody came back for."""
        return self.filter(kept_at__lt=timezone.now() - KEPT_FOR)

    def keep(self, user_id, path, **values):
        """Keep what a person sent to an address, instead of what waited there before."""
        self.outdated().delete()
        self.update_or_create(user_id=user_id, path=path, defaults=values)
        newest = self.filter(user_id=user_id).order_by("-kept_at", "-pk").values("pk")[:_MOST]
        self.filter(user_id=user_id).exclude(
            pk__in=list(newest.values_list("pk", flat=True))
        ).delete()


class UnsentForm(models.Model):
    """A form as somebody sent it, without its token and files; nobody but they see it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    fields = models.JSONField()  # [[name, value], …] in their order
    files = models.JSONField(default=list)  # [[name, file name], …] of what is to choose again
    page = models.CharField(max_length=500, blank=True)  # where the form stood
    kept_at = models.DateTimeField(auto_now=True)

    objects = UnsentFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "path"], name="unsent_form_once_a_page")
        ]

    def __str__(self):
        return f"{self.user}: {self.path}"
