"""The rows that belong to one member: focus areas, countries, languages and former addresses."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .member import Member
from .texts import TextsField
from .validators import clean_countries, clean_languages


class FocusArea(models.Model):
    """One titled way of working of a member, in its place among the others."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="focus_areas")
    uuid = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    title = TextsField(_("title"), max_text_length=120, blank=False)
    description = TextsField(_("description"), max_text_length=1500, multiline=True)

    class Meta:
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "uuid"], name="focus_area_once_a_member")
        ]

    def __str__(self):
        return next(iter(self.title.values()), "")


class CountryOfActivity(models.Model):
    """A country that a member works in (ISO 3166-1 alpha-2)."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="works_in")
    code = models.CharField(_("country"), max_length=2, validators=[clean_countries])

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "member"], name="member_works_in_a_country_once"
            )
        ]

    def __str__(self):
        return self.code


class WorkingLanguage(models.Model):
    """A language that a member's office speaks (ISO 639-1)."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="speaks")
    code = models.CharField(_("language"), max_length=8, validators=[clean_languages])

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "member"], name="member_speaks_a_language_once")
        ]

    def __str__(self):
        return self.code


class FormerSlug(models.Model):
    """A slug that a member had before: its address answers with a redirect for ever."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="former_slugs")
    slug = models.CharField(max_length=80, unique=True)

    def __str__(self):
        return self.slug
