"""What some columns of a member can say, by the codes that are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Who may see the member."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    HIDDEN = "hidden", _("Hidden")
    FORMER = "former", _("Former member")


class LegalForm(models.TextChoices):
    """Legal forms of Belgian law, by their usual Dutch short name."""

    VZW = "vzw", _("Non-profit association")
    IVZW = "ivzw", _("International non-profit association")
    PUBLIC_FOUNDATION = "son", _("Foundation of public utility")
    PRIVATE_FOUNDATION = "ps", _("Private foundation")
    COOPERATIVE = "cv", _("Cooperative")
    PUBLIC_BODY = "public", _("Public body")
    UNINCORPORATED = "fv", _("De facto association")
    OTHER = "other", _("Another form")


class Category(models.TextChoices):
    """The kind of membership."""

    FULL = "full", _("Full member")
    ASSOCIATE = "associate", _("Associate member")


class AnnualBudget(models.TextChoices):
    """What an organisation has to spend in a year, in bands."""

    UNDER_50K = "under-50k", _("Less than €50,000")
    UNDER_250K = "50k-250k", _("€50,000 to €250,000")
    UNDER_1M = "250k-1m", _("€250,000 to €1 million")
    UNDER_5M = "1m-5m", _("€1 to 5 million")
    UNDER_20M = "5m-20m", _("€5 to 20 million")
    OVER_20M = "over-20m", _("More than €20 million")


class Precision(models.TextChoices):
    """How exactly the coordinates are known."""

    ADDRESS = "address", _("The address itself")
    STREET = "street", _("The street")
    MUNICIPALITY = "municipality", _("The municipality")
