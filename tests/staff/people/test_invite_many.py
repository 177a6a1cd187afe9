"""Inviting the owners of many members: seen before, sent once, told of each."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from members.accounts import invitation_batches
from members.models import BatchInvitation, Editor, Invitation, InvitationBatch
from members.publishing import inviting
from tests.helpers import make_member, make_user, set_federation
from tests.killing import killed_at_every_moment, needs_fork
from tests.staff.conftest import FormReader, text_of

pytestmark = pytest.mark.django_db
LIST = "/admin/health/incomplete/"


@pytest.fixture
def members(db):
    """Two members with an address and no owner, one without address, one that has an owner."""
    set_federation(languages=["nl", "fr"])
    wells = make_member("Wells", email="Info@wells.example", languages=["fr"])
    bakers = make_member("Bakers", email="hello@bakers.example")
    silent, owned = make_member("Silent"), make_member("Owned", email="info@owned.example")
    Editor.objects.create(member=owned, user=make_user("olga@owned.example"), role="owner")
    return [wells, bakers, silent, owned]


def prepared(client, **data):
    """Choose members on a list; return the address of the page that shows the invitations."""
    response = client.post(LIST, {"action": "invite", **(data or {"all": "1"})})
    assert response.status_code == 302
    return response["Location"]


def form_of(client, url):
    return FormReader(text_of(client.get(url))).fields


def mails():
    return {mail.to[0]: mail for mail in Email.objects.all()}


def test_the_page_says_how_many_it_can_serve_and_sends_nothing(reviewer_client, members):
    page = text_of(reviewer_client.get(prepared(reviewer_client)))
    assert "2 of 4 members get an invitation" in page
    words = " ".join(page.split())
    assert "No e-mail address (1)" in words
    assert "Has an owner (1)" in words
    assert "Send 2 invitations" in page
    assert not Email.objects.exists()


def test_each_mail_is_shown_before_in_its_language(reviewer_client, members):
    url = prepared(reviewer_client)
    data = form_of(reviewer_client, url) | {"message_fr": "Bonjour <b>à vous</b>", "preview": "1"}
    page = text_of(reviewer_client.post(url, data))
    assert "Vous êtes invité(e) à gérer le profil de Wells" in page
    assert "Je bent uitgenodigd om het profiel van Bakers" in page
    assert "<blockquote data-words>Bonjour &lt;b&gt;à vous&lt;/b&gt;</blockquote>" in page
    assert not Email.objects.exists()


def test_they_are_sent_to_the_members_own_addresses_with_the_words(reviewer_client, members):
    url = prepared(reviewer_client)
    data = form_of(reviewer_client, url) | {"message_fr": "À bientôt", "send": "1"}
    page = text_of(reviewer_client.post(url, data, follow=True))
    assert set(mails()) == {"info@wells.example", "hello@bakers.example"}
    assert "À bientôt" in mails()["info@wells.example"].message
    assert "À bientôt" not in mails()["hello@bakers.example"].message
    assert "2 invitations are on their way." in page
    assert {i.role for i in Invitation.objects.all()} == {"owner"}


def test_an_address_can_be_typed_over_and_one_that_is_none_is_kept_and_named(
    reviewer_client, members
):
    url = prepared(reviewer_client)
    silent = BatchInvitation.objects.get(member=members[2])
    wrong = {f"email_{silent.pk}": "nobody at home", "send": "1"}
    page = text_of(reviewer_client.post(url, form_of(reviewer_client, url) | wrong))
    assert "There is a problem" in page
    assert f'href="#email_{silent.pk}"' in page
    assert "nobody at home" in page
    assert not Email.objects.exists()
    right = {f"email_{silent.pk}": "Nora@silent.example", "send": "1"}
    reviewer_client.post(url, form_of(reviewer_client, url) | right)
    assert "nora@silent.example" in mails()
    assert len(mails()) == 3


def test_pressed_twice_nothing_is_sent_twice(reviewer_client, members):
    url = prepared(reviewer_client)
    data = form_of(reviewer_client, url) | {"send": "1"}
    for _press in range(2):
        assert reviewer_client.post(url, data).status_code == 302
    again = prepared(reviewer_client)
    page = text_of(reviewer_client.get(again))
    assert "0 of 4 members get" in page
    assert "This person was invited already (2)" in " ".join(page.split())
    page = text_of(reviewer_client.post(again, form_of(reviewer_client, again) | {"send": "1"}))
    assert "Nobody can be invited yet" in page
    assert Email.objects.count() == 2


def test_what_changed_meanwhile_is_told_of_each_member(reviewer_client, members):
    url = prepared(reviewer_client)
    data = form_of(reviewer_client, url) | {"send": "1"}
    Editor.objects.create(member=members[0], user=make_user("info@wells.example"), role="owner")
    page = text_of(reviewer_client.post(url, data, follow=True))
    assert "1 invitation is on its way." in page
    assert "This person edits the profile already" in page
    assert set(mails()) == {"hello@bakers.example"}


def test_the_list_of_members_has_it_too(reviewer_client, members):
    chosen = {"action": "invite_chosen", "_selected_action": [m.pk for m in members]}
    response = reviewer_client.post("/admin/members/member/", chosen)
    assert "2 of 4 members" in text_of(reviewer_client.get(response["Location"]))


def test_a_draft_is_its_authors_alone_and_needs_the_right(
    reviewer_client, administrator_client, client, members
):
    url = prepared(reviewer_client)
    assert administrator_client.get(url).status_code == 404
    viewer = make_user("viewer@example.org", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_member"))
    client.force_login(viewer)
    assert client.get(url).status_code == 403
    assert "Invite owners" not in text_of(client.get(LIST))
    assert client.post(LIST, {"action": "invite", "all": "1"}).status_code == 403


def test_a_draft_that_nobody_sends_is_forgotten(reviewer, members):
    old = inviting.prepare([members[0].pk], reviewer)
    past = timezone.now() - timedelta(days=8)
    InvitationBatch.objects.filter(pk=old.pk).update(created_at=past)
    inviting.prepare([members[1].pk], reviewer)
    assert InvitationBatch.objects.count() == 1


def test_many_are_sent_while_the_page_tells_how_far_it_is(reviewer_client, reviewer, members):
    batch = inviting.prepare([m.pk for m in members], reviewer)
    batch.move("draft", "sending")
    InvitationBatch.objects.filter(pk=batch.pk).update(worked_at=timezone.now())
    page = text_of(reviewer_client.get(f"/admin/invitations/{batch.pk}/"))
    assert "2 of 4 members" in page
    answer = reviewer_client.get(f"/admin/invitations/{batch.pk}/progress/").json()
    assert (answer["done"], answer["total"], answer["working"]) == (2, 4, True)
    assert not Email.objects.exists()  # somebody else is at it
    silent = timezone.now() - timedelta(minutes=2)
    InvitationBatch.objects.filter(pk=batch.pk).update(worked_at=silent)
    answer = reviewer_client.get(f"/admin/invitations/{batch.pk}/progress/").json()
    assert not answer["working"]
    assert Email.objects.count() == 2


def test_its_queries_do_not_grow_with_the_members(
    reviewer_client, reviewer, members, django_assert_max_num_queries
):
    pks = [make_member(f"M{n}", email=f"m{n}@example.org").pk for n in range(30)]
    batch = inviting.prepare(pks, reviewer)
    reviewer_client.get("/admin/")
    with django_assert_max_num_queries(16):
        reviewer_client.get(f"/admin/invitations/{batch.pk}/")
    with django_assert_max_num_queries(14):
        inviting.prepare(pks, reviewer)


@pytest.mark.slow
@needs_fork
@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_each_is_invited_once(reviewer, members):
    batch = inviting.prepare([m.pk for m in members], reviewer)
    batch.move("draft", "sending")

    def go_on():
        InvitationBatch.objects.update(worked_at=None)
        invitation_batches.finish_batches()

    def check(lived):
        sent = BatchInvitation.objects.filter(outcome="sent").count()
        assert sent == Email.objects.count() == Invitation.objects.count()
        assert not lived or sent == 2

    assert killed_at_every_moment(go_on, check, step=2) > 10
    assert InvitationBatch.objects.get().state == "done"


def test_the_outbox_command_finishes_what_a_dead_worker_left(reviewer, members, settings):
    settings.MAIL_IS_SENT = True
    settings.POST_OFFICE = {
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"}
    }
    batch = inviting.prepare([m.pk for m in members], reviewer)
    batch.move("draft", "sending")
    call_command("send_mail")
    assert Invitation.objects.count() == 2
    assert not re.search("waiting", " ".join(batch.rows.values_list("outcome", flat=True)))


def test_earlier_batches_are_listed_and_drafts_are_their_authors_alone(
    reviewer_client, administrator_client, members, django_assert_max_num_queries
):
    url = prepared(reviewer_client)
    assert url in text_of(reviewer_client.get("/admin/invitations/"))
    assert url not in text_of(administrator_client.get("/admin/invitations/"))
    reviewer_client.post(url, form_of(reviewer_client, url) | {"send": "1"})
    with django_assert_max_num_queries(12):
        page = text_of(administrator_client.get("/admin/invitations/"))
    assert url in page
    row = re.findall(r'<td data-label="[^"]*">([^<]*)</td>', page)
    assert row[1:] == ["Sent", "4", "2", "2"]
    for where in ("/admin/members/invitation/", url):
        assert 'href="/admin/invitations/"' in text_of(administrator_client.get(where))
