"""The umbrella body itself: the site's own name, languages, colour and texts."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import InterfaceError, OperationalError, connections, models
from django.utils.translation import gettext_lazy as _

from .texts import LinesField, TextsField
from .validators import clean_lines, web_address


def every_language():
    """Return the codes of all languages that Koepel's screens speak."""
    return [code for code, _name in settings.LANGUAGES]


def clean_languages(value):
    """Check a list of one or more of the settings' languages without repetition."""
    supported = set(every_language())
    if not isinstance(value, list) or not value or len(set(value)) != len(value):
        raise ValidationError(_("Choose at least one language, each once."))
    if set(value) - supported:
        raise ValidationError(_("Choose from the languages that Koepel supports."))


def _count(label, default, largest, help_text=""):
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        help_text=help_text,
        validators=[MinValueValidator(1), MaxValueValidator(largest)],
    )


class Federation(models.Model):
    """The settings of the one umbrella body that this site serves (one row)."""

    class Licence(models.TextChoices):
        """What others may do with what the directory shows."""

        CC0 = "cc0", _("No rights reserved (CC0 1.0)")
        CC_BY = "cc-by", _("Free to use with attribution (CC BY 4.0)")
        RESERVED = "reserved", _("All rights reserved")

    name = TextsField(_("name"), max_text_length=120, blank=False)
    introduction = TextsField(
        _("introduction"),
        max_text_length=600,
        multiline=True,
        help_text=_("One or two sentences above the list of members."),
    )
    about = TextsField(
        _("about this directory"),
        max_text_length=20_000,
        multiline=True,
        help_text=_("The page “About”, in Markdown."),
    )
    languages = models.JSONField(
        _("languages in use"),
        default=every_language,
        validators=[clean_languages],
        help_text=_("The first is the site’s own; texts fall back in this order."),
    )
    accent_colour = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#1d5c63",
        validators=[
            RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Enter the colour like this: #1d5c63."))
        ],
    )
    contact_email = models.EmailField(_("contact address"), blank=True)
    website = models.CharField(_("website"), max_length=300, blank=True, validators=[web_address])
    licence = models.CharField(
        _("licence of the data"),
        max_length=10,
        choices=Licence.choices,
        default=Licence.RESERVED,
        help_text=_("Stated in the API, in every file, feed and embed."),
    )
    synonyms = LinesField(
        _("words that mean the same"),
        validators=[clean_lines],
        help_text=_("For the search, one group per line, such as: ngo = ong = npo"),
    )
    review_policy = models.JSONField(_("review policy"), default=dict, blank=True)
    review_days = _count(
        _("working days within which staff aim to decide"),
        5,
        60,
        _("Editors are told the day; in the queue, what waits longer is marked."),
    )
    # The yearly check (members.freshness.yearly_check.run), its weeks counted from the first mail.
    check_months = _count(
        _("months between two checks"),
        11,
        60,
        _("How long after the last confirmation the owners are asked again."),
    )
    reminder_weeks = _count(_("weeks until the reminder"), 3, 50)
    last_weeks = _count(_("weeks until the last e-mail"), 6, 51)
    mark_weeks = _count(
        _("weeks until the profile is marked"),
        9,
        52,
        _("Without an answer the profile then says that it was not confirmed; nothing is hidden."),
    )
    pause_from = models.DateField(
        _("pause from"),
        null=True,
        blank=True,
        help_text=_("Holidays: from this day to the next one, both included, nobody is asked."),
    )
    pause_until = models.DateField(_("pause until"), null=True, blank=True)
    pause_text = TextsField(
        _("what editors read during the pause"),
        max_text_length=400,
        multiline=True,
        help_text=_("Shown to editors during the pause and in the two weeks before it."),
    )
    is_sample = models.BooleanField(
        _("say that these are sample data"),
        default=False,
        help_text=_("Shows a discreet notice on every page. Untick it for your own data."),
    )

    class Meta:
        verbose_name = _("federation")
        verbose_name_plural = _("federation")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="federation_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(reminder_weeks__lt=models.F("last_weeks"))
                & models.Q(last_weeks__lt=models.F("mark_weeks")),
                name="federation_check_in_order",
                violation_error_message=_(
                    "The reminder comes before the last mail, and that before the mark."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(pause_from=None, pause_until=None)
                | models.Q(
                    pause_from__isnull=False,
                    pause_until__isnull=False,
                    pause_until__gte=models.F("pause_from"),
                ),
                name="federation_pause_has_two_days",
                violation_error_message=_(
                    "A pause has a first and a last day, and the last is not before the first."
                ),
            ),
        ]

    def __str__(self):
        return next(iter(self.name.values()), "Koepel")

    def is_paused(self, day):
        """Whether nobody is asked on a day."""
        return bool(self.pause_from) and self.pause_from <= day <= self.pause_until

    def announces_pause(self, day):
        """Whether editors read of the pause on a day: during it and in the two weeks before."""
        if not self.pause_from:
            return False
        return self.pause_from - timedelta(days=14) <= day <= self.pause_until


# Every request asks for it, and for kept pages it is most of the work: no ORM for this one.
_CURRENT = "SELECT number, stamp FROM members_directoryversion WHERE id = 1"


def _is_unchecked(connection):
    """Whether a connection was kept from an earlier request and not used in this one."""
    is_kept = connection.connection is not None and not connection.in_atomic_block
    return is_kept and connection.health_check_enabled and not connection.health_check_done


def _read(connection):
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT)
        return cursor.fetchone()


class DirectoryVersionManager(models.Manager):
    """Reads and raises the one version."""

    def current(self):
        """Return the version as it is now, in one query.

        It comes first in most requests, and to ask a server that has answered it whether it is
        still there would double what a kept page costs: on a connection that was kept, this is
        the health check that Django would make.
        """
        connection = connections[self.db]
        unchecked = _is_unchecked(connection)
        if unchecked:
            connection.health_check_done = True
        try:
            row = _read(connection)
        except (InterfaceError, OperationalError):
            if not unchecked:
                raise
            connection.close()  # its server has gone since the last request
            row = _read(connection)
        if row is None:
            raise self.model.DoesNotExist
        return self.model(1, *row)

    def lock(self):
        """Let this transaction be the only one that writes, until it ends; return the version.

        Every writer takes this lock first. Writers that took the rows of members before it
        would meet crosswise: PostgreSQL stops one of them, and nobody can mend that.
        """
        return self.select_for_update().get(pk=1)

    def bump(self, by=1, locked=None):
        """Raise the version and return it; call it last within the transaction that changes data.

        Args:
            by: how many numbers to take, where one transaction makes many revisions.
            locked: what lock() returned, where nothing raised the version since: it spares a query.

        The row stays locked until the transaction ends, so versions are numbered in the order
        in which they become visible: whoever has seen number n has seen all before it.
        """
        number = locked.number if locked else models.F("number")
        raised = {"number": number + by, "stamp": secrets.token_hex(16)}
        self.filter(pk=1).update(**raised)
        return self.model(1, **raised) if locked else self.current()


class DirectoryVersion(models.Model):
    """The one integer that rises with every publish, and a stamp that never repeats.

    Whatever is kept outside the database (pages, vocabularies, the search index) is kept
    under the stamp: after a restored backup a number would come back, a stamp cannot.
    """

    number = models.PositiveBigIntegerField(default=0)
    stamp = models.CharField(max_length=32, default="start")

    objects = DirectoryVersionManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="directory_version_is_one_row")
        ]

    def __str__(self):
        return f"{self.number} ({self.stamp})"
