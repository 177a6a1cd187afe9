"""What is larger than any form is refused by its length: none of it is read or written."""

import pytest

from tests.web.test_headers import check

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


class Unread:
    """A body that tells on whoever reads it."""

    def read(self, *args):
        raise AssertionError("the body was read")

    readline = read


def send(client, path, size, **extra):
    return client.generic(
        "POST",
        path,
        **{
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "CONTENT_LENGTH": str(size),
            "wsgi.input": Unread(),
        }
        | extra,
    )


@pytest.mark.parametrize(
    "path",
    [
        "/en/members/water-for-all/report/",
        "/account/login/",
        "/en/",
        "/admin/members/importjob/",
        "/nowhere/",
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "GET"])
def test_three_hundred_megabytes_are_refused_unread(directory, client, path, method):
    response = send(client, path, 300 * MB, REQUEST_METHOD=method)
    assert response.status_code == 413
    assert "8 MB" in response.content.decode()
    check(response)


def test_a_length_beyond_all_numbers_is_refused_too(directory, client):
    assert send(client, "/en/members/water-for-all/report/", "9" * 5000).status_code == 413


@pytest.mark.parametrize("length", ["²", "-1", "x", ""])
def test_a_length_that_is_none_counts_as_nothing(directory, client, length):
    answer = client.generic("POST", "/en/members/water-for-all/report/", CONTENT_LENGTH=length)
    assert answer.status_code == 200


def test_a_table_of_staff_may_be_larger_than_a_form(administrator_client):
    address = "/admin/exchange/upload/"
    assert send(administrator_client, address, 300 * MB).status_code == 413
    with pytest.raises(AssertionError, match="the body was read"):
        send(administrator_client, address, 40 * MB)
