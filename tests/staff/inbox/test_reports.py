"""Readers' reports: every state, action and role; answers by mail; made into a change."""

from itertools import product

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from post_office.models import Email

from members.models import Report, Revision
from members.models.proposal import AlreadyMoved, NotAllowed
from members.models.report import ACTIONS, TRANSITIONS
from members.staff.inbox import report_actions
from tests.helpers import edit, make_member, make_user
from tests.staff.conftest import Editing, act_on, admin_url, text_of

pytestmark = pytest.mark.django_db
State = Report.State
# What the table must say, written down a second time.
STEPS = {
    (State.OPEN, "assign"): State.TAKEN,
    (State.OPEN, "resolve"): State.RESOLVED,
    (State.OPEN, "dismiss"): State.DISMISSED,
    (State.TAKEN, "assign"): State.TAKEN,
    (State.TAKEN, "release"): State.OPEN,
    (State.TAKEN, "resolve"): State.RESOLVED,
    (State.TAKEN, "dismiss"): State.DISMISSED,
    (State.RESOLVED, "reopen"): State.OPEN,
    (State.DISMISSED, "reopen"): State.OPEN,
}
PEOPLE = ("reviewer", "administrator", "viewer", "stranger", "nobody")


@pytest.fixture
def report(db):
    return make_report()


@pytest.fixture
def viewer(db):
    """Somebody of the staff who may read reports and nothing else."""
    user = make_user("viewer@example.org", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_report"))
    return user


def make_report(name="Wells", **values):
    fresh = {"kind": "contact", "message": "Wrong phone", "language": "nl"}
    return Report.objects.create(**{"member": make_member(name), **fresh, **values})


def press(client, report, move, **data):
    """Send the form of a report with one of its buttons, as it stands now unless told."""
    fields = {"seen": report.seen, "outcome": "", "assigned_to": "", **data}
    return client.post(admin_url("report_change", report.pk), {**fields, "_move": move})


def client_of(person, request):
    """Return the browser of one of PEOPLE."""
    client = Client()
    if person == "stranger":
        client.force_login(make_user("stranger@example.org"))
    elif person != "nobody":
        client.force_login(request.getfixturevalue(person))
    return client


def test_the_table_says_what_is_written_here():
    assert TRANSITIONS == STEPS
    assert set(ACTIONS) == {action for _state, action in STEPS}


@pytest.mark.parametrize("person", PEOPLE)
def test_every_state_action_and_role_does_what_the_table_says(person, request):
    client, chosen = client_of(person, request), make_user("c@example.org", "Reviewer")
    may = person in ("reviewer", "administrator")
    member = make_member("Wells")
    for state, action in product(State, ACTIONS):
        holder = chosen if state == State.TAKEN else None
        report = Report.objects.create(
            member=member, kind="text", message="x", language="nl", state=state, assigned_to=holder
        )
        press(client, report, action, assigned_to=chosen.pk)
        report.refresh_from_db()
        expected = STEPS.get((state, action), state) if may else state
        assert report.state == expected, (state, action, person)


def test_a_step_that_the_table_has_not_is_refused(report, reviewer):
    with pytest.raises(NotAllowed):
        report_actions.release(report)
    report_actions.dismiss(report, reviewer)
    with pytest.raises(NotAllowed):
        report_actions.resolve(report, reviewer)


def test_of_two_colleagues_who_decide_at_once_one_wins(report, reviewer, administrator):
    report.email = "reader@example.org"
    report.save()
    same = Report.objects.get()
    report_actions.resolve(report, reviewer, "Mended.")
    with pytest.raises(AlreadyMoved):
        report_actions.dismiss(same, administrator, "Nothing.")
    same.refresh_from_db()
    assert (same.state, same.decided_by, same.outcome) == ("resolved", reviewer, "Mended.")
    assert Email.objects.count() == 1


def test_who_decides_on_what_a_colleague_took_meanwhile_is_told(
    reviewer_client, administrator, report
):
    seen = report.seen
    report_actions.assign(report, administrator)
    response = press(reviewer_client, report, "dismiss", seen=seen)
    report.refresh_from_db()
    assert report.state == "taken"
    assert "A colleague changed this" in text_of(reviewer_client.get(response["Location"]))


def test_one_takes_it_in_hand_and_leaves_it(reviewer_client, reviewer, report):
    press(reviewer_client, report, "take")
    report.refresh_from_db()
    assert (report.state, report.assigned_to) == ("taken", reviewer)
    press(reviewer_client, report, "release")
    report.refresh_from_db()
    assert (report.state, report.assigned_to) == ("open", None)


def test_it_is_given_only_to_somebody_who_may_decide(reviewer_client, report):
    for pk in ("", make_user("editor@example.org").pk, "x"):
        assert press(reviewer_client, report, "assign", assigned_to=pk).status_code == 200
        report.refresh_from_db()
        assert report.state == "open"


@pytest.mark.parametrize(
    ("move", "language", "sentence", "page"),
    [
        ("resolve", "nl", "We hebben de pagina verbeterd.", "/nl/members/wells/"),
        ("dismiss", "fr", "Nous avons vérifié", "/fr/members/wells/"),
    ],
)
def test_the_reader_is_answered_in_their_language(reviewer_client, move, language, sentence, page):
    report = make_report(language=language, email="reader@example.org")
    press(reviewer_client, report, move, outcome="Thank you & goodbye")
    mail = Email.objects.get()
    assert mail.to == ["reader@example.org"]
    assert mail.headers["X-Koepel-Mail"] == "report_outcome"
    for text in ("Wells", "Wrong phone", sentence, "Thank you & goodbye", page):
        assert text in mail.message
    assert "Thank you &amp; goodbye" in mail.html_message


def test_a_reader_without_an_address_gets_no_mail(reviewer_client, report):
    press(reviewer_client, report, "resolve", outcome="Done")
    report.refresh_from_db()
    assert report.outcome == "Done"
    assert not Email.objects.exists()


def test_a_mail_about_a_hidden_member_leads_to_the_list(reviewer):
    report = make_report(email="reader@example.org")
    edit(report.member, status="hidden")
    report_actions.resolve(Report.objects.get(), reviewer)
    assert "/members/wells/" not in Email.objects.get().message


def test_one_click_makes_it_a_change_that_ends_it(reviewer_client, reviewer):
    report = make_report(email="reader@example.org")
    page = text_of(reviewer_client.get(admin_url("report_change", report.pk)))
    assert f"{admin_url('member_change', report.member_id)}?report={report.pk}" in page
    form = Editing(reviewer_client, report.member)
    form.url += f"?report={report.pk}"
    form.read(reviewer_client.get(form.url))
    assert form.fields["report"] == str(report.pk)
    form.send(city="Gent", report_answer="It is in Gent now.")
    report.refresh_from_db()
    revision = report.member.revisions.first()
    assert (revision.source, revision.actor) == (Revision.Source.REPORT, reviewer)
    assert revision.changes == {"city": {"old": "", "new": "Gent"}}
    assert (report.state, report.revision, report.decided_by) == ("resolved", revision, reviewer)
    assert "It is in Gent now." in Email.objects.get(to="reader@example.org").message


def test_saving_nothing_leaves_it_waiting(reviewer_client, report):
    form = Editing(reviewer_client, report.member)
    form.send(report=str(report.pk))
    report.refresh_from_db()
    assert report.state == "open"


def test_a_change_stands_though_a_colleague_has_ended_the_report(reviewer_client, reviewer, report):
    form = Editing(reviewer_client, report.member)
    report_actions.dismiss(report, reviewer)
    form.send(report=str(report.pk), city="Gent")
    report.refresh_from_db()
    revision = report.member.revisions.first()
    assert (report.state, report.revision) == ("dismissed", None)
    assert (revision.source, revision.changes["city"]["new"]) == ("admin", "Gent")


def test_a_report_of_another_member_is_not_ended(reviewer_client, report):
    for pk in (report.pk, "9" * 40, "x", ""):
        Editing(reviewer_client, make_member(f"Other {pk}"[:20])).send(report=str(pk), city="Gent")
    report.refresh_from_db()
    assert report.state == "open"


def test_opening_it_again_forgets_what_was_decided(reviewer_client, reviewer, report):
    report_actions.resolve(report, reviewer, "Done")
    press(reviewer_client, report, "reopen")
    report.refresh_from_db()
    assert (report.state, report.decided_by, report.outcome) == ("open", None, "")


def test_several_are_decided_at_once(reviewer_client):
    reports = [make_report(f"M{n}", email=f"r{n}@example.org") for n in range(3)]
    url = admin_url("report_changelist")
    for action, state in (
        ("take", "taken"),
        ("resolve", "resolved"),
        ("reopen", "open"),
        ("dismiss", "dismissed"),
    ):
        act_on(reviewer_client, f"{url}?state=all", f"{action}_chosen", reports)
        assert set(Report.objects.values_list("state", flat=True)) == {state}
    assert Email.objects.count() == 6


def test_the_list_shows_what_waits_unless_asked(reviewer_client, reviewer, report):
    url = admin_url("report_changelist")
    done = make_report("Done already")
    report_actions.dismiss(done, reviewer)
    assert "Done already" not in text_of(reviewer_client.get(url))
    assert "Done already" in text_of(reviewer_client.get(f"{url}?state=all"))
    assert "Wells" in text_of(reviewer_client.get(f"{url}?assigned=nobody"))
    assert "Wells" not in text_of(reviewer_client.get(f"{url}?assigned=me"))


def test_the_readers_words_stay(reviewer_client, report):
    url = admin_url("report_change", report.pk)
    assert admin_url("member_change", report.member_id) in text_of(reviewer_client.get(url))
    press(reviewer_client, report, "resolve", message="Mine", member="9", email="me@example.org")
    report.refresh_from_db()
    assert (report.state, report.message, report.email) == ("resolved", "Wrong phone", "")


def test_a_message_cannot_write_html(reviewer_client, report):
    report.message = "<script>alert(1)</script>"
    report.save()
    form = f"{admin_url('member_change', report.member_id)}?report={report.pk}"
    for url in (admin_url("report_changelist"), admin_url("report_change", report.pk), form):
        assert "<script>alert" not in text_of(reviewer_client.get(url))


def test_its_queries_do_not_grow(reviewer_client, report, django_assert_num_queries):
    url = admin_url("report_changelist")
    reviewer_client.get(url)
    with django_assert_num_queries(10):
        reviewer_client.get(url)
    for n in range(10):
        make_report(f"M {n}")
    reviewer_client.get(url)
    with django_assert_num_queries(10):
        reviewer_client.get(url)


def test_only_an_administrator_deletes_one(reviewer_client, administrator_client, report):
    url = admin_url("report_delete", report.pk)
    assert reviewer_client.post(url, {"post": "yes"}).status_code == 403
    assert administrator_client.post(url, {"post": "yes"}).status_code == 302
