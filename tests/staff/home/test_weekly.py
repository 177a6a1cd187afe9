"""The weekly mail: on Monday morning, once, to those who want it, with what changed."""

import pytest
from django.core.management import call_command
from post_office.models import Email

from members.mailing.opt_outs import address_for, opt_out
from members.models import Claim, Report, WeeklySnapshot
from members.staff.home import weekly_mail
from tests.helpers import edit, make_member, make_user
from tests.staff.conftest import text_of

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-23 06:30:00+00:00"  # half past seven in Brussels


@pytest.fixture
def dutch(db):
    return make_user("dutch@example.org", "Reviewer", language="nl")


def mails():
    found = Email.objects.filter(**{"headers__X-Koepel-Mail": "weekly_digest"})
    return {mail.to[0]: mail for mail in found.order_by("pk")}


@pytest.mark.parametrize(
    ("moment", "made"),
    [
        ("2026-11-22 20:00:00+00:00", 0),
        ("2026-11-23 05:59:00+00:00", 0),
        (MONDAY, 1),
        ("2026-11-25 22:00:00+00:00", 1),
        ("2026-11-26 08:00:00+00:00", 0),
    ],
)
def test_it_comes_on_monday_after_seven_or_soon_after(dutch, time_machine, moment, made):
    time_machine.move_to(moment, tick=False)
    assert weekly_mail.queue_weekly() == made


def test_it_comes_once_a_week_however_often_the_command_runs(dutch, settings, time_machine):
    settings.MAIL_IS_SENT = True
    time_machine.move_to(MONDAY, tick=False)
    for _minute in range(3):
        call_command("send_mail")
        time_machine.shift(60)
    time_machine.shift(24 * 3600)
    assert weekly_mail.queue_weekly() == 0
    assert len(Email.objects.filter(to="dutch@example.org")) == 1
    time_machine.shift(6 * 24 * 3600)
    assert weekly_mail.queue_weekly() == 1


def test_it_says_what_waits_and_how_the_profiles_are_doing(dutch, time_machine):
    time_machine.move_to("2026-11-02 08:00:00+00:00", tick=False)
    wells = make_member("Wells")
    Report.objects.create(member=wells, kind="text", message="x", language="nl")
    time_machine.move_to("2026-11-16 08:00:00+00:00", tick=False)
    weekly_mail.queue_weekly()
    first = mails()["dutch@example.org"].message
    assert "Meldingen van lezers" in first
    assert ": 1 (1 daarvan wacht te lang)" in first
    assert "(+" not in first
    make_member("Bakers")
    time_machine.move_to(MONDAY, tick=False)
    edit(wells, confirmed_at="2026-11-20T08:00:00+00:00")
    weekly_mail.queue_weekly()
    second = mails()["dutch@example.org"].message
    assert ": 2 (+1)" in second
    assert "1 (+1)" in second.split("zeven dagen")[1]
    assert WeeklySnapshot.objects.count() == 2


def test_it_tells_nobody_what_they_may_not_see(dutch, administrator, time_machine):
    role = dutch.groups.get()
    role.permissions.remove(*role.permissions.filter(codename="change_claim"))
    who = {"name": "Nora", "email": "n@example.org", "function": "x", "language": "nl"}
    Claim.objects.create(member=make_member(), **who)
    time_machine.move_to("2027-01-04 08:00:00+00:00", tick=False)
    weekly_mail.queue_weekly()
    assert "aanvra" not in mails()["dutch@example.org"].message.lower()
    assert "claim" not in mails()["dutch@example.org"].message.lower()
    assert "editor@example.org" not in mails()


def test_who_unsubscribed_gets_none_until_they_ask_again(client, dutch, time_machine):
    opt_out(dutch, "weekly_digest")
    time_machine.move_to(MONDAY, tick=False)
    assert weekly_mail.queue_weekly() == 0
    client.force_login(dutch)
    assert 'value="1"' in text_of(client.get("/admin/"))
    client.post("/admin/weekly-mail/", {"wanted": "1"})
    assert weekly_mail.wants(dutch)
    client.post("/admin/weekly-mail/", {"wanted": "0"})
    client.post("/admin/weekly-mail/", {"wanted": "0"})
    assert not weekly_mail.wants(dutch)


def test_one_click_in_the_mail_program_ends_it(client, dutch, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    weekly_mail.queue_weekly()
    assert address_for(dutch, "weekly_digest") in mails()["dutch@example.org"].message
    address = "/" + address_for(dutch, "weekly_digest").split("/", 3)[3]
    client.post(address, {"List-Unsubscribe": "One-Click"})
    assert not weekly_mail.wants(dutch)
