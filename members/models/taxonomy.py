"""The vocabularies that members are described with, each name in every language."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from .texts import TextsField, language_names

slug_validator = RegexValidator(
    r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*\Z", _("Use letters, digits and single hyphens.")
)


def clean_synonyms(value):
    """Check {language: [synonym, …]}; raise ValidationError for any other shape."""
    shaped = isinstance(value, dict) and all(
        code in language_names() and isinstance(words, list) and all(map(_is_word, words))
        for code, words in value.items()
    )
    if not shaped:
        raise ValidationError(_("Synonyms are a list of words per language."))


def _is_word(word):
    return isinstance(word, str) and bool(word.strip())


def introduction_field():
    """Return the field of the words that begin a page about one term."""
    return TextsField(
        _("introduction"),
        max_text_length=4000,
        multiline=True,
        help_text=_("The first words of its page, in Markdown; nothing is fine too."),
    )


class Term(models.Model):
    """One term of a controlled vocabulary. Its slug stands in addresses and never changes."""

    slug = models.CharField(
        _("short name in addresses"), max_length=60, unique=True, validators=[slug_validator]
    )
    name = TextsField(_("name"), max_text_length=80, blank=False)
    position = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "slug"]

    def __str__(self):
        return next(iter(self.name.values()), self.slug)


class Theme(Term):
    """What members work on, such as children's rights."""

    synonyms = models.JSONField(
        _("synonyms"), default=dict, blank=True, validators=[clean_synonyms]
    )
    introduction = introduction_field()

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Place(Term):
    """A province or region where members are seated; the slug is its ISO 3166-2 code."""

    introduction = introduction_field()

    class Meta(Term.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")


class Area(Term):
    """How far a member's work reaches, such as Flanders or the whole world."""

    class Meta(Term.Meta):
        verbose_name = _("working area")
        verbose_name_plural = _("working areas")


class CountryText(models.Model):
    """The words that begin the page about one country."""

    country = CountryField(_("country"), unique=True)
    introduction = introduction_field()

    class Meta:
        verbose_name = _("introduction of a country")
        verbose_name_plural = _("introductions of countries")
        ordering = ["country"]

    def __str__(self):
        return str(self.country.name)
