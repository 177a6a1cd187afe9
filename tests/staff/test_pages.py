"""All pages of the admin: who gets in, and nothing that the pages' policy would block."""

import pytest
from django.contrib.admin import site
from django.contrib.admin.utils import flatten
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.functional import Promise

from directory import __version__
from members.models import Report
from tests.helpers import make_area, make_member, make_place, make_theme, make_user

from .conftest import FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db
MODELS = ("member", "theme", "place", "area", "report", "revision", "user")


@pytest.fixture
def addresses():
    """Every page of the admin, by its address."""
    theme, place, area = make_theme(), make_place(), make_area()
    member = make_member(themes=["health"], place=place.slug, focus_areas=[{"title": {"en": "W"}}])
    report = Report.objects.create(member=member, kind="text", message="x", language="nl")
    rows = {"member": member, "theme": theme, "place": place, "area": area, "report": report}
    rows |= {"revision": member.revisions.get(), "user": make_user("robin@example.org", "Reviewer")}
    found = ["/admin/", "/admin/members/", "/admin/auth/group/"]
    found += [admin_url(f"{name}_changelist") for name in MODELS]
    found += [admin_url(f"{name}_change", row.pk) for name, row in rows.items()]
    found += [admin_url(f"{name}_history", row.pk) for name, row in rows.items()]
    found += [admin_url(f"{name}_add") for name in ("member", "theme", "place", "area", "user")]
    found += [admin_url(f"{name}_delete", rows[name].pk) for name in ("theme", "place", "report")]
    found += [admin_url("federation_change", 1), admin_url("member_restore", member.pk, 1)]
    found += [reverse("admin:auth_user_password_change", args=[rows["user"].pk])]
    role = Group.objects.first()
    return [*found, f"/admin/auth/group/{role.pk}/change/", "/admin/auth/group/add/"]


def test_every_column_and_field_of_a_list_has_a_translated_name():
    raw = []
    for model, admin in site._registry.items():
        if not model.__module__.startswith("members."):
            continue
        shown = {*admin.list_display, *flatten(admin.fields or ()), *admin.readonly_fields}
        fields = {field.name: field for field in model._meta.fields}
        names = [fields[name] for name in shown if name in fields]
        raw += [str(field) for field in names if not isinstance(field.verbose_name, Promise)]
    assert raw == []


def test_no_page_holds_inline_script_or_style(superuser_client, addresses):
    for address in addresses:
        response = superuser_client.get(address)
        assert response.status_code == 200, address
        assert FormReader(text_of(response)).inline == [], address
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy


def test_staff_read_which_version_it_is(superuser_client, anonymous):
    assert f"Koepel {__version__}" in text_of(superuser_client.get("/admin/"))
    assert __version__ not in text_of(anonymous.get("/admin/login/", follow=True))


def test_the_sign_in_page_holds_none_either(anonymous):
    response = anonymous.get("/admin/login/", follow=True)
    assert response.status_code == 200
    assert FormReader(text_of(response)).inline == []


def test_a_visitor_is_led_to_the_sign_in_page(anonymous, stranger_client, addresses):
    for address in addresses:
        for client in (anonymous, stranger_client):
            assert client.get(address)["Location"].startswith("/admin/login/"), address


@pytest.mark.parametrize(
    ("page", "to_reviewer", "to_administrator"),
    [
        ("member_changelist", 200, 200),
        ("member_add", 403, 200),
        ("report_changelist", 200, 200),
        ("revision_changelist", 200, 200),
        ("theme_changelist", 200, 200),
        ("theme_add", 403, 200),
        ("user_changelist", 403, 200),
        ("user_add", 403, 200),
    ],
)
def test_each_role_opens_its_own(
    reviewer_client, administrator_client, page, to_reviewer, to_administrator
):
    assert reviewer_client.get(admin_url(page)).status_code == to_reviewer
    assert administrator_client.get(admin_url(page)).status_code == to_administrator


def test_a_page_is_never_kept_by_a_cache(reviewer_client):
    assert "no-store" in reviewer_client.get("/admin/")["Cache-Control"]
