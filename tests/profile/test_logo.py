"""The logo's page: verified by its content, cut to size, live only once it is accepted."""

from pathlib import Path

import pytest
from PIL import Image

from members.models import Proposal
from members.publishing.logos import MAX_BYTES, logo_path, store_logo
from tests.helpers import edit, picture, upload
from tests.profile.helpers import ROOT, fill, words

pytestmark = pytest.mark.django_db


def drafted():
    """Return the drafted logo's word."""
    return Proposal.objects.get(state="draft").changes.get().new


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_it_takes_four_kinds(kind, member, anna_client):
    fill(anna_client, "logo", file=picture(kind))
    assert drafted().endswith("-40x20")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "This file is empty."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "This is a SVG file"),
        (b"<!doctype html>", "This is a HTML file"),
        (picture("GIF").read(), "This is a GIF file"),
        (picture("PNG", (300, 300)).read()[:400], "This picture is damaged"),
        (b"x" * (MAX_BYTES + 1), "a logo may be at most 5 MB"),
    ],
    ids=["empty", "svg", "html", "gif", "truncated", "large"],
)
def test_anything_else_is_refused_and_nothing_is_kept(
    content, message, member, anna_client, settings
):
    page = fill(anna_client, "logo", file=upload(content))
    assert page.status_code == 422
    assert message in words(page)
    assert not Proposal.objects.exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_it_is_cut_to_size(member, anna_client):
    fill(anna_client, "logo", file=picture(size=(400, 200)), left="25", right="25")
    word = drafted()
    assert word.endswith("-200x200")
    with Image.open(logo_path(word[:32], 96)) as small:
        assert small.size == (96, 96)


def test_the_one_that_is_there_can_be_cut_too(member, anna_client):
    edit(member, logo=store_logo(picture(size=(100, 50))))
    fill(anna_client, "logo", left="50")
    assert drafted().endswith("-50x50")


@pytest.mark.parametrize("sides", [{"left": "60", "right": "40"}, {"top": "95", "bottom": "95"}])
def test_something_must_be_left(sides, member, anna_client):
    page = fill(anna_client, "logo", file=picture(size=(100, 100)), **sides)
    assert page.status_code == 422
    assert "This crop leaves nothing of the picture." in words(page)


SMALL = "This picture is 96 × 40 pixels and will look blurred."


@pytest.mark.parametrize(("go", "page"), [("overview", ""), ("check", "check/")])
def test_one_too_small_to_be_sharp_is_kept_and_said_so(go, page, member, anna_client):
    fill(anna_client, "logo", file=picture(size=(96, 40)), go=go)
    assert drafted().endswith("-96x40")
    assert SMALL in words(anna_client.get(f"{ROOT}{page}"))
    assert SMALL in words(anna_client.get(f"{ROOT}edit/logo/"))


def test_the_warning_is_in_the_reader_s_language(member, anna_client):
    fill(anna_client, "logo", file=picture(size=(96, 40)))
    for language, sentence in [
        ("nl", "Deze afbeelding is 96 × 40 pixels"),
        ("fr", "Cette image fait 96 × 40 pixels"),
    ]:
        page = anna_client.get(f"/{language}/profile/water-for-all/edit/logo/")
        assert sentence in words(page)


def test_what_is_left_of_a_large_one_may_be_too_small(member, anna_client):
    fill(anna_client, "logo", file=picture(size=(400, 200)), left="50", right="30")
    assert "blurred" not in words(anna_client.get(ROOT))  # 80 × 200
    fill(anna_client, "logo", top="50")
    assert "This picture is 80 × 100 pixels" in words(anna_client.get(ROOT))


def test_one_that_is_sharp_enough_is_not_warned_about(member, anna_client):
    fill(anna_client, "logo", file=picture(size=(192, 20)))
    assert "blurred" not in words(anna_client.get(ROOT))


def test_it_can_be_taken_away(member, anna_client):
    edit(member, logo=store_logo(picture()))
    fill(anna_client, "logo", remove="on")
    assert drafted() == ""


def test_the_old_one_stays_until_the_new_one_is_accepted(member, anna_client, anonymous):
    old = store_logo(picture(size=(60, 60)))
    edit(member, logo=old)
    fill(anna_client, "logo", file=picture(size=(40, 20)))
    assert old[:32] in anonymous.get("/en/members/water-for-all/").content.decode()
    assert drafted()[:32] not in anonymous.get("/en/members/water-for-all/").content.decode()
    assert "stays until the new one is accepted" in words(anna_client.get(f"{ROOT}edit/logo/"))
