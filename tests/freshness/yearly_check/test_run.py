"""The yearly check asks at the right time, in the right words, each time exactly once."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from members.freshness.yearly_check import run
from members.freshness.yearly_check.recipients import without_editor
from members.models import (
    BouncedAddress,
    CheckRecipient,
    CheckRound,
    Editor,
    Federation,
    Member,
    Revision,
    Task,
    User,
)
from tests.helpers import edit, make_member, set_federation

from .people import mails, noon, own, owned, sent_to, tokens

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(time_machine):
    """A function that goes to a day and does its run."""

    def go(day):
        time_machine.move_to(noon(day), tick=False)
        return run.run()

    time_machine.move_to(noon("2025-12-23"), tick=False)
    return go


def state():
    return CheckRound.objects.get().state


def test_a_whole_round_without_an_answer(on):
    member = owned("Alpha")
    assert on("2026-11-22").mails == 0
    assert on("2026-11-23").mails == 1
    assert on("2026-12-13").mails == 0
    assert on("2026-12-14").mails == 1
    assert on("2027-01-03").mails == 0
    assert on("2027-01-04").mails == 1
    kinds = [mail.headers["X-Koepel-Mail"] for mail in mails()]
    assert kinds == ["check", "check_reminder", "check_last"]
    assert on("2027-01-24").marked == 0
    assert on("2027-01-25").marked == 1
    member.refresh_from_db()
    assert member.unconfirmed_since == date(2025, 12, 23)
    assert (member.status, member.is_public) == ("published", True)
    assert member.revisions.first().source == Revision.Source.ROUND
    assert [task.kind for task in Task.objects.open()] == ["unconfirmed"]
    assert len(mails()) == Email.objects.count() == 3  # the last mail announced the mark
    assert "From 25 January 2027" in mails()[-1].message


def test_eleven_months_after_the_mark_the_question_is_asked_anew(on):
    owned("Alpha")
    for day in ("2026-11-23", "2026-12-14", "2027-01-04", "2027-01-25", "2027-12-24"):
        on(day)
    assert len(mails()) == 3
    assert on("2027-12-25").mails == 1
    states = list(CheckRound.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["ended", "asked"]
    assert Member.objects.get().unconfirmed_since == date(2025, 12, 23)


def test_a_second_run_of_the_day_does_nothing(on):
    owned("Alpha", "a@example.org", "b@example.org")
    assert on("2026-11-23").mails == 2
    assert run.run() == run.RunSummary()
    assert len(mails()) == 2


@pytest.mark.parametrize("before", ["asked", "reminded", "last", "marked"])
def test_an_answer_ends_the_round_whoever_it_came_by(on, before):
    member = owned("Alpha")
    days = ("2026-11-23", "2026-12-14", "2027-01-04", "2027-01-25")
    for day in days:
        on(day)
        if state() == before:
            break
    edit(member, confirmed_at=timezone.now())  # staff, after a call
    sent = len(mails())
    assert run.run().answered == 1
    for weeks in range(1, 40):
        on((date.fromisoformat(day) + timedelta(weeks=weeks)).isoformat())
    assert len(mails()) == sent
    assert state() == "answered"
    assert not Task.objects.open().exists()
    member.refresh_from_db()
    assert member.unconfirmed_since is None


def test_missed_days_are_made_up_for_without_a_heap_of_mails(on):
    owned("Alpha")
    assert on("2027-03-01").mails == 1  # three months late
    assert on("2027-03-02").mails == 0
    assert on("2027-03-21").mails == 0
    assert on("2027-03-22").mails == 1  # three weeks after the first was really sent
    assert on("2027-07-01").mails == 1
    assert on("2027-07-02") == run.RunSummary()


def test_the_mail_is_in_the_readers_language_and_lists_what_is_on_the_page(on):
    member = owned(
        "Alpha",
        "anna@example.org",
        summary={"nl": "Wij graven putten.", "en": "We dig wells."},
        website="https://alpha.example.org",
        countries=["SN"],
        phone="+32 2 111 11 11",
    )
    User.objects.update(language="nl")
    on("2026-11-23")
    (mail,) = mails()
    assert mail.subject == "Klopt de pagina van Alpha nog?"
    for words in ("Wij graven putten.", "https://alpha.example.org", "Senegal", "02 111 11 11"):
        assert words in mail.message
        assert words in mail.html_message
    assert "Alpha: voor het laatst bevestigd op 23 december 2025." in mail.message
    (token,) = tokens(mail)
    assert f"/nl/confirm/{token}/" in mail.message
    assert f'/nl/confirm/{token}/" style=' in mail.html_message  # the button
    assert "We dig wells" not in mail.message
    assert member.name in mail.html_message


def test_what_is_hidden_is_not_in_the_mail(on):
    owned("Alpha", phone="+32 2 111 11 11", hidden_fields=["phone"])
    on("2026-11-23")
    assert "111" not in mails()[0].message


def test_an_owner_of_several_gets_one_mail_with_a_link_for_each(on):
    for name in ("Alpha", "Beta", "Gamma", "Delta"):
        owned(name, "anna@example.org")
    owned("Later", "anna@example.org", confirmed="2026-07-01T10:00:00+01:00")
    assert on("2026-11-23").mails == 1
    (mail,) = mails()
    assert "Alpha and 3 more" in mail.subject
    assert len(set(tokens(mail))) == 4
    assert mail.message.index("Alpha") < mail.message.index("Gamma")
    assert "Later" not in mail.message


def test_one_mail_a_day_also_where_the_stages_differ(on):
    owned("Alpha", "anna@example.org")
    owned("Beta", "anna@example.org", confirmed="2025-12-14T10:00:00+01:00")
    on("2026-11-23")
    assert on("2026-12-14").mails == 1
    mail = mails()[-1]
    assert mail.headers["X-Koepel-Mail"] == "check_reminder"
    assert len(tokens(mail)) == 2


def test_every_owner_is_asked_and_no_other_editor(on):
    member = owned("Alpha", "anna@example.org", "bob@example.org")
    own(member, "carl@example.org", role="editor")
    on("2026-11-23")
    assert {email for email, _kind in sent_to()} == {"anna@example.org", "bob@example.org"}


@pytest.mark.parametrize("why", ["left", "inactive", "bounced", "only an editor"])
def test_without_a_living_owner_staff_get_a_task_instead(on, why):
    member = owned("Alpha")
    if why == "left":
        Editor.objects.all().delete()
    elif why == "inactive":
        User.objects.update(is_active=False)
    elif why == "bounced":
        BouncedAddress.objects.create(email="alpha@example.org")
    else:
        Editor.objects.update(role="editor")
    assert on("2026-11-23").mails == 0
    assert [task.kind for task in Task.objects.open()] == ["no_owner"]
    assert state() == "alone"
    assert on("2027-01-25").marked == 1
    member.refresh_from_db()
    assert member.unconfirmed_since
    assert [task.kind for task in Task.objects.open()] == ["no_owner"]


def test_an_owner_who_is_found_is_asked_from_the_first_mail_on(on):
    member = make_member("Alpha", confirmed_at="2025-12-23T10:00:00+01:00")
    on("2026-11-23")
    own(member, "anna@example.org")
    assert on("2026-12-20").mails == 1
    assert mails()[0].headers["X-Koepel-Mail"] == "check"
    assert not Task.objects.open().exists()
    assert on("2027-01-09").mails == 0
    assert on("2027-01-10").mails == 1


def test_who_becomes_owner_in_the_middle_gets_the_first_mail_first(on):
    member = owned("Alpha", "anna@example.org")
    on("2026-11-23")
    own(member, "bob@example.org")
    on("2026-12-14")
    assert sent_to() == {
        ("anna@example.org", "check"): 1,
        ("anna@example.org", "check_reminder"): 1,
        ("bob@example.org", "check"): 1,
    }


def test_owners_who_all_leave_in_the_middle_are_a_task(on):
    owned("Alpha")
    on("2026-11-23")
    Editor.objects.all().delete()
    assert on("2026-12-14").mails == 0
    assert [task.kind for task in Task.objects.open()] == ["no_owner"]


def test_a_member_never_confirmed_is_asked_eleven_months_after_it_was_added(on, time_machine):
    time_machine.move_to(noon("2025-06-01"), tick=False)
    own(make_member("Alpha"), "anna@example.org")
    assert on("2026-04-30").mails == 0
    assert on("2026-05-01").mails == 1
    assert "Alpha: not confirmed yet." in mails()[0].message


@pytest.mark.parametrize("status", ["draft", "hidden", "former"])
def test_only_published_members_take_part(on, status):
    member = owned("Alpha", status=status)
    assert on("2026-11-23") == run.RunSummary()
    edit(member, status="published")
    assert on("2026-11-24").mails == 1
    edit(member, status=status)
    done = on("2026-12-24")
    assert (done.ended, done.mails) == (1, 0)


def test_while_staff_look_at_we_have_stopped_nobody_is_asked(on):
    member = owned("Alpha")
    on("2026-11-23")
    Task.objects.raise_for(member, Task.Kind.STOPPED)
    assert on("2027-06-01") == run.RunSummary()
    Task.objects.get().close(None)
    assert on("2027-06-02").mails == 1


def test_months_and_weeks_are_settings(on):
    set_federation(check_months=6, reminder_weeks=1, last_weeks=2, mark_weeks=4)
    owned("Alpha")
    days = ("2026-06-23", "2026-06-30", "2026-07-07")
    assert [on(day).mails for day in days] == [1, 1, 1]
    assert on("2026-07-20").marked == 0
    assert on("2026-07-21").marked == 1


def test_a_pause_holds_mails_and_marks_and_takes_answers(on):
    set_federation(pause_from=date(2026, 12, 20), pause_until=date(2027, 1, 5))
    owned("Alpha")
    member = owned("Beta", confirmed="2026-01-25T10:00:00+01:00")
    on("2026-11-23")
    on("2026-12-14")
    sent = len(mails())
    assert on("2026-12-20").is_paused
    edit(member, confirmed_at=timezone.now())
    assert on("2027-01-05").is_paused
    assert len(mails()) == sent
    assert on("2027-01-06").mails == 1  # Alpha's last one, which was due on 4 January
    assert sent_to().keys() == {
        ("alpha@example.org", kind) for kind in ("check", "check_reminder", "check_last")
    }


def test_staff_can_ask_at_once(on):
    member, _other = owned("Alpha"), owned("Beta")
    on("2026-02-01")
    assert run.ask_now(Member.objects.filter(pk=member.pk)) == 1
    assert run.ask_now(Member.objects.filter(pk=member.pk)) == 0
    assert run.run().mails == 1
    edit(member, confirmed_at=timezone.now())
    assert run.run().answered == 1


def test_the_dry_run_says_who_would_get_what_and_writes_nothing(on, capsys, time_machine):
    owned("Alpha", "anna@example.org")
    owned("Beta", "anna@example.org", "bob@example.org")
    make_member("Gamma", confirmed_at="2025-12-23T10:00:00+01:00")
    time_machine.move_to(noon("2026-11-23"))
    call_command("run_rounds", "--dry-run")
    assert capsys.readouterr().out.splitlines() == [
        "anna@example.org: Alpha (first), Beta (first)",
        "bob@example.org: Beta (first)",
        "Gamma: nobody to ask, a task for staff",
    ]
    assert not CheckRound.objects.exists()
    assert not mails()
    call_command("run_rounds")
    assert "2 mails queued; rounds: 3 begun" in capsys.readouterr().out
    assert len(mails()) == 2
    call_command("run_rounds", "--dry-run")
    assert capsys.readouterr().out == "Nothing is due.\n"


def test_a_run_with_nothing_due_costs_the_same_however_many_members(
    on, django_assert_max_num_queries
):
    for n in range(12):
        owned(f"Member{n}")
    on("2026-11-23")
    with django_assert_max_num_queries(15):
        on("2026-11-24")


def test_the_settings_must_be_in_order(administrator_client):
    federation = Federation.objects.get()
    federation.last_weeks = 3
    with pytest.raises(Exception, match="reminder comes before"):
        federation.validate_constraints()
    federation = Federation.objects.get()
    federation.pause_from = date(2026, 12, 20)
    with pytest.raises(Exception, match="first and a last day"):
        federation.validate_constraints()


def test_asks_end_with_the_round(on):
    owned("Alpha")
    on("2026-11-23")
    assert list(CheckRecipient.objects.values_list("state", flat=True)) == ["mailed"]


def test_members_of_one_owner_are_brought_together(on):
    """Due four months apart, both are asked in one mail, and so is a co-owner of the second."""
    owned("Alpha", "anna@example.org")
    beta = owned("Beta", "anna@example.org", "bob@example.org", confirmed="2026-04-25T10:00+02:00")
    owned("Gamma", "bob@example.org", confirmed="2026-05-25T10:00+02:00")
    owned("Delta", "dora@example.org", confirmed="2026-04-25T10:00+02:00")
    assert on("2026-11-23").mails == 2
    assert sent_to() == {("anna@example.org", "check"): 1, ("bob@example.org", "check"): 1}
    assert len(tokens(mails()[0])) == len(tokens(mails()[1])) == 2
    for day in ("2026-12-14", "2027-01-04", "2027-01-25", "2027-05-26"):
        on(day)
    beta.refresh_from_db()
    assert beta.unconfirmed_since is None  # asked early, and not marked earlier for it
    assert on("2027-05-27").marked == 1
    beta.refresh_from_db()
    assert beta.unconfirmed_since == date(2026, 4, 25)


def test_what_was_confirmed_lately_is_not_brought_along(on):
    owned("Alpha", "anna@example.org")
    owned("Beta", "anna@example.org", confirmed="2026-06-24T10:00+02:00")
    on("2026-11-23")
    assert len(tokens(mails()[0])) == 1


def test_nobody_gets_a_fifth_mail_within_a_year_and_the_rounds_go_on(on):
    days = ("2025-12-23", "2026-06-25", "2026-06-26")
    for number, day in enumerate(days):
        owned(f"Member{number}", "anna@example.org", confirmed=f"{day}T10:00+02:00")
    for day in ("2026-11-23", "2026-12-14", "2027-01-04", "2027-05-25", "2027-06-15", "2027-07-06"):
        on(day)
    assert len(mails()) == 4
    assert set(CheckRound.objects.values_list("state", flat=True)) >= {"last"}
    assert on("2028-04-25").mails == 1  # a year later there is room again


def test_a_mailbox_that_stays_silent_through_a_whole_round_is_nobodys(on):
    member = owned("Alpha", "anna@example.org")
    for day in ("2026-11-23", "2026-12-14", "2027-01-04"):
        on(day)
        assert not without_editor().exists()
    on("2027-01-25")
    assert without_editor().get() == member
    User.objects.update(last_login=timezone.now())
    assert not without_editor().exists()
    User.objects.update(last_login=None)
    edit(member, confirmed_at=timezone.now())
    assert not without_editor().exists()
