"""A disk that is full or may not be written to: an honest answer that says what to do."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.helpers import picture
from tests.profile.conftest import anna, anna_client, member  # noqa: F401 - fixtures
from tests.profile.helpers import ROOT, form_of
from tests.web.test_headers import check

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_folder(tmp_path):
    """A folder in which nothing can be made, not even by root: it is a file."""
    file = tmp_path / "file"
    file.write_text("")
    return str(file / "folder")


def is_honest(response):
    assert response.status_code == 503
    assert response["Retry-After"] == "600"
    assert "What you sent was not saved" in response.content.decode()
    check(response)


def test_a_table_for_a_folder_that_takes_none(administrator_client, settings, no_folder):
    settings.IMPORT_ROOT = no_folder
    administrator_client.raise_request_exception = False
    table = SimpleUploadedFile("members.csv", b"name;city\nOne;Ghent\n")
    is_honest(administrator_client.post("/admin/exchange/upload/", {"file": table}))


def test_a_logo_for_a_folder_that_takes_none(anna_client, settings, no_folder):  # noqa: F811
    settings.MEDIA_ROOT = no_folder
    anna_client.raise_request_exception = False
    data = form_of(anna_client.get(f"{ROOT}edit/logo/"))
    logo = picture()
    is_honest(anna_client.post(f"{ROOT}edit/logo/", data | {"file": logo}))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES])
def test_any_page_that_meets_a_full_disk(directory, monkeypatch, number):
    def fail(*args, **kwargs):
        raise OSError(number, "no room")

    monkeypatch.setattr("members.web.views.numbers", fail)
    is_honest(Client(raise_request_exception=False).get("/en/about/"))


def test_another_mistake_is_still_ours(directory, monkeypatch):
    def fail(*args, **kwargs):
        raise FileNotFoundError(errno.ENOENT, "not there")

    monkeypatch.setattr("members.web.views.numbers", fail)
    assert Client(raise_request_exception=False).get("/en/about/").status_code == 500
