"""publish(): each kind of field changes, is written down, and is refused where it is wrong."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from members.models import DirectoryVersion, Member, Revision
from members.publishing import publish, values
from members.publishing.values import FIELDS
from tests.helpers import (
    ENTERPRISE_NUMBERS,
    edit,
    make_area,
    make_member,
    make_place,
    make_theme,
)

pytestmark = pytest.mark.django_db
AREA_ID = "8a6e0804-2bd0-4672-b79d-d97027f9071a"

# field: (what is given, what is kept)
CHANGES = {
    "slug": ("other-name", "other-name"),
    "status": ("hidden", "hidden"),
    "category": ("associate", "associate"),
    "joined_on": ("2001-02-03", "2001-02-03"),
    "left_on": (dt.date(2020, 1, 1), "2020-01-01"),
    "left_text": ({"nl": " Gestopt "}, {"nl": "Gestopt"}),
    "name": ("  Other Name ", "Other Name"),
    "other_names": ({"fr": " Eau ", "nl": ""}, {"fr": "Eau"}),
    "former_names": (["Old"], ["Old"]),
    "aliases": ([" Water  Fund "], ["Water Fund"]),
    "abbreviation": ("WFA", "WFA"),
    "legal_form": ("vzw", "vzw"),
    "enterprise_number": ("BE 0546.740.696", "0546740696"),
    "founded_year": ("1999", 1999),
    "annual_budget": ("€1 to 5 million", "1m-5m"),
    "logo": ("0123456789abcdef0123456789abcdef-384x120",) * 2,
    "summary": ({"en": "Wells\r\nand taps"}, {"en": "Wells and taps"}),
    "mission": ({"nl": "Lang"}, {"nl": "Lang"}),
    "website": ("https://example.org/",) * 2,
    "email": ("info@example.org",) * 2,
    "phone": ("+32 2 123 45 67", "+3221234567"),
    "donation_link": ("https://example.org/give",) * 2,
    "social_links": (["https://x.com/wfa"],) * 2,
    "street_address": ("Street 1",) * 2,
    "postal_code": ("1000",) * 2,
    "city": ("Brus\x00sels", "Brussels"),
    "latitude": (50.85, 50.85),
    "longitude": (4.35, 4.35),
    "precision": ("street", "street"),
    "countries_total": (12, 12),
    "offers": (
        [{"kind": "job", "text": {"en": " Cook "}, "until": "31/12/2031"}],
        [{"kind": "job", "text": {"en": "Cook"}, "until": "2031-12-31"}],
    ),
    "recognitions": ([{"name": "Label", "by": "FPS"}],) * 2,
    "affiliations": (
        [{"name": " Water  Network ", "url": "ewn.example.org", "since": "2004", "until": ""}, {}],
        [{"name": "Water Network", "url": "https://ewn.example.org", "since": 2004}],
    ),
    "sources": (["https://example.org/annual"],) * 2,
    "hidden_fields": (["phone", "email", "name", "nonsense"], ["email", "phone"]),
    "confirmed_at": ("2026-01-02T04:00:00+01:00", "2026-01-02T03:00:00+00:00"),
    "unconfirmed_since": ("2025-03-03", "2025-03-03"),
    "place": ("BE-VAN", "BE-VAN"),
    "area": ("flanders", "flanders"),
    "themes": (["water", "health", "water"], ["health", "water"]),
    "countries": (["SN", "CD", "SN"], ["CD", "SN"]),
    "languages": (["nl", "fr"], ["fr", "nl"]),
    "focus_areas": (
        [{"id": AREA_ID, "title": {"en": " Wells "}, "description": None}],
        [{"id": AREA_ID, "title": {"en": "Wells"}, "description": {}}],
    ),
}
# Coordinates come in pairs.
WITH = {"latitude": {"longitude": 4.0}, "longitude": {"latitude": 50.0}}


@pytest.fixture
def vocabularies():
    make_theme("health")
    make_theme("water")
    make_place("BE-VAN")
    make_area("flanders")


def test_every_field_is_tried_here():
    assert set(CHANGES) == set(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_changes_and_the_revision_tells_old_and_new(field, vocabularies):
    given, kept = CHANGES[field]
    member = make_member()
    old = values.read(member)[field]
    revision = edit(member, **{field: given, **WITH.get(field, {})})
    assert revision.changes[field] == {"old": old, "new": kept}
    fresh = Member.objects.with_parts().get()
    assert values.read(fresh)[field] == values.read(member)[field] == kept


@pytest.mark.parametrize("field", FIELDS)
def test_the_same_value_again_is_no_change(field, vocabularies):
    member = make_member(**{field: CHANGES[field][0], **WITH.get(field, {})})
    version = DirectoryVersion.objects.current().number
    assert edit(member, **{field: CHANGES[field][0]}) is None
    assert DirectoryVersion.objects.current().number == version
    assert member.revisions.count() == 1


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_can_be_emptied_or_is_required(field, vocabularies):
    member = make_member(**{field: CHANGES[field][0], **WITH.get(field, {})})
    empty = dict.fromkeys({field: None, **WITH.get(field, {})})
    if field in ("name", "slug", "status"):
        empty = {field: ""}
        with pytest.raises(ValidationError) as refused:
            edit(member, **empty)
        assert field in refused.value.message_dict
    else:
        edit(member, **empty)
        assert values.read(Member.objects.get())[field] == values.blank()[field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "no spaces please"),
        ("status", "gone"),
        ("category", "friend"),
        ("joined_on", "yesterday"),
        ("name", "x" * 161),
        ("other_names", {"xx": "Name"}),
        ("former_names", "one"),
        ("legal_form", "gmbh"),
        ("enterprise_number", "0546.740.697"),
        ("founded_year", 3000),
        ("logo", "../../etc/passwd"),
        ("summary", {"en": "x" * 161}),
        ("mission", {"en": "x" * 4001}),
        ("website", "javascript:alert(1)"),
        ("email", "info"),
        ("phone", "call us"),
        ("social_links", ["example"]),
        ("latitude", 91),
        ("latitude", float("nan")),
        ("longitude", float("inf")),
        ("countries_total", 251),
        ("countries_total", -1),
        ("confirmed_at", "soon"),
        ("place", "nowhere"),
        ("area", "nowhere"),
        ("themes", ["nonsense"]),
        ("countries", ["QQ"]),
        ("languages", ["zz"]),
        ("focus_areas", [{"title": {}}]),
        ("focus_areas", [{"title": {"en": "x" * 121}}]),
        ("focus_areas", [{"id": "no uuid", "title": {"en": "x"}}]),
        ("focus_areas", [{"id": AREA_ID, "title": {"en": "x"}}] * 2),
        ("focus_areas", [{"title": {"en": "x"}}] * 25),
    ],
)
def test_a_wrong_value_is_refused_by_field_and_nothing_is_written(field, value):
    member = make_member()
    before = values.read(member)
    with pytest.raises(ValidationError) as refused:
        edit(member, **{"city": "Ghent", field: value, **WITH.get(field, {})})
    assert list(refused.value.message_dict) == [field]
    assert values.read(Member.objects.get()) == before
    assert Revision.objects.count() == 1


def test_all_wrong_fields_are_told_at_once():
    with pytest.raises(ValidationError) as refused:
        make_member(name="", email="e", phone="p")
    assert set(refused.value.message_dict) == {"name", "email", "phone"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"latitude": 50.8}, "both latitude and longitude"),
        ({"joined_on": "2020-01-02", "left_on": "2020-01-01"}, "before it joined"),
        ({"enterprise_number": ENTERPRISE_NUMBERS[0]}, "Another member has this enterprise number"),
        ({"slug": "first"}, "Another member has, or had, this address"),
    ],
)
def test_a_row_that_cannot_be_is_refused_in_words(changes, message):
    make_member("First", enterprise_number=ENTERPRISE_NUMBERS[0])
    member = make_member("Second")
    with pytest.raises(ValidationError, match=message):
        edit(member, **changes)
    assert Revision.objects.count() == 2


def test_a_new_member_needs_a_name_and_a_slug():
    with pytest.raises(ValidationError) as refused:
        publish(Member(), {}, None, "admin")
    assert set(refused.value.message_dict) == {"name", "slug"}
    assert not Member.objects.exists()


def test_a_new_member_is_a_draft_unless_said_otherwise():
    member = Member()
    publish(member, {"name": "Water", "slug": "water"}, None, "admin")
    assert member.status == "draft"
    assert member.pk


def test_an_unknown_field_is_a_programmers_mistake():
    with pytest.raises(KeyError, match="colour"):
        edit(make_member(), colour="red")


def test_the_revision_says_who_when_why_and_from_where(reviewer):
    member = make_member()
    revision = publish(member, {"city": "Ghent"}, reviewer, "import", reason="from the register")
    kept = Revision.objects.get(pk=revision.pk)
    assert (kept.actor, kept.source, kept.reason) == (reviewer, "import", "from the register")
    assert kept.number == member.revision == 2
    assert kept.version == DirectoryVersion.objects.current().number
    assert kept.created_at


def test_the_uuid_is_permanent():
    member = Member(uuid=uuid.UUID(AREA_ID))
    publish(member, {"name": "Water", "slug": "water"}, None, "admin")
    edit(member, slug="other", name="Other")
    assert str(Member.objects.get().uuid) == AREA_ID


def test_focus_areas_keep_their_order_and_their_identity():
    titles = ["Wells", "Taps", "Rain"]
    member = make_member(focus_areas=[{"title": {"en": title}} for title in titles])
    areas = values.read(member)["focus_areas"]
    edit(member, focus_areas=areas[::-1])
    assert [str(area) for area in member.focus_areas.all()] == titles[::-1]
    assert {area["id"] for area in values.read(member)["focus_areas"]} == {a["id"] for a in areas}


def test_completeness_and_order_by_name_follow():
    member = make_member("Élan")
    assert member.sort_name == "elan"
    before = member.completeness
    edit(member, summary={"en": "Wells"}, city="Ghent")
    assert member.completeness > before


def test_text_to_find_follows_the_status():
    member = make_member(city="Ghent")
    assert "ghent" in member.search_text
    edit(member, status="hidden")
    assert member.search_text == Member.objects.get().search_text == ""
    edit(member, status="published")
    assert "ghent" in Member.objects.get().search_text
