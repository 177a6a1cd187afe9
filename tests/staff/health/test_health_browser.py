"""The staff's pages about links, duplicates, translations and themes in a real Chromium."""

import pytest
from django.utils import timezone

from members.freshness.quality.duplicates import find_duplicates
from members.models import CheckRound, LinkCheck
from tests.browser.test_accessibility import violations
from tests.helpers import edit, make_member, make_theme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MISSION = {"nl": "Water voor iedereen", "fr": "De l'eau pour tous"}


@pytest.fixture
def pages(superuser):
    """The addresses of the pages, each with something on it."""
    make_theme("water", en="Water")
    make_theme("waters", en="Waters")
    member = make_member(website="https://old.example/", mission=MISSION)
    edit(member, mission=MISSION | {"nl": "Schoon water voor iedereen"})
    make_member("Water for Al", website="https://old.example/nl")
    for field, verdict, to in (
        ("website", "moved", "https://new.example/a/rather/long/address/of/a/page/about/us.html"),
        ("donation_link", "broken", ""),
        ("social_links", "uncertain", ""),
    ):
        LinkCheck.objects.create(
            member=member,
            field=field,
            url="https://old.example/",
            verdict=verdict,
            moved_to=to,
            reason="gone",
            status=404,
            checked_at=timezone.now(),
            failing_since=timezone.now(),
        )
    find_duplicates()
    today = timezone.localdate()
    CheckRound.objects.create(member=member, state="reminded", reached_on=today, next_on=today)
    return [
        "/admin/calls/",
        "/admin/links/",
        "/admin/links/?verdict=broken",
        "/admin/links/?verdict=uncertain",
        "/admin/duplicates/",
        "/admin/duplicates/?settled=1",
        "/admin/themes/",
        f"/admin/members/member/{member.pk}/change/",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    width, scheme, browser, live_server, superuser_client, pages
):
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    session = superuser_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    for address in pages:
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()
