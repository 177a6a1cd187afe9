"""Notes and labels: for staff alone. Nothing of them is ever seen, searched or exported outside."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from members.models import Editor, Label, Note, Revision
from members.presenting import current_site, public_view
from members.search.indexing.public_documents import searchable
from tests.helpers import ask, edit, make_member, make_user
from tests.staff.conftest import admin_url, text_of

pytestmark = pytest.mark.django_db
SECRET = "Zwijgplicht"


@pytest.fixture
def member(db):
    return make_member("Wells")


@pytest.fixture
def marked(member, reviewer):
    """A member with a note and a label that hold the secret word."""
    Note.objects.create(member=member, author=reviewer, text=f"{SECRET} in the note")
    Label.objects.create(name=f"{SECRET} label", explanation=SECRET).members.add(member)
    edit(member, city="Gent")
    return member


def write_note(client, member, text):
    return client.post(f"/admin/internal/{member.pk}/notes/", {"text": text})


def set_labels(client, member, shown=(), chosen=(), name=""):
    data = {"shown": [x.pk for x in shown], "label": [x.pk for x in chosen], "name": name}
    return client.post(f"/admin/internal/{member.pk}/labels/", data)


def test_colleagues_read_what_one_of_them_wrote(
    reviewer_client, administrator_client, reviewer, member
):
    write_note(reviewer_client, member, "Call in spring <b>!")
    page = text_of(administrator_client.get(admin_url("member_change", member.pk)))
    assert "Call in spring &lt;b&gt;!" in page
    assert str(reviewer) in page


@pytest.mark.parametrize(("text", "status"), [("", 302), ("   ", 302), ("x" * 4001, 422)])
def test_an_empty_or_endless_note_is_not_kept(reviewer_client, member, text, status):
    assert write_note(reviewer_client, member, text).status_code == status
    assert not Note.objects.exists()


def test_one_deletes_ones_own_note_and_an_administrator_any(
    reviewer_client, administrator_client, administrator, reviewer, member
):
    own = Note.objects.create(member=member, author=reviewer, text="mine")
    other = Note.objects.create(member=member, author=administrator, text="theirs")
    assert reviewer_client.post(f"/admin/internal/notes/{other.pk}/delete/").status_code == 404
    assert reviewer_client.post(f"/admin/internal/notes/{own.pk}/delete/").status_code == 302
    assert list(Note.objects.all()) == [other]
    administrator_client.post(f"/admin/internal/notes/{other.pk}/delete/")
    assert not Note.objects.exists()


def test_labels_are_put_on_and_taken_off_without_touching_those_of_colleagues(
    reviewer_client, member
):
    spring, call, new = [Label.objects.create(name=name) for name in ("Spring", "Call", "New")]
    member.labels.set([spring, call])
    # The person saw only "Spring"; a colleague has put "Call" on it since.
    set_labels(reviewer_client, member, shown=[spring], chosen=[new], name="Autumn")
    assert {label.name for label in member.labels.all()} == {"Call", "New", "Autumn"}
    set_labels(reviewer_client, member, name="autumn")
    assert Label.objects.count() == 4


def test_members_are_found_by_their_label(reviewer_client, marked):
    make_member("Bakers")
    label = Label.objects.get()
    url = admin_url("member_changelist")
    page = text_of(reviewer_client.get(f"{url}?label={label.pk}"))
    assert "Wells" in page
    assert "Bakers" not in page
    assert reviewer_client.get(f"{url}?label=x%00").status_code == 200


def test_who_may_not_see_them_does_not(client, marked):
    user = make_user("viewer@example.org", "Reviewer")
    role = user.groups.get()
    role.permissions.remove(*role.permissions.filter(codename__regex="note|label"))
    client.force_login(user)
    for url in (admin_url("member_change", marked.pk), admin_url("member_changelist")):
        assert SECRET not in text_of(client.get(url))
    label, note = Label.objects.get(), Note.objects.get()
    assert write_note(client, marked, "x").status_code == 403
    assert set_labels(client, marked, [label], []).status_code == 403
    assert client.post(f"/admin/internal/notes/{note.pk}/delete/").status_code == 403
    assert SECRET not in text_of(client.get(f"{admin_url('member_changelist')}?label={label.pk}"))
    assert marked.labels.count() == Note.objects.count() == 1


def test_nothing_of_them_leaves_the_house(marked):
    """Not on pages, not in search, not in what is kept of a member, its history or its mail."""
    owner = make_user("owner@example.org")
    Editor.objects.create(member=marked, user=owner, role="owner")
    edit(marked, city="Brugge")
    editor = Client()
    editor.force_login(owner)
    places = [
        "/en/",
        f"/en/?q={SECRET}",
        "/en/members/wells/",
        f"/en/suggest?q={SECRET[:5]}",
        "/sitemap.xml",
        "/en/profile/",
        "/en/profile/wells/",
        "/en/profile/wells/history/",
        "/en/members/wells/report/",
    ]
    for address in places:
        said = text_of(editor.get(address))
        assert not re.search(f"{SECRET} (label|in the note)", said), address
    assert ask(f"?q={SECRET}").total == 0
    site = current_site()
    kept = [
        searchable(marked, site),
        vars(public_view(marked, "en", site)),
        list(Revision.objects.values_list("changes", "reason")),
        list(Email.objects.values_list("subject", "message", "html_message")),
    ]
    assert SECRET not in json.dumps(kept, default=str)


def test_the_forms_queries_do_not_grow(reviewer_client, reviewer, member):
    url = admin_url("member_change", member.pk)
    reviewer_client.get(url)
    counts = []
    for n in range(3):
        with CaptureQueriesContext(connection) as queries:
            reviewer_client.get(url)
        counts.append(len(queries))
        Note.objects.create(member=member, author=reviewer, text=str(n))
        Label.objects.create(name=str(n)).members.add(member)
    assert len(set(counts)) == 1
