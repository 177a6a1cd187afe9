"""What staff reminded whom of by hand: one row a person, member and day."""

from django.conf import settings
from django.db import models

from .member import Member


class Reminder(models.Model):
    """A person was asked to look at a member's profile; the row makes sure it is once a day."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "user", "day"], name="reminder_once_a_day_and_person"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.member} ({self.day})"
