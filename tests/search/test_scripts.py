"""Scripts that set no space between words are found by a part of them."""

from urllib.parse import quote

import pytest

from tests.helpers import make_member, names
from tests.search.indexing.building import build

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["memory", "file", "database"])
def members(request):
    if request.param != "memory":
        request.getfixturevalue("in_file")
    make_member("Alpha", former_names=["清洁饮用水协会", "องค์กรเพื่อเด็ก"])
    make_member("Beta", former_names=["こども基金"])
    if request.param == "file":
        build()


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("饮用水", ["Alpha"]),
        ("清洁饮用水协会", ["Alpha"]),
        ("องค์กร", ["Alpha"]),
        ("基金", ["Beta"]),
        ("こども", ["Beta"]),
        ("学校", []),
    ],
)
def test_a_part_finds_the_whole(typed, found):
    assert names(f"q={quote(typed)}") == found
