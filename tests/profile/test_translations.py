"""A text that another language left behind, in the workspace of its editors."""

import pytest
from django.urls import reverse

from members.models import BehindText, Editor
from tests.helpers import edit, make_member, make_user, set_federation

pytestmark = pytest.mark.django_db
BOTH = {"nl": "Water voor iedereen", "fr": "De l'eau pour tous"}


@pytest.fixture
def member(db):
    """A member whose French mission is one edit behind."""
    set_federation(languages=["en", "nl", "fr"])
    member = make_member(mission=BOTH)
    edit(member, mission=BOTH | {"nl": "Schoon water voor iedereen"})
    return member


@pytest.fixture
def editor(member, client):
    """The browser of its owner."""
    user = make_user("owner@example.org")
    Editor.objects.create(member=member, user=user, role="owner")
    client.force_login(user)
    return client


def test_the_task_list_says_which_text_is_behind_and_its_page_shows_why(editor, member):
    html = editor.get(reverse("profile:overview", args=[member.slug])).content.decode()
    assert "Mission in French: 1 edit behind Dutch" in html.replace("&#x27;", "'")
    html = editor.get(reverse("profile:edit", args=[member.slug, "texts-fr"])).content.decode()
    assert "1 edit behind Dutch" in html
    assert "Schoon" in html


def test_the_other_languages_pages_say_nothing_of_it(editor, member):
    html = editor.get(reverse("profile:edit", args=[member.slug, "texts-nl"])).content.decode()
    assert "edit behind" not in html


def test_the_editor_may_say_that_it_is_right(editor, member):
    text = BehindText.objects.get()
    page = editor.post(reverse("profile:still_right", args=[member.slug, text.pk]), follow=True)
    assert "this text is still right" in page.content.decode()
    assert not BehindText.objects.open().exists()


def test_nobody_says_it_of_another_member(editor, member):
    other = make_member("Other", mission=BOTH)
    edit(other, mission=BOTH | {"nl": "Anders"})
    text = other.behind_texts.get()
    for slug in (member.slug, other.slug):
        page = editor.post(reverse("profile:still_right", args=[slug, text.pk]))
        assert page.status_code == 404
    assert BehindText.objects.open().filter(pk=text.pk).exists()
