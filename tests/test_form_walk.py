"""The form walk: every form that anybody can see is sent as a browser sends it.

Signed in as each kind of person of the access matrix, every page that answers is opened, with the
cross-site protection of production, and every form on it is sent as it stands there, once for each
of its buttons; so are the forms of the page that answers. None may be refused by the site itself
(403, 404) or break it (500): a button that is shown must do something, if only say what is missing.

A template with a form that the walk has not shown fails the last test: give `world` of
test_access.py what makes it appear, or write a scene in form_scenes.py.
"""

import copy
import re
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import transaction

from tests.access_rows import ROWS
from tests.form_scenes import SCENES
from tests.forms import forms_of
from tests.test_access import PEOPLE, browser_of, cells_of, concrete, world  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# A form's answer may hold the next form: a choice, then a look at it.
DEEPEST = 2
BROKEN = {403, 404, 405, 500, 501, 502}
# Forms that show themselves only after something for which no scene is written yet.
WITHOUT_A_SCENE = {
    "profile/_put_back.html",
    "profile/_unsent.html",
    "profile/confirming_done.html",
    "staff/asked_first.html",
    "staff/filter_find.html",
    "staff/invite_many.html",
    "staff/invite_one.html",
    "too_long.html",
}
# {person or scene: templates that showed it a page with a form}
WALKED = {}


class Walk:
    """What one browser meets when it sends the forms that it is shown.

    Attributes:
        refused: [(page, address, what was sent, status)] of what no person should meet.
        templates: names of the templates that showed a page with a form.
    """

    def __init__(self, browser):
        self.refused, self.templates = [], set()
        self._browser, self._sent = browser, set()
        browser.raise_request_exception = False
        browser.handler.enforce_csrf_checks = True

    def open(self, page, choices=None):
        """Open a page and send its forms; nothing that they write stays.

        Args:
            page: its address.
            choices: what somebody chooses in its last form, to come to the one that follows.
        """
        with _undone(self._browser):
            # Who may see what is the access matrix's question; a page that refuses may hold forms.
            response = self._browser.get(page)
            if choices:
                fields = dict(forms_of(response.content.decode())[-1].fields)
                response = self._browser.post(page, fields | choices)
            self._send_all(page, response, 1)

    def _send_all(self, page, response, depth):
        if not response.get("Content-Type", "").startswith("text/html"):
            return
        forms = forms_of(response.content.decode())
        if forms:
            self.templates |= {template.name for template in response.templates}
        for form in forms:
            for address, data, button in form.sendings(page):
                # The search of every page's header, and the same form after an error: once each.
                once = (form.method, address, tuple(data), button)
                if address.startswith("/") and once not in self._sent:
                    self._sent.add(once)
                    self._send(page, form, address, data, depth)

    def _send(self, page, form, address, data, depth):
        with _undone(self._browser):
            if form.method == "post":
                response = self._browser.post(address, data, follow=True)
            else:
                address = f"{address.partition('?')[0]}?{data.urlencode()}"
                response = self._browser.get(address, follow=True)
            if response.status_code in BROKEN and not self._leads_back(response, page):
                sent = {name: data[name] for name in data if name != "csrfmiddlewaretoken"}
                self.refused.append((page, address, sent, response.status_code))
            elif depth < DEEPEST and not response.redirect_chain:
                # Where it leads to is a page of its own, and walked as such.
                self._send_all(address, response, depth + 1)

    def _leads_back(self, response, page):
        """Whether it led to the page that it was on, which refuses as it did before."""
        back = response.redirect_chain[-1][0] if response.redirect_chain else None
        return back is not None and _without_language(back) == _without_language(page)


def _without_language(address):
    return re.sub(r"^/(nl|fr|en)/", "/", address.partition("?")[0])


class _undone(transaction.Atomic):  # noqa: N801 - a context manager
    """Undoes what a browser writes meanwhile, a sign-out included."""

    def __init__(self, browser):
        super().__init__(using=None, savepoint=True, durable=False)
        self.browser = browser

    def __enter__(self):
        self.cookies = copy.deepcopy(self.browser.cookies)
        super().__enter__()

    def __exit__(self, *error):
        transaction.set_rollback(True)
        super().__exit__(*error)
        self.browser.cookies = self.cookies


@pytest.mark.parametrize("person", PEOPLE)
def test_every_form_that_a_person_sees_can_be_sent(person, world):  # noqa: F811
    walk, column = Walk(browser_of(person, world)), PEOPLE.index(person)
    for route, row in ROWS.items():
        cells = cells_of(row)
        # A superuser is an administrator but for a few pages, and would send each form again.
        if person == "superuser" and cells[column] == cells[column - 1]:
            continue
        if cells[column][:3] not in ("302", "405"):
            walk.open(concrete(route, world))
    WALKED[person] = walk.templates
    assert walk.refused == []


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_form_that_something_leads_to_can_be_sent(scene, world, settings):  # noqa: F811
    world.settings = settings
    with ExitStack() as world.until_walked:
        browser, page, *choices = scene(world)
        walk = Walk(browser)
        walk.open(page, *choices)
    assert walk.templates, f"{page} shows no form"
    WALKED[scene] = walk.templates
    assert walk.refused == []


def test_every_template_with_a_form_is_walked():
    if missing := {*PEOPLE, *SCENES} - set(WALKED):
        pytest.skip(f"only some were walked; without {len(missing)}")
    with_form = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if "<form" in path.read_text(encoding="utf-8")
    }
    assert sorted(with_form - set().union(*WALKED.values()) - WITHOUT_A_SCENE) == []
