"""The form walk: every form that anybody can see is sent as a browser sends it.

Signed in as each kind of person of the access matrix, every page that answers is opened, with the
cross-site protection of production, and every form on it is sent as it stands there, once for each
of its buttons; so are the forms of the page that answers. None may be refused by the site itself
(403, 404) or break it (500): a button that is shown must do something, if only say what is missing.

A form of a template that the walk has not shown fails the last test: give `world` of
test_access.py what makes it appear, or write a scene in form_scenes.py.
"""

import copy
import re
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from django.db import transaction
from django.template import engines
from django.template.loaders import filesystem

from tests import form_scenes, form_scenes_of_staff
from tests.access_rows import ROWS
from tests.forms import forms_of
from tests.test_access import PEOPLE, browser_of, cells_of, concrete, world  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
SCENES = form_scenes.SCENES + form_scenes_of_staff.SCENES
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# A form's answer may hold the next form: a choice, then a look at it.
DEEPEST = 2
BROKEN = {403, 404, 405, 500, 501, 502}
# What stands in each form of our own templates while they are walked: its template and number.
MARK = re.compile(r'data-walked="([^"]*)"')
# {person or scene: marks of the forms that it was shown}
WALKED = {}


def _marked(name, source):
    """Return a template's source with a mark in each of its forms."""
    number = count(1)
    return re.sub("<form\\b", lambda _form: f'<form data-walked="{name}:{next(number)}"', source)


@pytest.fixture(scope="module", autouse=True)
def marked_forms():
    """Let each form say from which template it comes."""
    read = filesystem.Loader.get_contents

    def read_marked(loader, origin):
        return _marked(origin.template_name, read(loader, origin))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filesystem.Loader, "get_contents", read_marked)
        _forget_templates()
        yield
    _forget_templates()


def _forget_templates():
    for loader in engines["django"].engine.template_loaders:
        loader.reset()


class Walk:
    """What one browser meets when it sends the forms that it is shown.

    Attributes:
        refused: [(page, address, what was sent, status)] of what no person should meet.
        shown: marks of the forms of our own templates that it was shown.
    """

    def __init__(self, browser):
        self.refused, self.shown = [], set()
        self._browser, self._sent, self._followed = browser, set(), set()
        browser.raise_request_exception = False
        browser.handler.enforce_csrf_checks = True

    def open(self, page, choices=None):
        """Open a page and send its forms; nothing that they write stays.

        Args:
            page: its address.
            choices: what somebody chooses in its form, to come to the one that follows.
        """
        with _undone(self._browser):
            # Who may see what is the access matrix's question; a page that refuses may hold forms.
            response = self._browser.get(page)
            if choices:
                response = self._choose(page, response, choices)
            self._send_all(page, response, 1)

    def _choose(self, page, response, choices):
        forms = forms_of(response.content.decode())
        fitting = [form for form in forms if {name for name, _value in form.fields} & {*choices}]
        address, data, _button = next(iter((fitting or forms)[-1].sendings(page)))
        return self._browser.post(address, data.dict() | choices)

    def _send_all(self, page, response, depth):
        if not response.get("Content-Type", "").startswith("text/html"):
            return
        html = response.content.decode()
        self.shown |= {*MARK.findall(html)}
        for form in forms_of(html):
            for address, data, button in form.sendings(page):
                # The search of every page's header, and the same form after an error: once each.
                once = (form.method, address, tuple(data), button)
                if address.startswith("/") and once not in self._sent:
                    self._sent.add(once)
                    self._send(page, response.status_code, form, (address, data), depth)

    def _send(self, page, status, form, sending, depth):
        address, data = sending
        with _undone(self._browser):
            if form.method == "post":
                response = self._browser.post(address, data)
            else:
                address = f"{address.partition('?')[0]}?{data.urlencode()}"
                response = self._browser.get(address)
            response = self._followed_once(response)
            if response.status_code in BROKEN and not _is_same(response, page, status):
                sent = {name: data[name] for name in data if name != "csrfmiddlewaretoken"}
                self.refused.append((page, address, sent, response.status_code))
            elif depth < DEEPEST and not _redirects_of(response):
                # Where it leads to is a page of its own, and walked as such.
                self._send_all(address, response, depth + 1)

    def _followed_once(self, response):
        """Return the page that an answer leads to, or the answer where that page was seen."""
        target = response.get("Location", "").partition("?")[0]
        if not target or target in self._followed:
            return response
        self._followed.add(target)
        page = self._browser.get(response["Location"], follow=True)
        page.redirect_chain.insert(0, (response["Location"], response.status_code))
        return page


def _redirects_of(response):
    return getattr(response, "redirect_chain", [])


def _is_same(response, page, status):
    """Whether a form led back to the very page that it was on, which was a refusal already.

    Every page has the choice of languages, "not found" too: it is that page in another language.
    """
    back = _redirects_of(response)[-1][0] if _redirects_of(response) else ""
    return response.status_code == status and _without_language(back) == _without_language(page)


def _without_language(address):
    path, _mark, query = address.partition("?")
    apart = [pair for pair in query.split("&") if pair and not pair.startswith("language=")]
    return re.sub(r"^/(nl|fr|en)/", "/", path), apart


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
    WALKED[person] = walk.shown
    assert walk.refused == []


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_form_that_something_leads_to_can_be_sent(scene, world, settings):  # noqa: F811
    world.settings = settings
    with ExitStack() as world.until_walked:
        browser, page, *choices = scene(world)
        walk = Walk(browser)
        walk.open(page, *choices)
    assert walk.shown, f"{page} shows no form"
    WALKED[scene] = walk.shown
    assert walk.refused == []


def test_every_form_of_every_template_is_walked():
    if missing := {*PEOPLE, *SCENES} - set(WALKED):
        pytest.skip(f"only some were walked; without {len(missing)}")
    forms = set()
    for path in TEMPLATES.rglob("*.html"):
        name = str(path.relative_to(TEMPLATES))
        forms |= {*MARK.findall(_marked(name, path.read_text(encoding="utf-8")))}
    missing = sorted(forms - set().union(*WALKED.values()))
    assert not missing, "not walked: " + ", ".join(missing)
