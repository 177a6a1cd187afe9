"""One real Chromium for every test that asks for one, wherever it stands."""

import os
import shutil

import pytest

# The shell is the same browser without its windows, which cost half of its time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium_path():
    """The machine's Chromium; without one the test is skipped, or fails where CI wants it."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None and os.environ.get("KOEPEL_REQUIRE_BROWSER"):
        pytest.fail("No Chromium was found, and KOEPEL_REQUIRE_BROWSER asks for one.")
    if found is None:
        pytest.skip("No Chromium was found; install it to run the browser tests.")
    return found


@pytest.fixture(scope="session")
def browser(chromium_path):
    """One headless Chromium."""
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread from here on, and tests ask the database beside it.
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=chromium_path, args=_FLAGS)
        yield browser
        browser.close()
