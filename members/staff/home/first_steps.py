"""What a new site needs before its first visitors, each with whether it was done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from members.mailing import outbox
from members.models import Editor, Federation, Invitation, Member, Place, Theme

# As the first migration makes it.
UNNAMED = {"nl": "Onze leden", "fr": "Nos membres", "en": "Our members"}


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Attributes:
        name: which, for the page that has a button for it.
        label: what to do.
        url: where it is done.
        is_done: whether it was.
    """

    name: str
    label: str
    url: str
    is_done: bool


def is_new_site():
    """Whether the site is still being set up: nobody was invited to keep a profile."""
    return not (Editor.objects.exists() or Invitation.objects.exists())


def first_steps(user):
    """Return the Steps in their order.

    Args:
        user: who does them, to whom the test mail goes; None for nobody yet.
    """
    federation = Federation.objects.get(pk=1)
    colour = Federation._meta.get_field("accent_colour").default
    settings = reverse("admin:members_federation_change", args=[1])
    return [
        Step("name", _("Name the federation"), settings, federation.name not in ({}, UNNAMED)),
        Step(
            "colour",
            _("Choose its languages and its colour"),
            f"{settings}#id_accent_colour",
            federation.accent_colour != colour,
        ),
        Step(
            "places",
            _("Choose the places and working areas of the filters"),
            reverse("admin:members_place_changelist"),
            Place.objects.exists(),
        ),
        Step(
            "themes",
            _("Write down the themes that members work on"),
            reverse("admin:members_theme_changelist"),
            Theme.objects.exists(),
        ),
        Step(
            "mail",
            _("See whether mail arrives"),
            "",
            user is not None and outbox.was_tested(user),
        ),
        Step(
            "members",
            _("Import the members from your table"),
            reverse("admin:exchange"),
            Member.objects.exists(),
        ),
        Step(
            "people",
            _("Invite their editors"),
            reverse("admin:members_member_changelist"),
            not is_new_site(),
        ),
    ]
