"""Pages of staff with forms that need something to have happened first; see form_scenes.py."""

import datetime as dt

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from django.utils import timezone

from members.exchange import worker
from members.exchange.memory import remember
from members.freshness.quality.duplicates import find_duplicates
from members.models import CheckRound, Editor, ImportJob, Invitation, LinkCheck, Member, Place
from members.publishing import inviting
from members.publishing.leaving import leave
from members.publishing.proposals import save_draft, submit
from members.staff.members.filters import LONG
from tests.exchange.importing import csv_file, rehearsed
from tests.form_scenes import signed_in, translation_behind
from tests.helpers import edit, make_member, make_place, make_theme, make_user


def _administrator(world):
    world.settings.REQUIRE_SECOND_FACTOR = False
    return signed_in(world.people["administrator"])


def staff_see_what_is_behind(world):
    translation_behind(world)
    return _administrator(world), f"/admin/members/member/{world.member.pk}/change/"


def staff_act_on_a_list(world):
    return _administrator(world), "/admin/health/incomplete/", {"action": "remind", "all": "1"}


def a_new_site_takes_its_first_steps(world):
    for model in (Editor, Invitation, Place):
        model.objects.all().delete()
    return _administrator(world), "/admin/"


def own_words_of_a_mail_are_tried(world):
    return _administrator(world), "/admin/mails/no_account/en/"


def staff_find_a_value_of_a_long_filter(world):
    for number in range(LONG):
        make_place(f"BE-{number}")
    return _administrator(world), "/admin/members/member/"


def staff_invite_somebody(world):
    return _administrator(world), f"/admin/members/invitation/add/?member={world.member.pk}"


def staff_look_at_invitations(world):
    batch = inviting.prepare([world.member.pk], world.people["administrator"])
    return _administrator(world), f"/admin/invitations/{batch.pk}/"


def staff_are_asked_first(world):
    page = "/admin/members/member/"
    chosen = {"action": "hide_chosen", "_selected_action": [world.member.pk]}
    return _administrator(world), page, chosen


def an_import_is_rehearsed(world):
    ImportJob.objects.filter(pk=world.job.pk).update(state=ImportJob.State.REHEARSING)
    world.until_walked.enter_context(worker._claimed(world.job))  # by another process
    return _administrator(world), f"/admin/exchange/{world.job.pk}/"


def terms_are_looked_at(world):
    table = csv_file(["slug", "name_nl"], ["frost", "Vorst"])
    page = "/admin/exchange/"
    return _administrator(world), page, {"vocabulary": "themes", "file": table}


def an_import_is_to_be_decided(world):
    rows = ["Air for All", ""], ["Fire", "nobody"], [world.member.name, ""]
    job = rehearsed(csv_file(["name", "email"], *rows))
    return _administrator(world), f"/admin/exchange/{job.pk}/"


def an_import_reads_values_as_others(world):
    make_theme("frost", en="Frost")
    remember("themes", {"Cold": "Frost"})
    job = rehearsed(csv_file(["name", "themes"], ["Ice for All", "Cold"]))
    return _administrator(world), f"/admin/exchange/{job.pk}/"


def chooses_what_a_merge_keeps(world):
    other = Member.objects.get(slug="bread-for-all")
    page = f"/admin/members/member/{world.member.pk}/merge/?with={other.pk}"
    return _administrator(world), page


def takes_a_member_back(world):
    member = make_member("Gone for now")
    leave(member, dt.date(2026, 1, 31), world.people["administrator"])
    return _administrator(world), f"/admin/members/member/{member.pk}/return/"


def reviews_a_link(world):
    author = make_user("links@example.org")
    member = make_member("Links")
    draft = save_draft(member, {"website": "https://example.org/"}, author)
    draft.changes.update(new="http://127.0.0.1/")  # which nobody may ask from here
    proposal = submit(draft, author)
    return _administrator(world), f"/admin/review/{proposal.pk}/"


def staff_call_whom_no_mail_reaches(world):
    today = timezone.localdate()
    member = make_member("Nobody Answers")
    CheckRound.objects.create(member=member, state="alone", reached_on=today, next_on=today)
    return _administrator(world), "/admin/calls/"


def staff_look_at_alike_members(world):
    for name in ("Earth for All", "Earth for Al"):
        make_member(name, website="https://earth.example/")
    find_duplicates()
    return _administrator(world), "/admin/duplicates/"


def staff_look_at_links_that_moved(world):
    old, new = "http://old.example/", "https://new.example/"
    edit(world.member, website=old)
    LinkCheck.objects.create(
        member=world.member,
        field="website",
        url=old,
        host="old.example",
        verdict="moved",
        reason="moved",
        moved_to=new,
        checked_at=timezone.now(),
    )
    return _administrator(world), "/admin/links/"


def restores_a_version(world):
    edit(world.member, city="Bruges")
    page = reverse("admin:members_member_restore", args=[world.member.pk, 1])
    return _administrator(world), page


def takes_a_second_factor_away(world):
    user = world.people["reviewer"]
    TOTP.activate(user, generate_totp_secret())
    return _administrator(world), f"/admin/members/user/{user.pk}/second-factor/"


SCENES = (
    staff_see_what_is_behind,
    staff_act_on_a_list,
    a_new_site_takes_its_first_steps,
    own_words_of_a_mail_are_tried,
    staff_find_a_value_of_a_long_filter,
    staff_invite_somebody,
    staff_look_at_invitations,
    staff_are_asked_first,
    an_import_is_rehearsed,
    terms_are_looked_at,
    an_import_is_to_be_decided,
    an_import_reads_values_as_others,
    chooses_what_a_merge_keeps,
    takes_a_member_back,
    reviews_a_link,
    staff_call_whom_no_mail_reaches,
    staff_look_at_alike_members,
    staff_look_at_links_that_moved,
    restores_a_version,
    takes_a_second_factor_away,
)
