"""A field that is kept off the public page is nowhere: page, JSON-LD, search text."""

import pytest

from members.models import Member
from members.presenting import HIDEABLE, public_view
from members.presenting.facts import FACTS
from members.publishing.values import FIELDS
from tests.helpers import edit, make_area, make_member, make_place, make_theme

pytestmark = pytest.mark.django_db

DIGEST = "0123456789abcdef" * 2
# field: (value, what of it would show somewhere)
SECRETS = {
    "other_names": ({"fr": "Xylophones"}, ["Xylophones"]),
    "aliases": (["Saxophones"], ["Saxophones"]),
    "former_names": (["Xylophones"], ["Xylophones"]),
    "abbreviation": ("XYLOPH", ["XYLOPH"]),
    "legal_form": ("cv", ["Cooperative"]),
    "enterprise_number": ("0546740696", ["0546.740.696", "0546740696"]),
    "founded_year": (1871, ["1871"]),
    "annual_budget": ("over-20m", ["More than €20 million"]),
    "logo": (f"{DIGEST}-384x120", [DIGEST]),
    "summary": ({"en": "Xylophones"}, ["Xylophones"]),
    "mission": ({"fr": "Xylophones"}, ["Xylophones"]),
    "focus_areas": (
        [{"title": {"en": "Xylophones"}, "description": {"en": "Zithers"}}],
        ["Xylophones", "Zithers"],
    ),
    "website": ("https://xylophones.example/", ["xylophones"]),
    "email": ("xylophones@example.org", ["xylophones"]),
    "phone": ("+32 2 987 65 43", ["987 65 43", "29876543"]),
    "donation_link": ("https://xylophones.example/", ["xylophones"]),
    "social_links": (["https://xylophones.example/"], ["xylophones"]),
    "street_address": ("Xylophones 1", ["Xylophones"]),
    "postal_code": ("98765", ["98765"]),
    "city": ("Xylophones", ["Xylophones"]),
    "place": ("BE-XYL", ["Xylophones"]),
    "latitude": (51.98765, ["51.98765", "4.31415"]),
    "longitude": (4.31415, ["51.98765", "4.31415"]),
    "area": ("xylo", ["Xylophones"]),
    "themes": (["xylo"], ["Xylophones"]),
    "countries": (["SN"], ["Senegal", '"SN"']),
    "countries_total": (217, ["217"]),
    "languages": (["ar"], ["Arabic"]),
    "category": ("associate", ["Associate"]),
    "joined_on": ("1871-02-03", ["1871"]),
    "offers": ([{"kind": "job", "text": {"en": "Xylophones"}}], ["Xylophones"]),
    "recognitions": ([{"name": "Xylophones"}], ["Xylophones"]),
    "affiliations": ([{"name": "Xylophones"}], ["Xylophones"]),
    "sources": (["Xylophones"], ["Xylophones"]),
}
WITH = {"latitude": {"longitude": 4.31415}, "longitude": {"latitude": 51.98765}}


@pytest.fixture
def vocabularies():
    make_place("BE-XYL", en="Xylophones")
    make_area("xylo", en="Xylophones")
    make_theme("xylo", en="Xylophones")


def article(client, slug="water-for-all"):
    """Return a profile without the frame around it and without its random identifier."""
    page = client.get(f"/en/members/{slug}/").content.decode()
    page = page.replace(str(Member.objects.get(slug=slug).uuid), "")
    return page[page.index("<head") : page.index("</head")] + page[page.index("<main") :]


def test_every_field_that_can_be_hidden_is_tried_here():
    assert set(SECRETS) == set(HIDEABLE)
    assert set(HIDEABLE) <= set(FIELDS)


@pytest.mark.parametrize("field", SECRETS)
def test_a_hidden_field_leaves_the_page_and_the_words(field, client, vocabularies):
    value, traces = SECRETS[field]
    member = make_member(**{field: value, **WITH.get(field, {})})
    assert any(trace in article(client) for trace in traces), "shown before it is hidden"
    edit(member, hidden_fields=[field])
    page, words = article(client), Member.objects.get().search_text
    for trace in traces:
        assert trace not in page
        assert trace.lower() not in words


def seen(member, field):
    """Return what a reader's view has of a field."""
    view = public_view(member, "en")
    name = {"donation_link": "donation_url"}.get(field, field)
    return view.in_words(field) if field in FACTS else getattr(view, name)


@pytest.mark.parametrize("field", HIDEABLE)
def test_a_hidden_field_is_empty_in_the_view(field, vocabularies):
    member = make_member(**{field: SECRETS[field][0], **WITH.get(field, {})})
    assert seen(member, field)
    edit(member, hidden_fields=[field])
    assert not seen(member, field)


@pytest.mark.parametrize("field", ["latitude", "longitude"])
def test_half_a_coordinate_tells_nothing(field):
    member = make_member(latitude=51.0, longitude=4.0, hidden_fields=[field])
    view = public_view(member, "en")
    assert (view.latitude, view.longitude) == (None, None)


def test_name_and_address_cannot_be_hidden():
    member = make_member(hidden_fields=["name", "slug", "status", "city"])
    assert member.hidden_fields == ["city"]


@pytest.mark.parametrize("field", ["themes", "countries"])
def test_what_is_hidden_makes_nobody_similar(field, client, vocabularies):
    make_theme("water")
    both = {"themes": ["xylo"]} if field == "themes" else {"themes": ["water"], "countries": ["SN"]}
    make_member("First", **both)
    make_member("Second", **both, hidden_fields=[field])
    similar = [
        client.get(f"/en/members/{slug}/").context["similar"] for slug in ("first", "second")
    ]
    if field == "themes":
        assert similar == [[], []]
    else:
        assert [[m.name for m in views] for views in similar] == [["Second"], ["First"]]


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("themes", "/en/themes/xylo/"),
        ("countries", "/en/countries/sn/"),
        ("place", "/en/places/be-xyl/"),
    ],
)
def test_what_is_hidden_is_on_no_page_about_it(field, address, client, vocabularies):
    member = make_member(**{field: SECRETS[field][0]})
    assert member.name in client.get(address).content.decode()
    assert address in client.get("/sitemap.xml").content.decode()
    edit(member, hidden_fields=[field])
    assert member.name not in client.get(address).content.decode()
    assert address not in client.get("/sitemap.xml").content.decode()
    index = address.rsplit("/", 2)[0] + "/"
    assert address not in client.get(index).content.decode()
