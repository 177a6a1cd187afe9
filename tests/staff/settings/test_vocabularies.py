"""Themes, places and working areas: changed through change_setting(), deleted only when unused."""

import pytest

from members.models import DirectoryVersion, Member, Theme
from tests.helpers import make_member, make_place, make_theme
from tests.staff.conftest import FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db


def form(**values):
    names = {"name_nl": "Water", "name_fr": "Eau", "name_en": "Water", "position": "1"}
    return names | values


def test_a_theme_is_added_with_synonyms_one_a_line(administrator_client):
    before = DirectoryVersion.objects.current().stamp
    data = form(slug="water", synonyms_nl="drinken\r\n\r\n put \r\nput", synonyms_fr="puits")
    assert administrator_client.post(admin_url("theme_add"), data).status_code == 302
    theme = Theme.objects.get()
    assert theme.synonyms == {"nl": ["drinken", "put"], "fr": ["puits"]}
    assert DirectoryVersion.objects.current().stamp != before


def test_a_new_theme_stands_behind_the_others(administrator_client):
    first = FormReader(text_of(administrator_client.get(admin_url("theme_add"))))
    assert first.fields["position"] == "0"
    make_theme("water")
    Theme.objects.update(position=7)
    page = text_of(administrator_client.get(admin_url("theme_add")))
    assert FormReader(page).fields["position"] == "8"


def test_a_changed_theme_keeps_its_slug(administrator_client):
    theme = make_theme("water", synonyms={"nl": ["put"]})
    url = admin_url("theme_change", theme.pk)
    assert "\nput</textarea>" in text_of(administrator_client.get(url))
    administrator_client.post(url, form(slug="other", name_en="Fresh water", synonyms_nl="put"))
    theme.refresh_from_db()
    assert (theme.slug, theme.name["en"], theme.synonyms) == (
        "water",
        "Fresh water",
        {"nl": ["put"]},
    )


def test_the_list_links_to_the_members_that_use_a_theme(administrator_client):
    make_theme("water", en="Water")
    make_member(themes=["water"])
    page = text_of(administrator_client.get(admin_url("theme_changelist")))
    assert '<a href="/admin/members/member/?theme=water">1 member</a>' in page


@pytest.mark.parametrize(("kind", "make"), [("theme", make_theme), ("place", make_place)])
def test_a_term_in_use_is_not_deleted(administrator_client, kind, make):
    term = make("used")
    member = make_member("Wells", **{"themes": ["used"]} if kind == "theme" else {"place": "used"})
    url = admin_url(f"{kind}_delete", term.pk)
    for response in (
        administrator_client.get(url),
        administrator_client.post(url, {"post": "yes"}),
    ):
        assert "is in use, so it stays" in text_of(response)
        assert admin_url("member_change", member.pk) in text_of(response)
    assert type(term).objects.filter(pk=term.pk).exists()


def test_a_term_that_nobody_uses_is_deleted(administrator_client):
    term = make_place()
    before = DirectoryVersion.objects.current().number
    administrator_client.post(admin_url("place_delete", term.pk), {"post": "yes"})
    assert not type(term).objects.exists()
    assert DirectoryVersion.objects.current().number == before + 1


def test_a_new_name_is_on_the_public_page_at_once(administrator_client, anonymous):
    theme = make_theme("water", en="Water")
    make_member("Wells", themes=["water"])
    anonymous.get("/en/members/wells/")
    administrator_client.post(admin_url("theme_change", theme.pk), form(name_en="Fresh water"))
    assert "Fresh water" in text_of(anonymous.get("/en/members/wells/"))


def test_a_reviewer_only_looks_at_themes(reviewer_client):
    theme = make_theme()
    url = admin_url("theme_change", theme.pk)
    assert reviewer_client.get(url).status_code == 200
    assert reviewer_client.post(url, form()).status_code == 403
    assert reviewer_client.get(admin_url("theme_delete", theme.pk)).status_code == 403
    assert Member.objects.count() == 0
