"""An import in a real Chromium: a file that is worked on by a thread, and no fault for axe-core."""

import pytest
from playwright.sync_api import expect

from members.models import ImportJob, Member, Revision
from tests.browser.test_accessibility import violations
from tests.exchange.importing import csv_file, rehearsed
from tests.helpers import make_member, make_theme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROWS = 300


@pytest.fixture
def window(browser, live_server, administrator_client):
    """A page of an administrator's browser."""
    session = administrator_client.cookies["sessionid"].value
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    yield page
    context.close()


def look(page):
    """Look at a page on a desk and on a phone, in light and dark."""
    for width, scheme in ((1280, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_large_file_is_rehearsed_and_applied_while_the_page_waits(window, tmp_path):
    make_member("Member 1", city="Gent")
    rows = [[f"Member {number}", "", "Brugge", "x" * 600, "?"] for number in range(ROWS)]
    rows[1][1] = "member-1"
    rows.append(["Broken", "", "Gent", "x" * 5000, "?"])
    path = tmp_path / "members.csv"
    path.write_bytes(csv_file(["Naam", "slug", "Gemeente", "Missie (nl)", "Code"], *rows).read())
    window.goto("/admin/exchange/")
    look(window)
    window.set_input_files("#file", path)
    window.click("text=Upload and look at its columns")
    look(window)
    window.click("text=Rehearse: show what would change")
    window.wait_for_selector("text=300 rows would change something", timeout=30_000)
    look(window)
    window.goto(window.url.split("?")[0] + "?show=changed")
    look(window)
    window.check("[name=leave_out]")
    window.click("text=Apply 300 rows")
    window.wait_for_selector("text=Owners of the profiles get one mail each.", timeout=30_000)
    look(window)
    assert ImportJob.objects.get().state == ImportJob.State.APPLIED
    assert Member.objects.filter(city="Brugge").count() == ROWS
    assert Revision.objects.filter(source="import").count() == ROWS


def test_problems_are_decided_on_a_desk_and_on_a_phone(window):
    make_member("Water", city="Gent")
    make_theme("health", en="Health")
    rows = [
        ["Water", "Luik", "", ""],
        ["Fire", "", "nobody", ""],
        ["Air", "", "", "wellness"],
        ["Earth", "", "", "health"],
        ["Totaal", "", "", ""],
    ]
    job = rehearsed(csv_file(["name", "city", "email", "themes"], *rows))
    for show in ("asked", "error", "new"):
        window.goto(f"/admin/exchange/{job.pk}/?show={show}")
        window.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        look(window)
    window.goto(f"/admin/exchange/{job.pk}/?show=asked")
    window.check("[name=row_2][value=another]")
    window.click("text=Keep these decisions and rehearse again")
    expect(window.locator("text=1 decision kept.")).to_be_visible()
    assert not job.rows.filter(outcome="asked").exists()


def test_terms_are_looked_at_and_values_remembered_on_a_desk_and_on_a_phone(window, tmp_path):
    make_theme("water", en="Water")
    path = tmp_path / "terms.csv"
    path.write_bytes(
        csv_file(["slug", "Name (en)"], ["water", "Waters"], ["", "Peace"], ["a b", "x"]).read()
    )
    window.goto("/admin/exchange/")
    window.set_input_files("#terms-file", path)
    window.click("text=Look at what would change")
    expect(window.locator("[role=status]")).to_contain_text("New: 1. Changed: 1.")
    look(window)
    window.click("text=Add or change 2 terms")
    expect(window.locator(".messagelist")).to_contain_text("2 terms were added or changed.")
    job = rehearsed(csv_file(["name", "themes"], ["Een", "Quiet; Wet"], ["Twee", "Wet"]))
    window.goto(f"/admin/exchange/{job.pk}/")
    window.click("text=Read something else instead of 2 values")
    look(window)
    window.fill("[name=instead_0]", "Waters")
    window.fill("[name=instead_1]", "Peace")
    window.click("text=Read these instead")
    window.click("text=2 values that are read as others")
    look(window)
    assert ImportJob.objects.get().counts["new"] == 2
