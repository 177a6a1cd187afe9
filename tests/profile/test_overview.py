"""Home, task list, confirmation, preview and history."""

import re
from urllib.parse import quote

import pytest
from django.utils import timezone

from members.models import Editor, Member, Revision
from members.publishing import publish
from tests.helpers import edit, make_member, make_theme, make_user, picture
from tests.profile.conftest import FILLED, appoint, sign_in
from tests.profile.helpers import ROOT, fill, form_of, send, words

pytestmark = pytest.mark.django_db


def test_home_leads_straight_to_the_only_member(member, anna_client):
    assert anna_client.get("/en/profile/")["Location"] == ROOT


def test_home_lists_several_members_and_what_waits(member, anna, anna_client):
    other = make_member("Bread for All")
    Editor.objects.create(member=other, user=anna)
    fill(anna_client, "place", city="Bruges")
    send(anna_client)
    text = words(anna_client.get("/en/profile/"))
    assert "Bread for All" in text
    assert "Water for All Waiting for review" in text
    assert "My members" in words(anna_client.get(ROOT))


def test_home_of_somebody_without_members_says_what_to_do(stranger_client):
    assert "You do not manage a profile yet" in words(stranger_client.get("/en/profile/"))


def test_the_task_list_says_what_is_missing_per_language(member, anna_client):
    text = words(anna_client.get(ROOT))
    assert "0 of 7 parts done" in text
    assert "Texts in Dutch missing: Mission" in text
    assert "Texts in French missing: Summary, Mission" in text
    assert "Texts in English complete" in text
    assert "Missing: 1 title in Dutch, 2 titles in French" in text
    assert "Goes live straight away: E-mail address, phone, working languages." in text
    assert "Only staff change this: Name, legal form, enterprise number, membership." in text


def test_a_part_goes_from_to_do_to_draft_to_waiting_to_done(member, anna_client, reviewer):
    state = lambda: tasks(anna_client)["logo"]  # noqa: E731
    assert state() == "todo"
    fill(anna_client, "logo", file=picture())
    assert state() == "draft"
    send(anna_client)
    assert state() == "waiting"
    edit(member, logo=member.proposals.get().changes.get().new)
    anna_client.post(f"{ROOT}proposals/{member.proposals.get().pk}/withdraw/")
    assert state() == "done"


def tasks(client):
    """Return {part: state} of the task list."""
    return {task.part.key: task.state for task in client.get(ROOT).context["tasks"]}


def test_confirming_is_one_click_and_one_revision(member, anna, anna_client):
    data = {"revision": member.revision}
    page = anna_client.post(f"{ROOT}confirm/", data, follow=True)
    assert "The page now says that you confirmed it today." in words(page)
    live = Member.objects.get()
    assert timezone.localdate(live.confirmed_at) == timezone.localdate()
    newest = live.revisions.first()
    assert (newest.actor, newest.source) == (anna, Revision.Source.EDITOR)
    anna_client.post(f"{ROOT}confirm/", {"revision": live.revision})
    assert Member.objects.get().revision == live.revision


def test_a_page_that_was_changed_unseen_is_not_confirmed(member, anna_client):
    edit(member, city="Bruges")
    page = anna_client.post(f"{ROOT}confirm/", {"revision": member.revision - 1}, follow=True)
    assert "The page was changed meanwhile." in words(page)
    assert Member.objects.get().confirmed_at is None


def test_changes_by_staff_and_imports_are_told_until_confirmed(member, anna_client):
    edit(member, city="Bruges")
    assert "Staff changed your profile on" in words(anna_client.get(ROOT))
    publish(member, {"city": "Liège"}, None, Revision.Source.IMPORT)
    assert "An import changed your profile on" in words(anna_client.get(ROOT))
    anna_client.post(f"{ROOT}confirm/", {"revision": Member.objects.get().revision})
    assert "changed your profile" not in words(anna_client.get(ROOT))


def test_the_preview_shows_the_draft_in_each_language_and_not_the_page(member, anna_client):
    make_theme("health", en="Health", nl="Gezondheid")
    fill(anna_client, "texts-nl", summary__nl="Wij slaan putten.")
    fill(anna_client, "work", themes=["health"], countries=["BF"])
    fill(anna_client, "focus", areas__0__DELETE="on", areas__1__title__nl="Kraantjes")
    dutch = words(anna_client.get("/nl/profile/water-for-all/preview/"))
    for new in ("Wij slaan putten.", "Gezondheid", "Burkina Faso", "Kraantjes"):
        assert new in dutch
    for old in ("Wij graven putten.", "Senegal", "Wells"):
        assert old not in dutch
    english = words(anna_client.get(f"{ROOT}preview/"))
    assert "We dig wells." in english
    assert Member.objects.get().themes.count() == 0


def test_the_preview_of_an_unpublished_member_works(member, anna_client):
    edit(member, status=Member.Status.HIDDEN)
    assert anna_client.get(f"{ROOT}preview/").status_code == 200
    assert "This profile is not public at the moment" in words(anna_client.get(ROOT))


def test_the_preview_keeps_hidden_fields_hidden(member, anna_client):
    edit(member, hidden_fields=["phone"])
    assert "+32 2 111 11 11" not in words(anna_client.get(f"{ROOT}preview/"))


def test_the_history_says_who_changed_what_and_hides_what_is_for_staff(member, anna_client):
    robin = make_user("robin@staff.example.org", "Reviewer", name="Robin")
    summary = {**FILLED["summary"], "en": "We dig deep wells."}
    publish(
        member, {"summary": summary}, robin, Revision.Source.ADMIN, reason="They lied on the phone"
    )
    nameless = make_user("nameless@staff.example.org", "Reviewer")
    publish(member, {"city": "Bruges"}, nameless, Revision.Source.ADMIN)
    page = anna_client.get(f"{ROOT}history/")
    assert "Robin · Admin" in words(page)
    assert '<ins><span class="vh" lang="en">added: </span>deep </ins>' in re.sub(
        r"\s+>", ">", page.content.decode()
    )
    assert "They lied" not in words(page)
    assert "nameless@" not in words(page)


def test_every_page_speaks_every_language(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    for language in ("nl", "fr", "en"):
        for page in ("", "edit/texts-fr/", "edit/focus/", "check/", "preview/", "history/"):
            url = f"/{language}/profile/water-for-all/{page}"
            html = anna_client.get(url).content.decode()
            assert f'<html lang="{language}"' in html
            back = quote(f"/{language}/profile/water-for-all/{page}", safe="")
            assert f"/account/language/?next={back}" in html  # the switch stays on the page


@pytest.mark.parametrize(
    "page", ["", "edit/focus/", "edit/work/", "check/", "history/", "preview/"]
)
def test_queries_do_not_grow(page, member, anna_client, django_assert_max_num_queries):
    make_theme("health")
    edit(member, themes=["health"])
    counts = []
    for number in (1, 8):
        for n in range(number):
            edit(member, city=f"Town {number} {n}")
        fill(
            anna_client,
            "focus",
            **{
                f"areas__{2}__title__en": f"Area {number}",
                "areas__0__title__fr": f"Puits {number}",
            },
        )
        anna_client.get(f"{ROOT}{page}")  # what a process remembers
        with django_assert_max_num_queries(40) as queries:
            anna_client.get(f"{ROOT}{page}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_phone_number_and_two_texts_take_six_pages(member, anna_client):
    pages = [anna_client.get(ROOT)]
    contact = anna_client.get(f"{ROOT}edit/contact/")
    pages.append(contact)
    go = lambda part, goal, **typed: pages.append(  # noqa: E731
        fill(anna_client, part, page=pages[-1], go=goal, follow=True, **typed)
    )
    go("contact", "texts-nl", phone="+32 2 222 22 22")
    go("texts-nl", "texts-fr", summary__nl="Wij slaan putten.")
    go("texts-fr", "check", summary__fr="Des puits.")
    data = form_of(pages[-1])
    pages.append(anna_client.post(f"{ROOT}check/", data, follow=True))
    assert "Thank you, it is sent" in words(pages[-1])
    assert len(pages) == 6
    assert {one.field for one in member.proposals.get().changes.all()} == {"phone", "summary"}


def test_two_editors_of_two_members_do_not_meet(member, anna_client):
    other = make_member("Bread for All")
    eve = sign_in(appoint(other, "eve@example.org", "Eve"))
    fill(anna_client, "place", city="Bruges")
    assert "Bruges" not in words(eve.get("/en/profile/bread-for-all/check/"))
