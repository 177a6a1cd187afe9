"""What every test stands on: a database like production's, empty caches, people of each kind."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from members.opendata.embed import uses
from members.presenting.site import _site
from members.search.indexing import reader
from members.search.query import search_log, view_cache
from members.staff.home import cached_counts
from members.web import frame_cache

from .chromium import browser, chromium_path  # noqa: F401 - fixtures
from .helpers import make_user, put_back_first_rows, remember_roles

# Examples run inside one test's transaction and are rolled back one by one (helpers.rolled_back).
settings.register_profile(
    "koepel",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("koepel")


@pytest.fixture(scope="session")
def migrated(pytestconfig):
    """Where SQLite's database stands as the migrations made it, or None where it is not kept."""
    if connections["default"].vendor != "sqlite" or not hasattr(pytestconfig, "cache"):
        return None
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(migration.read_bytes())
    return Path(pytestconfig.cache.mkdir("migrated")) / f"{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(migrated):
    """Whether the database is there already: with all its migrations, which take seconds."""
    return bool(migrated and migrated.exists())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_keepdb, migrated, tmp_path_factory
):
    """Keep SQLite in a file, as in production: threads meet real locks there, and the WAL."""
    database = connections["default"]
    if database.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "koepel.sqlite3"
        database.settings_dict["TEST"]["NAME"] = str(file)
        if django_db_keepdb:
            shutil.copy(migrated, file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, django_db_keepdb, migrated):
    """Make the database, and remember what the migrations wrote in it."""
    with django_db_blocker.unblock():
        if migrated and not django_db_keepdb:
            _keep(migrated)
        remember_roles()


def _keep(migrated):
    for outdated in migrated.parent.glob("*.sqlite3"):
        outdated.unlink(missing_ok=True)
    fresh = migrated.with_suffix(f".{os.getpid()}")
    with connections["default"].cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(fresh)])
    fresh.replace(migrated)


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Let no number of staff's first page wait for a thread, however slow the machine is."""
    monkeypatch.setattr(cached_counts, "_BUDGET", 3600)
    monkeypatch.setattr(cached_counts, "_DEAR", 3600)


@pytest.fixture(autouse=True)
def clean_slate(request, settings, tmp_path):
    """Let no test see another's pages, vocabularies, language or files."""
    cache.clear()
    _site.cache_clear()
    reader.forget()
    view_cache.forget()
    frame_cache.forget()
    search_log.forget()
    uses.forget()
    translation.activate("en")
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.SEARCH_INDEX_ROOT = str(tmp_path / "search")
    settings.IMPORT_ROOT = str(tmp_path / "imports")
    asked = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if request.node.get_closest_marker("django_db") or asked:
        request.getfixturevalue("django_db_setup")
        # Before the test's transaction: what is written in it would be gone for the next one.
        with request.getfixturevalue("django_db_blocker").unblock():
            put_back_first_rows()
        request.getfixturevalue("_django_db_helper")
    yield
    translation.deactivate()


@pytest.fixture
def anonymous():
    """A visitor's browser."""
    return Client()


@pytest.fixture
def reviewer(db):
    """Someone who decides on profiles."""
    return make_user("reviewer@example.org", "Reviewer")


@pytest.fixture
def reviewer_client(reviewer):
    """The browser of someone who decides on profiles."""
    return _signed_in(reviewer)


@pytest.fixture
def administrator(db):
    """Someone who keeps the federation, its vocabularies and its people."""
    return make_user("administrator@example.org", "Administrator")


@pytest.fixture
def administrator_client(administrator):
    """The browser of someone who keeps the federation."""
    return _signed_in(administrator)


@pytest.fixture
def superuser(db):
    """Someone with every right."""
    return make_user("superuser@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def superuser_client(superuser):
    """The browser of someone with every right."""
    return _signed_in(superuser)


@pytest.fixture
def stranger_client(db):
    """The browser of someone who has an account and no rights."""
    return _signed_in(make_user("stranger@example.org"))


def _signed_in(user):
    client = Client()
    client.force_login(user)
    return client
