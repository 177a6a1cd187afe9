"""Ready-made lists of members whose profiles need somebody: what staff count, open and act on."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Cast, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.freshness.yearly_check.phone_calls import to_call
from members.freshness.yearly_check.recipients import with_bounced_mail, without_editor
from members.models import BehindText, LinkCheck, Member, PossibleDuplicate
from members.presenting import current_site
from members.presenting.freshness import fresh_since

# Below this share of what a reader looks for, a profile counts as incomplete.
INCOMPLETE_BELOW = 50
# The texts that each language of the federation should have.
WANTED_TEXTS = ("summary", "mission")


@dataclass(frozen=True)
class HealthList:
    """One list of members with something amiss.

    Attributes:
        slug: its name in addresses, such as "missing-language"; it never changes.
        label: its name for people, which follows a number: "12 profiles lack a language".
        explanation: a sentence that says when a member is on it and what to do about it.
        members: returns the members on it, in no order of its own; one query counts them.
    """

    slug: str
    label: str | Promise
    explanation: str | Promise
    members: Callable[[], QuerySet]


def health_lists():
    """Return every HealthList, in the order in which staff see them."""
    return list(_LISTS)


def health_list(slug):
    """Return the HealthList of a slug.

    Raises:
        KeyError: where there is none.
    """
    return _BY_SLUG[slug]


def _published():
    return Member.objects.published()


def _incomplete():
    return _published().filter(completeness__lt=INCOMPLETE_BELOW)


def _missing_language():
    lacks = Q()
    for code in current_site().languages:
        for name in WANTED_TEXTS:
            lacks |= ~Q(**{f"{name}__has_key": code})
    return _published().filter(lacks)


def _broken_site():
    # The address as it is now: a check of one that was replaced says nothing any more.
    broken = LinkCheck.objects.filter(
        verdict=LinkCheck.Verdict.BROKEN,
        field=LinkCheck.Field.WEBSITE,
        member=OuterRef("pk"),
        url=OuterRef("website"),
    )
    return _published().filter(Exists(broken))


def _not_confirmed():
    return _published().exclude(confirmed_at__gte=fresh_since())


def _behind():
    behind = BehindText.objects.open().filter(
        member=OuterRef("pk"), language__in=current_site().languages
    )
    return _published().filter(Exists(behind))


def _possible_duplicates():
    pairs = PossibleDuplicate.objects.open().order_by()
    return Member.objects.filter(Q(pk__in=pairs.values("first")) | Q(pk__in=pairs.values("second")))


def _wrong_number():
    """Belgian enterprise numbers whose last two digits are not 97 - n mod 97 of the first eight.

    publish() refuses them; what was written past it, or before the rule, is found here.
    """
    number = F("enterprise_number")
    stem = Cast(Substr(number, 1, 8), IntegerField())
    check = Cast(Substr(number, 9, 2), IntegerField())
    ten_digits = Q(enterprise_number__regex=r"^[0-9]{10}$")
    # Asked only of ten digits: PostgreSQL makes no number of anything else.
    total = Case(When(ten_digits, then=stem % 97 + check), default=0, output_field=IntegerField())
    with_number = _published().exclude(enterprise_number="")
    return with_number.annotate(total=total).exclude(total=97)


def _without_coordinates():
    return _published().filter(latitude=None).exclude(street_address="", city="")


_LISTS = (
    HealthList(
        "not-confirmed",
        _("not confirmed in the last 12 months"),
        _("Published profiles that the organisation has not confirmed for a year, or never."),
        _not_confirmed,
    ),
    HealthList(
        "no-living-editor",
        _("without an editor who can be reached"),
        _(
            "Without editor, or only with disabled accounts, addresses that refuse mail, or "
            "people who answered no mail of a whole yearly check."
        ),
        without_editor,
    ),
    HealthList(
        "to-call",
        _("to call about the yearly check"),
        _("Nobody answered the yearly check after a reminder, or nobody can be asked by mail."),
        to_call,
    ),
    HealthList(
        "broken-site",
        _("whose website does not answer"),
        _("Published profiles with a website that did not respond to the last check."),
        _broken_site,
    ),
    HealthList(
        "incomplete",
        _("less than half complete"),
        _("Published profiles that lack more than half of what readers look for."),
        _incomplete,
    ),
    HealthList(
        "missing-language",
        _("missing a language"),
        _("Published profiles without summary or mission in one of the federation’s languages."),
        _missing_language,
    ),
    HealthList(
        "bounced-mail",
        _("with an editor whose e-mail bounces"),
        _("An editor’s address permanently refuses e-mail. Look for a newer address."),
        with_bounced_mail,
    ),
    HealthList(
        "behind",
        _("with a translation that is behind"),
        _("Published profiles whose text was edited in one language and not in another."),
        _behind,
    ),
    HealthList(
        "possible-duplicates",
        _("that may be duplicates"),
        _("Members that look like another one: the same site, or nearly the same name."),
        _possible_duplicates,
    ),
    HealthList(
        "wrong-enterprise-number",
        _("with a wrong enterprise number"),
        _("Published profiles with a number whose check digits do not fit."),
        _wrong_number,
    ),
    HealthList(
        "without-coordinates",
        _("with an address and no coordinates"),
        _("Published profiles that a map cannot show: their address has no coordinates."),
        _without_coordinates,
    ),
)
_BY_SLUG = {one.slug: one for one in _LISTS}
