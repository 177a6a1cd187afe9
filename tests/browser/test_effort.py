"""An editor who is new to it changes a phone number and two texts in few pages and little time."""

import pytest

from members.accounts.invitations import invite
from members.models import Editor
from tests.accounts.conftest import newest_link
from tests.helpers import make_member, make_user, set_federation

pytestmark = pytest.mark.django_db(transaction=True)
MOST_PAGES, MOST_SECONDS = 6, 120
# Words a minute. Sentences are read at 240; a page on which somebody looks for one word is scanned,
# and what they wrote themselves is skimmed (Carver, Reading Rate, 1990: 600 and 450).
READ, SKIM, SCAN = 240, 450, 600
KEYS_A_MINUTE, SECONDS_A_CLICK = 200, 1.3  # the latter: to point and press (Card, Moran, Newell)
PHONE = "+32 2 222 22 22"
# The words that are seen within some elements, up to where the search ends.
_WORDS = """([within, until]) => {
  const end = until && document.querySelector(until);
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walk.nextNode()) {
    const { parentElement: parent, data } = walk.currentNode;
    if (end && end.compareDocumentPosition(parent) & Node.DOCUMENT_POSITION_FOLLOWING) break;
    if (parent.closest(within) && !parent.closest(".vh") && parent.checkVisibility())
      words += data.split(/\\s+/).filter(Boolean).length;
  }
  return words;
}"""


class Reader:
    """Does what a person does on each page, at a steady pace: looks, points, types.

    Attributes:
        pages: how many pages were opened.
        seconds: what it has taken so far.
    """

    def __init__(self, page):
        self.page, self.pages, self.seconds = page, 0, 0.0

    def read(self, pace, carefully="", until=""):
        """Take in a new page at a pace, up to where one goes on; some of it as sentences."""
        words = self.page.evaluate(_WORDS, ["main", until])
        slow = self.page.evaluate(_WORDS, [carefully, until]) if carefully else 0
        self.pages += 1
        self.seconds += 60 * ((words - slow) / pace + slow / READ)

    def click(self, target):
        self.page.click(target)
        self.seconds += SECONDS_A_CLICK

    def type(self, field, text):
        """Write at the end of a field."""
        self.page.focus(field)
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)
        self.seconds += SECONDS_A_CLICK + 60 * len(text) / KEYS_A_MINUTE


def test_a_phone_number_and_two_texts_take_six_pages_and_two_minutes(browser, live_server):
    set_federation(languages=["en", "nl", "fr"])
    staff = make_user("rita@example.org", "Reviewer", language="en")
    filled = {"summary": {"en": "We dig wells"}, "mission": {"en": "Water for all."}}
    member = make_member("Water for All", **filled)
    invite(member, "nora@water.example", Editor.Role.OWNER, staff, language="en")
    page = browser.new_page(base_url=live_server.url, locale="en")
    reader = Reader(page)
    page.goto(newest_link())
    reader.read(READ)
    reader.type("[name=name]", "Nora")
    reader.click("text=Accept the invitation")
    reader.read(SCAN, "h1, .lead", until="#contact a")
    reader.click("#contact a")
    reader.read(SCAN, "h1, .field:has(#id_phone)", until=".steps [value=texts-en]")
    reader.type("#id_phone", PHONE)
    reader.click(".steps [value=texts-en]")
    fields = ".field:has(#id_summary-en), .field:has(#id_mission-en)"
    reader.read(SCAN, f"h1, .lead, {fields}", until=".steps [value=check]")
    reader.type("#id_summary-en", " with villages.")
    reader.type("#id_mission-en", " Every day.")
    reader.click(".steps [value=check]")
    reader.read(SKIM, "h1, .next", until=".form-end .button-main")
    reader.click("text=Send for review")
    reader.read(READ, until=".work")  # that it is done
    page.close()
    member.refresh_from_db()
    new = {change.field: change.new for change in member.proposals.get().changes.all()}
    assert member.phone == PHONE.replace(" ", "")
    assert new["summary"] == {"en": "We dig wells with villages."}
    assert new["mission"] == {"en": "Water for all. Every day."}
    assert reader.pages <= MOST_PAGES
    assert reader.seconds <= MOST_SECONDS
