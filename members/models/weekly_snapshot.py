"""What the weekly mail to staff counted, so that the next one can tell what changed."""

from django.db import models


class WeeklySnapshot(models.Model):
    """One week: its Monday, and {name: number}. The row makes sure that the mail comes once."""

    monday = models.DateField(unique=True)
    numbers = models.JSONField(default=dict)

    def __str__(self):
        return self.monday.isoformat()
