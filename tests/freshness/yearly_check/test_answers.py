"""The mail's link opens a page that confirms, changes or stops, once, and tells nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from members.freshness.yearly_check import run
from members.models import (
    BehindText,
    CheckRound,
    ConfirmationLink,
    Editor,
    LinkCheck,
    Member,
    Revision,
    Task,
    User,
)
from tests.helpers import edit, make_user, set_federation
from tests.profile.helpers import words

from .people import FULL, OLD, confirmed, mails, own, owned, post, tokens, url

pytestmark = pytest.mark.django_db


def test_a_first_time_visitor_confirms_without_signing_in(visitor, token, member):
    response = post(visitor, token)
    assert response["Location"] == url(token, "done/")
    page = words(visitor.get(url(token, "done/")))
    assert "On 23 November 2026 at 12:00 you told us that everything" in page
    assert confirmed() == timezone.now()
    revision = member.revisions.first()
    assert (revision.source, revision.actor.email) == (Revision.Source.EDITOR, "anna@example.org")
    assert CheckRound.objects.get().state == "answered"
    assert "sessionid" not in visitor.cookies


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_it_changes_nothing_however_often(client, token, member, method):
    before = [list(rows.objects.values()) for rows in (Member, ConfirmationLink, CheckRound, Task)]
    for tail in ("", "done/", "new/"):
        for _time in range(3):
            getattr(client, method)(url(token, tail))
    assert [
        list(m.objects.values()) for m in (Member, ConfirmationLink, CheckRound, Task)
    ] == before
    assert len(mails()) == 1
    assert post(client, token).status_code == 302


def test_a_link_works_once(client, token):
    post(client, token)
    response = client.get(url(token))
    assert response.status_code == 410
    assert "Send me a new link" in words(response)
    edit(Member.objects.get(), confirmed_at=OLD)
    assert client.post(url(token), {"answer": "checked"}).status_code == 410
    assert client.post(url(token), {"answer": "stopped"}).status_code == 410
    assert confirmed().year == 2025


def test_a_link_works_for_sixty_days(client, token, time_machine):
    time_machine.shift(timedelta(days=60, seconds=-1))
    assert client.get(url(token)).status_code == 200
    time_machine.shift(2)
    assert client.get(url(token)).status_code == 410


def test_only_the_hash_is_kept(token):
    link = ConfirmationLink.objects.get()
    assert token not in str(vars(link))
    assert len(link.token_hash) == 64


@pytest.mark.parametrize("why", ["forged", "left", "inactive", "former", "expired"])
def test_every_link_that_does_not_work_looks_the_same(client, token, member, why, time_machine):
    shown = token
    if why == "forged":
        shown = "x" * 43
    elif why == "left":
        Editor.objects.all().delete()
    elif why == "inactive":
        User.objects.update(is_active=False)
    elif why == "former":
        edit(member, status="former")
    else:
        time_machine.shift(timedelta(days=61))
    sent = len(mails())
    page = words(client.get(url(shown)))
    assert page == words(client.get(url("y" * 43)))
    answer = client.post(url(shown, "new/"), follow=True)
    assert words(answer) == words(client.post(url("y" * 43, "new/"), follow=True))
    assert "anna" not in (page + words(answer)).lower()
    assert "Alpha" not in page + words(answer)
    assert len(mails()) - sent == (why == "expired")


def test_a_new_link_goes_to_the_same_address_and_works(client, token, time_machine):
    time_machine.shift(timedelta(days=61))
    client.post(url(token, "new/"), {"email": "eve@example.org"})
    mail = mails()[-1]
    assert (mail.to, mail.headers["X-Koepel-Mail"]) == (["anna@example.org"], "check_link")
    (fresh,) = tokens(mail)
    assert post(client, fresh).status_code == 302
    assert confirmed() == timezone.now()


def test_new_links_are_sent_a_few_times_an_hour(client, token, time_machine):
    time_machine.shift(timedelta(days=61))
    answers = [client.post(url(token, "new/")).status_code for _time in range(25)]
    assert len(mails()) == 1 + 3
    assert answers == [302] * 20 + [429] * 5
    time_machine.shift(3601)
    assert client.post(url(token, "new/")).status_code == 302
    assert len(mails()) == 1 + 4


def test_its_pages_are_kept_by_nobody_and_told_to_no_other_site(client, token):
    for path in (url(token), url(token, "done/"), url(token, "new/"), url("x" * 43)):
        response = client.get(path)
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Robots-Tag"] == "noindex"


def test_a_page_that_was_changed_meanwhile_is_to_be_looked_at_again(client, token, member):
    seen = member.revision
    edit(member, city="Ghent")
    response = client.post(url(token), {"answer": "checked", "revision": seen})
    assert response.status_code == 409
    assert "changed meanwhile" in words(response)
    assert confirmed().year == 2025
    assert "Ghent" in words(response)
    assert post(client, token, **{"is-city": "right"}).status_code == 302


def doubtful(response):
    return {row.cell: row.doubts for row in response.context["form"].doubtful}


def test_what_is_in_doubt_stands_first_and_wants_an_answer(client, token, member, time_machine):
    time_machine.shift(timedelta(days=1))
    edit(member, mission={"en": "Water.", "fr": "De l’eau."}, countries=["SN"], countries_total=12)
    edit(member, city="Ghent")
    found = doubtful(client.get(url(token)))
    assert found.keys() == {"mission-nl", "countries", "countries_total", "city"}
    assert found["mission-nl"] == [
        "It is missing in Dutch.",
        "Staff changed it on 24 November 2026.",
    ]
    assert "You say you work in 12 countries; 1 are listed." in found["countries"]
    response = post(client, token)
    assert response.status_code == 422
    assert len(response.context["problems"]) == 4
    assert confirmed().year == 2025
    right = {f"is-{cell}": "right" for cell in found}
    assert post(client, token, **right).status_code == 302
    assert confirmed() == timezone.now()


def test_a_site_that_did_not_answer_is_in_doubt_while_its_address_is_the_same(
    client, token, member
):
    LinkCheck.objects.create(member=member, field="website", url=member.website, verdict="broken")
    assert "website" in doubtful(client.get(url(token)))
    edit(member, website="https://new.example.org/")
    why = doubtful(client.get(url(token)))["website"]
    assert why == ["Staff changed it on 23 November 2026."]


def test_a_translation_that_is_behind_is_in_doubt_until_somebody_finds_it_right(
    client, token, member
):
    edit(member, summary=FULL["summary"] | {"en": "We dig deep wells."})
    found = doubtful(client.get(url(token)))
    behind = "The text in English was edited since: this one is 1 edit behind."
    assert behind in found["summary-nl"]
    assert behind in found["summary-fr"]
    post(client, token, **{f"is-{cell}": "right" for cell in found})
    assert not BehindText.objects.open().exists()
    assert BehindText.objects.first().settled_by.email == "anna@example.org"


def test_a_phone_number_that_nobody_ever_confirmed_is_in_doubt(client, token, member):
    edit(member, confirmed_at=None)
    assert "phone" in doubtful(client.get(url(token)))


def test_hidden_fields_are_not_asked_about(client, token, member):
    edit(member, hidden_fields=["phone", "summary"])
    page = client.get(url(token))
    assert "111" not in words(page)
    assert "wells" not in words(page)


def test_a_link_answers_for_its_own_member_only(client, token, time_machine):
    other = owned("Beta", "anna@example.org", confirmed=OLD)
    post(client, token)
    other.refresh_from_db()
    assert other.confirmed_at.year == 2025


def test_the_persons_other_links_for_the_member_end_too_and_colleagues_do_not(
    client, member, time_machine
):
    own(member, "bob@example.org")
    time_machine.shift(timedelta(weeks=3))
    run.run()
    first, reminder, bobs = (tokens(mail)[0] for mail in mails())
    post(client, reminder)
    assert client.get(url(first)).status_code == 410
    assert client.get(url(bobs)).status_code == 200


def test_the_pause_is_told_on_the_page_and_in_the_workspace(client, token):
    today = timezone.localdate()
    set_federation(
        pause_from=today + timedelta(days=10),
        pause_until=today + timedelta(days=20),
        pause_text={"en": "We are away until January."},
    )
    assert "We are away until January." in words(client.get(url(token)))
    client.force_login(User.objects.get())
    assert "We are away until January." in words(client.get("/en/profile/alpha/"))
    set_federation(pause_from=today + timedelta(days=15))
    assert "We are away" not in words(client.get("/en/profile/alpha/"))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"answer": "checked"},
        {"revision": "\x00"},
        {"revision": "99999999999999999999"},
        {"answer": "nonsense", "revision": "1", "is-phone": "x" * 5000},
        {"is-\x00": "change"},
    ],
)
def test_nothing_that_is_sent_gives_an_error(client, token, data):
    assert client.post(url(token), data).status_code in (302, 409, 422)


@pytest.mark.parametrize("strange", ["x", "é", "%00", "a" * 5000, "../..", "<b>"])
def test_strange_tokens_are_links_that_do_not_work(client, strange):
    assert client.get(f"/en/confirm/{strange}/").status_code in (404, 410)


def test_a_stranger_who_is_signed_in_gets_the_links_own_rights_and_no_others(token, member):
    client = Client()
    client.force_login(make_user("eve@example.org"))
    post(client, token)
    assert member.revisions.first().actor.email == "anna@example.org"
    assert client.get("/en/profile/alpha/").status_code == 404


def test_its_queries_do_not_grow_with_the_members(
    client, token, member, django_assert_max_num_queries
):
    for n in range(5):
        owned(f"Member{n}", "anna@example.org")
    client.get(url(token))
    with django_assert_max_num_queries(16):
        client.get(url(token))
