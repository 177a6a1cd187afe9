"""No screen that nobody meets every day has a fault that axe-core can find, nor is too wide."""

import datetime as dt

import pytest

from members.freshness.quality.duplicates import find_duplicates
from members.freshness.yearly_check import mail
from members.models import CheckRound, Label, LinkCheck, Member, Report, Task
from members.publishing import inviting
from members.publishing.leaving import leave
from members.publishing.merging import merge
from tests.accounts.conftest import newest_link
from tests.browser.test_screens import HOME, faults, window, world  # noqa: F401 - fixtures
from tests.exchange.importing import csv_file, rehearsed
from tests.freshness.yearly_check.people import noon
from tests.helpers import edit, make_area, make_member, make_place, make_theme

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
# A list's filters are menus, of which one is open at a time.
_UNFOLD = "document.querySelectorAll('main details:not(.filter)').forEach(d => d.open = true)"
LOOKS = ((360, "light"), (1280, "dark"))
VISITOR = (
    "/en/members/water-for-all/report/",
    "/en/members/water-for-all/report/thanks/",
    "{check}",
    "/en/print/",
    "/en/filter/theme/",
)
OWNER = (
    "/account/",
    "/account/close/",
    "/account/sessions/",
    "/account/email/",
    "/account/2fa/",
    f"{HOME}discard/",
    f"{HOME}history/",
    f"{HOME}preview/",
    "{proposal}",
    "{proposal}withdraw/",
)
_LISTS = (
    "theme",
    "place",
    "area",
    "label",
    "mailtext",
    "savedreason",
    "searchterm",
    "merge",
    "revision",
    "report",
    "task",
    "user",
    "invitation",
    "editor",
    "claim",
    "member",
)
_FORMS = ("theme", "place", "area", "label", "savedreason", "user", "member")
STAFF = (
    "/admin/exchange/",
    "{job}",
    "/admin/invitations/",
    "/admin/invitations/{batch}/",
    "/admin/calls/",
    "/admin/links/",
    "/admin/duplicates/",
    "/admin/themes/",
    "/admin/review/?tab=decided",
    *(f"/admin/members/{kind}/" for kind in _LISTS),
    *(f"/admin/members/{kind}/add/" for kind in _FORMS),
    *(
        f"/admin/members/{kind}/{{{kind}}}/change/"
        for kind in ("theme", "place", "area", "label", "report", "task", "merge")
    ),
    "/admin/members/mailtext/add/?kind=decision&language=fr",
    "/admin/members/theme/{theme}/delete/",
    "/admin/members/theme/{theme}/history/",
    "/admin/members/federation/1/change/",
    "/admin/members/member/{member}/merge/?q=bread",
    "/admin/members/member/{member}/merge/?with={other}",
    "/admin/members/merge/{merge}/undo/",
    "/admin/members/member/{member}/leave/",
    "/admin/members/member/{former}/return/",
    "/admin/members/member/{member}/history/",
    "/admin/members/member/{member}/history/1/",
)


@pytest.fixture
def more(world):  # noqa: F811
    """The world with something on every list; returns (people, names for the addresses)."""
    people, names = world
    staff, member = people["staff"], Member.objects.get(pk=names["member"])
    other = Member.objects.get(name="Bread for All")
    theme, place = make_theme("water", en="Water"), make_place("BE-VAN", en="Antwerp")
    area = make_area("world", en="Whole world")
    edit(other, themes=["water"], place="BE-VAN", area="world", email="bread@example.org")
    label = Label.objects.create(name="Call", explanation="By phone")
    label.members.add(other)
    report = Report.objects.create(member=other, kind="text", message="Wrong", language="nl")
    task = Task.objects.raise_for(other, Task.Kind.NO_OWNER, detail="All have left.")
    mail.queue_link(people["owner"], member)
    check = newest_link()
    gone, former = make_member("Gone"), make_member("Former")
    merged = merge(make_member("Stays"), gone, {}, staff, reason="Twice the same")
    leave(former, dt.date(2026, 1, 31), staff)
    for name in ("Twins of Ghent", "Twins of Gent"):
        make_member(name, website="https://twins.example/", city="Gent")
    find_duplicates()
    LinkCheck.objects.create(
        member=other,
        field="website",
        url="http://old.example/",
        host="old.example",
        verdict="moved",
        reason="moved",
        moved_to="https://new.example/",
        checked_at=noon("2026-11-01"),
    )
    CheckRound.objects.create(
        member=other, state="marked", reached_on="2026-11-01", next_on="2026-12-01"
    )
    job = rehearsed(csv_file(["name", "website"], ["Air for All", "air.example"]), staff)
    batch = inviting.prepare([member.pk, other.pk], staff)
    return people, names | {
        "theme": theme.pk,
        "place": place.pk,
        "area": area.pk,
        "label": label.pk,
        "report": report.pk,
        "task": task.pk,
        "merge": merged.pk,
        "former": former.pk,
        "other": other.pk,
        "check": check,
        "batch": batch.pk,
        "job": f"/admin/exchange/{job.pk}/",
    }


@pytest.mark.parametrize(
    ("who", "screens"),
    [("", VISITOR), ("owner", OWNER), ("staff", STAFF)],
    ids=["visitor", "owner", "staff"],
)
def test_axe_finds_nothing(who, screens, more, window):  # noqa: F811
    people, names = more
    page, wrong = window(people.get(who)), []
    for address in screens:
        answer = page.goto(address.format(**names))
        assert answer.status == 200, address
        page.wait_for_load_state()
        page.evaluate(_UNFOLD)
        wrong += [f"{address} {fault}" for fault in faults(page, LOOKS)]
    assert not wrong, "\n".join(wrong)
