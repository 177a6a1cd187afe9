"""A member organisation and the rows that belong to it."""

import uuid
from urllib.parse import urlsplit

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import member_choices
from .constraints import meets_constraints
from .entries import EntriesField
from .entry_shapes import AFFILIATIONS, OFFERS, RECOGNITIONS
from .member_queryset import MemberQuerySet
from .taxonomy import Area, Place, Theme, slug_validator
from .texts import LinesField, TextsField
from .validators import (
    clean_enterprise_number,
    clean_lines,
    clean_links,
    clean_phone,
    web_address,
)


class Member(models.Model):
    """One member organisation of the federation; never a person.

    Only `members.publishing.publish()` writes one that exists.
    """

    Status = member_choices.Status
    LegalForm = member_choices.LegalForm
    Category = member_choices.Category
    AnnualBudget = member_choices.AnnualBudget
    Precision = member_choices.Precision

    uuid = models.UUIDField(
        _("permanent identifier"), default=uuid.uuid4, unique=True, editable=False
    )
    slug = models.CharField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        validators=[slug_validator],
        help_text=_("The last part of the page’s address. The old address keeps working."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    category = models.CharField(
        _("membership"), max_length=10, choices=Category.choices, default=Category.FULL
    )
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_text = TextsField(
        _("what readers are told about its leaving"),
        max_text_length=600,
        multiline=True,
        help_text=_("Shown on the page at its old address. Can be left empty."),
    )
    # Only members.publishing.merging writes it: what was merged is a former member.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )

    name = models.CharField(_("name"), max_length=160)
    sort_name = models.CharField(max_length=160, editable=False)
    other_names = TextsField(
        _("name in other languages"),
        max_text_length=160,
        help_text=_("Only where the organisation itself uses another name in that language."),
    )
    aliases = LinesField(
        _("also known as"),
        help_text=_("Other names, in any language, one per line."),
        validators=[clean_lines],
    )
    former_names = LinesField(
        _("former names"), help_text=_("One per line."), validators=[clean_lines]
    )
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    legal_form = models.CharField(
        _("legal form"), max_length=10, choices=LegalForm.choices, blank=True
    )
    enterprise_number = models.CharField(
        _("enterprise number"),
        max_length=20,
        blank=True,
        validators=[clean_enterprise_number],
        help_text=_("Ten digits, such as 0546.740.696."),
    )
    founded_year = models.PositiveSmallIntegerField(
        _("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(2100)],
    )
    annual_budget = models.CharField(
        _("income a year"),
        max_length=10,
        choices=AnnualBudget.choices,
        blank=True,
        help_text=_("Of the last year whose accounts are closed."),
    )
    logo = models.CharField(_("logo"), max_length=64, blank=True)

    summary = TextsField(
        _("summary"),
        max_text_length=160,
        help_text=_("One sentence, at most 160 characters: what the organisation does."),
    )
    mission = TextsField(_("mission"), max_text_length=4000, multiline=True)

    website = models.CharField(_("website"), max_length=300, blank=True, validators=[web_address])
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True, validators=[clean_phone])
    donation_link = models.CharField(
        _("page for donations"), max_length=300, blank=True, validators=[web_address]
    )
    social_links = LinesField(
        _("social media"), help_text=_("One address a line."), validators=[clean_links]
    )

    street_address = models.CharField(_("street and number"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("province or region"),
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    precision = models.CharField(
        _("precision of the coordinates"), max_length=12, choices=Precision.choices, blank=True
    )

    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("working area"),
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="members", verbose_name=_("themes")
    )
    countries_total = models.PositiveSmallIntegerField(
        _("number of countries it works in"),
        null=True,
        blank=True,
        help_text=_("As the organisation states it, where it names only some of them."),
        validators=[MaxValueValidator(250)],
    )

    offers = EntriesField(
        _("what people can do"),
        shape=OFFERS,
        help_text=_("An offer leaves the page by itself when its day has passed."),
    )
    recognitions = EntriesField(
        _("recognitions"),
        shape=RECOGNITIONS,
        help_text=_(
            "Tax certificates and quality labels. What has lapsed leaves the page by itself."
        ),
    )
    affiliations = EntriesField(
        _("also member of"),
        shape=AFFILIATIONS,
        help_text=_("Other federations and networks."),
    )
    sources = LinesField(
        _("sources"), help_text=_("Where the data come from, one a line."), validators=[clean_lines]
    )
    hidden_fields = models.JSONField(_("kept off the public page"), default=list, blank=True)
    review_policy = models.JSONField(_("review policy of its own"), default=dict, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed by the organisation"), null=True, blank=True)
    # The end of a round without an answer (freshness/yearly_check/run.py).
    unconfirmed_since = models.DateField(_("not confirmed since"), null=True, blank=True)
    completeness = models.PositiveSmallIntegerField(_("complete"), default=0, editable=False)
    # What can be found of it (members.search.indexing.public_documents); empty where it is not
    # public.
    search_text = models.TextField(default="", editable=False)
    search_terms = models.JSONField(default=dict, editable=False)
    revision = models.PositiveIntegerField(_("last revision"), default=0, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now_add=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["sort_name", "id"]
        indexes = [
            models.Index(fields=["status", "sort_name", "id"], name="member_by_name"),
            models.Index(
                fields=["status", "-confirmed_at", "sort_name"], name="member_by_confirmation"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "hidden", "former"]),
                name="member_status_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="member_has_a_name"),
            models.CheckConstraint(condition=~Q(slug=""), name="member_has_a_slug"),
            models.CheckConstraint(
                condition=Q(category__in=["full", "associate"]), name="member_category_known"
            ),
            models.CheckConstraint(
                condition=Q(founded_year=None) | Q(founded_year__range=(1, 2100)),
                name="member_founded_year_plausible",
            ),
            models.CheckConstraint(
                # A CHECK that is NULL passes, so that each half must be asked for by name.
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="member_coordinates_on_earth",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None)
                | Q(joined_on=None)
                | Q(left_on__gte=models.F("joined_on")),
                name="member_left_after_joining",
                violation_error_message=_("A member cannot leave before it joined."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(status="former"),
                name="member_merged_is_former",
            ),
            models.UniqueConstraint(
                "enterprise_number",
                condition=~Q(enterprise_number=""),
                name="member_enterprise_number_unique",
                violation_error_message=_("Another member has this enterprise number."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("web:member", args=[self.slug])

    def validate_constraints(self, exclude=None, changed=None):
        """Check the row as Django does, in one query where it meets all constraints."""
        if exclude is not None or not meets_constraints(self, changed):
            super().validate_constraints(exclude)

    @property
    def website_host(self):
        """The website's host without "www."; "" where there is no website."""
        return (urlsplit(self.website).hostname or "").removeprefix("www.")

    @property
    def is_public(self):
        return self.status == self.Status.PUBLISHED

    @property
    def successor(self):
        """The member that this one was merged into, in the end; itself where it was not."""
        member = self
        while member.merged_into_id:
            member = member.merged_into
        return member
