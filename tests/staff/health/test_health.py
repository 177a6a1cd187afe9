"""The ready-made lists: shown by age, and acted on after a question that says how many."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook
from post_office.models import Email

from members.freshness.quality.health_lists import health_list
from members.models import Editor, Label, Reminder, Task
from tests.helpers import edit, make_member, make_user
from tests.staff.conftest import FormReader, text_of

pytestmark = pytest.mark.django_db
URL = "/admin/health/incomplete/"


@pytest.fixture
def members(db):
    """Three members that are less than half complete; an owner of two of them, and of the third."""
    wells, bakers, millers = (make_member(name) for name in ("Wells", "Bakers", "Millers"))
    ann, bob = make_user("ann@example.org", language="fr"), make_user("bob@example.org")
    for member, user in ((wells, ann), (bakers, ann), (bakers, bob)):
        Editor.objects.create(member=member, user=user, role=Editor.Role.OWNER)
    return [wells, bakers, millers]


def confirm(client, url=URL, **data):
    """Press a button, read the question, and say yes; return the answer to that."""
    page = text_of(client.post(url, data))
    asked = FormReader(page).fields
    chosen = {"chosen": data["chosen"]} if "chosen" in data else {}
    return client.post(url, {**asked, **chosen, **data.get("more", {})})


def mails():
    return {
        mail.to[0]: mail
        for mail in Email.objects.all()
        if mail.headers["X-Koepel-Mail"] == "reminder"
    }


def test_it_shows_the_members_those_never_confirmed_first(reviewer_client, members):
    edit(members[1], confirmed_at=timezone.now().isoformat())
    page = text_of(reviewer_client.get(URL))
    assert page.index("Millers") < page.index("Wells") < page.index("Bakers")
    page = text_of(reviewer_client.get(f"{URL}?sort=-name"))
    assert page.index("Wells") < page.index("Millers") < page.index("Bakers")


def test_it_filters_by_name_and_label(reviewer_client, members):
    label = Label.objects.create(name="Call")
    label.members.add(members[1])
    for query in ("?q=bak", f"?label={label.pk}", f"?label={label.pk}&q=bak"):
        page = text_of(reviewer_client.get(URL + query))
        assert "Bakers" in page
        assert "Wells" not in page


@pytest.mark.parametrize(
    "query", ["?q=%00", "?label=x", "?label=" + "9" * 30, "?sort=x", "?page=x"]
)
def test_nonsense_in_the_address_is_no_error(reviewer_client, members, query):
    assert reviewer_client.get(f"{URL}?{query}").status_code == 200


def test_a_list_that_is_not_one_is_not_found(reviewer_client):
    assert reviewer_client.get("/admin/health/nonsense/").status_code == 404


def test_asking_changes_nothing_and_says_how_many(reviewer_client, members):
    Label.objects.create(name="Call")
    for action in ("remind", "assign", "label"):
        page = text_of(reviewer_client.post(URL, {"action": action, "all": "1"}))
        assert "3 members" in page
        page = text_of(reviewer_client.post(URL, {"action": action, "chosen": members[0].pk}))
        assert "1 member" in page
    assert not Email.objects.exists()
    assert not Task.objects.exists()


def test_each_owner_gets_one_mail_in_their_language(reviewer_client, members):
    message = {"message": "Please & thank you"}
    said = confirm(reviewer_client, action="remind", all="1", more=message)
    assert set(mails()) == {"ann@example.org", "bob@example.org"}
    ann, bob = mails()["ann@example.org"], mails()["bob@example.org"]
    assert "- Bakers\n- Wells" in ann.message
    assert ann.subject.startswith("Pouvez-vous")
    assert "/fr/profile/" in ann.message
    assert "Please & thank you" in bob.message
    assert "/profile/bakers/" in bob.message
    page = text_of(reviewer_client.get(said["Location"]))
    assert "2 people get a mail." in page
    assert "1 member has no owner to remind." in page


def test_nobody_is_reminded_of_a_member_twice_on_a_day(reviewer_client, members, time_machine):
    time_machine.move_to("2026-11-23 09:00:00+00:00", tick=False)
    confirm(reviewer_client, action="remind", chosen=[members[0].pk])
    confirm(reviewer_client, action="remind", all="1")
    assert Email.objects.count() == 3
    assert Reminder.objects.count() == 3
    assert "- Wells" not in Email.objects.filter(to="ann@example.org").latest("pk").message
    time_machine.move_to("2026-11-24 09:00:00+00:00", tick=False)
    confirm(reviewer_client, action="remind", all="1")
    assert Email.objects.count() == 5


def test_a_reminder_says_before_how_many_it_reaches(reviewer_client, members):
    confirm(reviewer_client, action="remind", chosen=[members[0].pk])
    page = text_of(reviewer_client.post(URL, {"action": "remind", "all": "1"}))
    assert "2 people get a mail. 1 member has no owner to remind." in page
    confirm(reviewer_client, action="remind", all="1")
    page = text_of(reviewer_client.post(URL, {"action": "remind", "all": "1"}))
    assert "0 people get a mail." in page
    assert "2 people were reminded of them today already." in page


def test_who_left_or_cannot_sign_in_is_not_reminded(reviewer_client, members):
    bob = Editor.objects.get(user__email="bob@example.org").user
    bob.is_active = False
    bob.save()
    Editor.objects.filter(user__email="ann@example.org").update(role=Editor.Role.EDITOR)
    confirm(reviewer_client, action="remind", all="1")
    assert not Email.objects.exists()


def test_members_become_tasks_once(reviewer_client, reviewer, administrator, members):
    for to in (reviewer, administrator):
        confirm(reviewer_client, action="assign", all="1", more={"assigned_to": to.pk})
        assert set(Task.objects.values_list("assigned_to", flat=True)) == {to.pk}
        assert Task.objects.open().count() == 3
    with override("nl"):  # the site's own language
        assert Task.objects.first().subject == str(health_list("incomplete").label)


def test_a_label_is_put_on_all_and_others_stay(reviewer_client, members):
    call, old = Label.objects.create(name="Call"), Label.objects.create(name="Old")
    members[0].labels.set([call, old])
    confirm(reviewer_client, action="label", all="1", more={"label": call.pk})
    assert call.members.count() == 3
    assert old.members.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"action": "nonsense"},
        {"action": "remind"},
        {"action": "remind", "chosen": ["x", "\x00"]},
    ],
)
def test_a_button_without_members_or_sense_changes_nothing(reviewer_client, members, data):
    assert reviewer_client.post(URL, data).status_code == 302
    assert not Email.objects.exists()


def test_a_number_that_changed_meanwhile_is_asked_about_again(reviewer_client, members):
    asked = FormReader(text_of(reviewer_client.post(URL, {"action": "remind", "all": "1"}))).fields
    make_member("One more")
    page = text_of(reviewer_client.post(URL, asked))
    assert "4 members" in page
    assert not Email.objects.exists()


def test_only_members_of_the_list_are_touched(reviewer_client, members):
    """A key that is not on the list, put into the form by hand, is left alone."""
    hidden = make_member("Hidden", status="hidden")
    call = Label.objects.create(name="Call")
    chosen = [hidden.pk, members[0].pk]
    confirm(reviewer_client, action="label", chosen=chosen, more={"label": call.pk})
    assert list(call.members.all()) == [members[0]]


def test_the_table_is_exactly_the_list(reviewer_client, members):
    edit(members[0], name="=Wells")
    response = reviewer_client.post(f"{URL}?sort=name", {"action": "csv", "all": "1"})
    assert "incomplete-" in response["Content-Disposition"]
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.split("\n")[0] else ","))
    assert len(rows) == 4
    assert "'=Wells" in text or "=Wells" not in text.replace("'=Wells", "")
    response = reviewer_client.post(URL, {"action": "xlsx", "chosen": [members[1].pk]})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).worksheets[0]
    assert sheet.max_row == 2


@pytest.mark.parametrize(
    ("action", "right"),
    [("remind", "change_member"), ("assign", "change_task"), ("label", "change_label")],
)
def test_each_action_needs_its_right(client, members, action, right):
    user = make_user("viewer@example.org", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_member"))
    client.force_login(user)
    assert f'value="{action}"' not in text_of(client.get(URL))
    assert client.post(URL, {"action": action, "all": "1"}).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename=right))
    assert client.post(URL, {"action": action, "all": "1"}).status_code == 200


def test_without_the_right_to_see_members_there_is_no_list(client, members):
    client.force_login(make_user("new@example.org", is_staff=True))
    assert client.get(URL).status_code == 403


def test_its_queries_do_not_grow(reviewer_client, members, django_assert_max_num_queries):
    reviewer_client.get(URL)
    for n in range(10):
        edit(make_member(f"M{n}"), confirmed_at=(timezone.now() - timedelta(days=n)).isoformat())
    with django_assert_max_num_queries(11):
        reviewer_client.get(URL)
