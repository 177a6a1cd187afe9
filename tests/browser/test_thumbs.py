"""At 360 px no control lies on another, and each can be hit with a thumb."""

from pathlib import Path

import pytest

from tests.browser.test_screens import HOME, OWNER, STAFF, VISITOR, window, world  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = tuple(
    f"{HOME}edit/{part}/"
    for part in ("identity", "texts-nl", "texts-fr", "focus", "work", "contact", "place", "logo")
)
MORE_OF_THE_OWNER = (*PARTS, f"{HOME}history/", f"{HOME}preview/")
MORE_OF_STAFF = (
    "/admin/members/member/",
    "/admin/members/member/add/",
    "/admin/members/member/{member}/history/",
    "/admin/members/member/{member}/leave/",
    "/admin/members/member/{member}/merge/",
    "/admin/members/report/",
    "/admin/members/task/",
    "/admin/members/theme/",
    "/admin/members/theme/add/",
    "/admin/members/user/",
    "/admin/members/user/add/",
    "/admin/members/federation/1/change/",
    "/admin/exchange/",
    "/admin/links/",
    "/admin/duplicates/",
    "/admin/themes/",
    "/admin/health/incomplete/",
)
PROBE = (Path(__file__).parent / "thumbs.js").read_text(encoding="utf-8").split("\n", 1)[1]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize(
    ("who", "screens"),
    [("", VISITOR), ("owner", OWNER + MORE_OF_THE_OWNER), ("staff", STAFF + MORE_OF_STAFF)],
    ids=["visitor", "owner", "staff"],
)
def test_a_thumb_hits_every_control(who, screens, language, world, window, live_server):  # noqa: F811
    people, names = world
    page, wrong = window(people.get(who)), []
    page.set_viewport_size({"width": 360, "height": 740})
    cookie = {"name": "koepel_language", "value": language, "url": live_server.url}
    for address in screens:
        page.context.add_cookies([cookie])
        page.goto(address.format(**names).replace("/en/", f"/{language}/", 1))
        page.wait_for_load_state()
        wrong += [f"{address} {control}: {what}" for control, what in page.evaluate(PROBE)]
    assert not wrong, "\n".join(wrong)
