"""Applying: all or nothing, through publish(), and nothing that moved is overwritten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from members.exchange import worker
from members.models import Editor, FormerSlug, ImportJob, ImportRow, Member, Proposal, Revision
from members.publishing import publish, state_at, values
from members.publishing.bulk import Wish, publish_many
from members.publishing.proposals import Decision, decide
from members.search.indexing.verify import drift
from tests.exchange.importing import applied, csv_file, rehearsed
from tests.helpers import edit, make_area, make_member, make_place, make_theme, make_user, names

pytestmark = pytest.mark.django_db
State, Outcome = ImportJob.State, ImportRow.Outcome


def test_it_publishes_what_was_rehearsed():
    user = make_user("staff@example.org")
    water = make_member("Water", city="Gent")
    job = applied(
        csv_file(["slug", "name", "city"], ["water", "Water", "Brugge"], ["", "Fire", "Aalst"]),
        user,
    )
    assert (job.state, job.told_at is None) == (State.APPLIED, False)
    revision = water.revisions.first()
    assert (revision.source, revision.actor, revision.reason) == ("import", user, "members.csv")
    assert revision.changes == {"city": {"old": "Gent", "new": "Brugge"}}
    fire = Member.objects.get(name="Fire")
    assert (fire.slug, fire.status, fire.city) == ("fire", "draft", "Aalst")


def test_it_does_all_that_publish_does():
    make_theme("water", nl="Water")
    make_place("BE-VAN")
    make_area("world")
    changes = {
        "name": "Bron",
        "slug": "bron",
        "status": "published",
        "themes": ["water"],
        "countries": ["SN"],
        "languages": ["nl"],
        "place": "BE-VAN",
        "area": "world",
        "confirmed_at": "2026-03-31T10:00:00+00:00",
        "summary": {"nl": "Putten"},
        "focus_areas": [{"id": "5e1b9f54-6a3e-4d3c-8a52-3f6a8f2c7d01", "title": {"nl": "Een"}}],
    }
    one, other = make_member("A"), make_member("B")
    for member in (one, other):
        edit(member, unconfirmed_since=timezone.now())
    publish(one, changes | {"slug": "one"}, None, Revision.Source.IMPORT)
    new = values.clean(changes | {"slug": "other"})
    before = values.read(other)
    wish = _wish(other, {name: {"old": before[name], "new": new[name]} for name in new})
    publish_many(lambda: [wish], None, Revision.Source.IMPORT)
    one, other = Member.objects.get(pk=one.pk), Member.objects.get(pk=other.pk)
    same = values.read(one) | {"slug": ""}
    assert values.read(other) | {"slug": ""} == same
    for name in ("search_text", "search_terms", "completeness", "sort_name", "revision"):
        assert getattr(other, name) == getattr(one, name), name
    kept = [m.revisions.first().changes for m in (one, other)]
    assert set(kept[0]) == set(kept[1])
    assert FormerSlug.objects.get(member=other).slug == "b"
    assert drift() == []


def _wish(member, changes):
    return Wish(2, member.pk, None, changes, member.revision)


def test_the_search_follows():
    assert names("brugge") == []
    applied(
        csv_file(
            ["name", "city", "status"],
            ["Water", "Brugge", "published"],
            ["Fire", "Brugge", "published"],
        )
    )
    assert names("brugge") == ["Fire", "Water"]


def test_a_repeated_import_changes_nothing():
    rows = [["name", "city", "focus_area_1_title_nl"], ["Water", "Gent", "Putten"]]
    user = make_user("staff@example.org")
    applied(csv_file(*rows), user)
    job = applied(csv_file(*rows), user)
    assert job.counts["unchanged"] == 1
    assert Revision.objects.count() == 1
    assert (job.first_version, job.last_version) == (0, 0)


def test_rows_with_errors_are_left_out():
    make_member("Water")
    job = applied(csv_file(["name", "city", "email"], ["Water", "Gent", "x"], ["Fire", "Gent", ""]))
    assert job.counts["error"] == 1
    assert list(Member.objects.values_list("name", "city")) == [("Fire", "Gent"), ("Water", "")]


def test_what_moved_since_is_shown_and_nothing_is_written():
    water, air = make_member("Water", city="Gent"), make_member("Air", city="Gent")
    job = rehearsed(csv_file(["slug", "city"], ["water", "Brugge"], ["air", "Brugge"]))
    edit(water, city="Aalst", phone="+32 2 123 45 67")
    edit(air, phone="+32 2 123 45 67")
    job.move("apply")
    worker.run(job)
    job.refresh_from_db()
    assert job.state == State.REHEARSED
    assert "somebody else changed 1 of these members" in job.trouble["message"]
    row = job.rows.get(outcome=Outcome.CONFLICT)
    assert (row.member, row.moved) == (water, {"city": "Aalst"})
    assert set(Member.objects.values_list("city", flat=True)) == {"Aalst", "Gent"}
    job.move("apply")
    worker.run(job)
    assert list(Member.objects.values_list("name", "city")) == [
        ("Air", "Brugge"),
        ("Water", "Aalst"),
    ]


@pytest.mark.parametrize("taken", [{"slug": "fire"}, {"enterprise_number": "0546740696"}])
def test_what_another_member_got_in_the_meantime_is_a_conflict(taken):
    file = csv_file(["name", "enterprise_number"], ["Fire", "0546740696"], ["Air", ""])
    job = rehearsed(file)
    make_member("Another", **taken)
    job.move("apply")
    worker.run(job)
    job.refresh_from_db()
    assert (job.state, job.counts["conflict"]) == (State.REHEARSED, 1)
    assert Member.objects.count() == 1


def test_a_theme_that_was_deleted_in_the_meantime_stops_it():
    theme = make_theme("water")
    job = rehearsed(csv_file(["name", "themes"], ["Fire", "water"]))
    theme.delete()
    job.move("apply")
    worker.run(job)
    job.refresh_from_db()
    assert job.state == State.REHEARSED
    assert job.trouble["message"] == (
        "Nothing was written: “water” does not stand in the list “themes”. "
        "Add it there first. Rehearse it again."
    )
    assert not Member.objects.exists()


def test_proposals_wait_in_the_review_desk():
    user = make_user("staff@example.org", "Reviewer")
    water, air = make_member("Water", city="Gent"), make_member("Air", city="Gent")
    waiting = Proposal.objects.create(member=air, author=user, state="submitted")
    rows = [
        ["Water", "water", "Brugge", "published"],
        ["Air", "air", "Brugge", "published"],
        ["Fire", "", "Brugge", "published"],
    ]
    job = applied(csv_file(["name", "slug", "city", "status"], *rows), user, mode="propose")
    assert (job.counts["proposed"], job.counts["held"]) == (1, 1)
    proposal = Proposal.objects.exclude(pk=waiting.pk).get()
    assert (proposal.member, proposal.author, proposal.state) == (water, user, "submitted")
    assert proposal.note == "Import of members.csv, row 2."
    assert job.rows.get(member=air).pending
    assert Member.objects.get(name="Fire").status == "draft"
    assert set(Member.objects.filter(name__in=["Water", "Air"]).values_list("city", flat=True)) == {
        "Gent"
    }
    decide(proposal, user, {"city": Decision("accepted")})
    assert Member.objects.get(name="Water").city == "Brugge"


def test_each_owner_gets_one_mail():
    user = make_user("staff@example.org")
    owner, second, editor = (make_user(f"{who}@example.org", language="en") for who in "abc")
    for name in ("Water", "Fire"):
        member = make_member(name)
        Editor.objects.create(member=member, user=owner, role="owner")
        Editor.objects.create(member=member, user=editor, role="editor")
        Editor.objects.create(member=member, user=user, role="owner")
    Editor.objects.create(member=member, user=second, role="owner")
    make_member("Air")
    applied(csv_file(["name", "city"], ["Water", "Gent"], ["Fire", "Gent"], ["Air", "Gent"]), user)
    mails = {email.to[0]: email for email in Email.objects.all()}
    assert set(mails) == {"a@example.org", "b@example.org"}
    assert mails["a@example.org"].subject == "2 of your profiles have changed"
    assert "Fire: Town" in mails["a@example.org"].message
    assert mails["b@example.org"].subject == "The profile of Fire has changed"


def test_a_revision_of_an_import_can_be_undone():
    water = make_member("Water", city="Gent")
    applied(csv_file(["name", "city"], ["Water", "Brugge"]))
    assert state_at(water, 1)["city"] == "Gent"


def test_its_queries_are_few_a_row():
    counts = []
    for rows in (10, 110):
        file = csv_file(["name", "city"], *[[f"M{rows}-{n}", "Gent"] for n in range(rows)])
        job = rehearsed(file)
        job.move("apply")
        with CaptureQueriesContext(connection) as queries:
            worker.run(job)
        counts.append(len(queries))
    assert counts[1] - counts[0] <= 2 * 100
