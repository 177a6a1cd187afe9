"""Each part: prefilled, checked, kept in the draft, and nothing of it public."""

import pytest

from members.models import Member, Proposal
from members.publishing import values
from members.publishing.proposals import save_draft, submit
from tests.helpers import edit, make_area, make_place, make_theme, picture, set_federation
from tests.profile.helpers import ROOT, fill, form_of, words

pytestmark = pytest.mark.django_db

# part: (what is typed, the change that is kept)
PARTS = {
    "identity": ({"abbreviation": "WFA"}, {"abbreviation": "WFA"}),
    "texts-nl": (
        {"summary__nl": "Wij slaan putten."},
        {"summary": {"en": "We dig wells.", "nl": "Wij slaan putten."}},
    ),
    "texts-fr": (
        {"mission__fr": "L'eau pour tous.\r\nToujours."},
        {
            "mission": {
                "en": "Water for all people.\n\nEvery day.",
                "fr": "L'eau pour tous.\nToujours.",
            }
        },
    ),
    "work": (
        {"themes": ["water"], "countries": ["SN", "BF"], "countries_total": "12"},
        {"themes": ["water"], "countries": ["BF", "SN"], "countries_total": 12},
    ),
    "contact": (
        {
            "phone": "+32 2 222 22 22",
            "donation_link": "water.example.org/give",
            "social_links": "x.com/wfa\nhttps://bsky.app/wfa",
        },
        {
            "phone": "+3222222222",
            "donation_link": "https://water.example.org/give",
            "social_links": ["https://x.com/wfa", "https://bsky.app/wfa"],
        },
    ),
    "place": (
        {"city": "Bruges", "place": "BE-VWV", "latitude": "51.2", "longitude": "3.2"},
        {"city": "Bruges", "place": "BE-VWV", "latitude": 51.2, "longitude": 3.2},
    ),
}


@pytest.fixture(autouse=True)
def vocabularies(db):
    make_theme("water")
    make_place("BE-VWV")
    make_area("flanders")


def drafted():
    """Return {field: value} of the draft."""
    draft = Proposal.objects.filter(state="draft").first()
    return {one.field: one.new for one in draft.changes.all()} if draft else {}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_kept_in_the_draft_and_changes_no_public_byte(
    part, member, anna_client, anonymous
):
    typed, kept = PARTS[part]
    before = anonymous.get("/en/members/water-for-all/").content
    assert fill(anna_client, part, **typed).status_code == 302
    assert drafted() == kept
    assert anonymous.get("/en/members/water-for-all/").content == before
    assert values.read(Member.objects.get()) == values.read(member)


@pytest.mark.parametrize("part", [*PARTS, "focus", "logo"])
def test_a_part_sent_as_it_was_opened_makes_no_draft(part, member, anna_client):
    assert fill(anna_client, part).status_code == 302
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_prefilled_from_the_draft(part, member, anna_client):
    typed, _kept = PARTS[part]
    fill(anna_client, part, **typed)
    assert fill(anna_client, part).status_code == 302
    assert drafted() == PARTS[part][1]


def test_a_part_is_prefilled_from_what_waits(member, anna, anna_client):
    submit(save_draft(member, {"city": "Bruges"}, anna), anna)
    assert form_of(anna_client.get(f"{ROOT}edit/place/"))["city"] == ["Bruges"]
    fill(anna_client, "contact", website="https://other.example.org/")
    assert drafted() == {"city": "Bruges", "website": "https://other.example.org/"}


def test_what_is_typed_back_to_the_public_page_leaves_the_draft(member, anna_client):
    fill(anna_client, "place", city="Bruges")
    fill(anna_client, "place", city="Ghent")
    assert not Proposal.objects.exists()


def test_a_mistake_is_told_on_top_and_beside_and_what_was_typed_stays(member, anna_client):
    page = fill(anna_client, "contact", phone="call me", website="https://new.example.org/")
    html = page.content.decode()
    assert page.status_code == 422
    assert 'role="alert"' in html
    assert '<a href="#id_phone">“call me” has words in it.' in html
    assert 'id="id_phone_error"' in html
    assert 'value="call me"' in html
    assert 'value="https://new.example.org/"' in html
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("part", "typed", "message"),
    [
        ("texts-nl", {"summary__nl": "x" * 161}, "at most 160 characters"),
        ("place", {"latitude": "51"}, "Give both latitude and longitude, or neither."),
        ("place", {"latitude": "151", "longitude": "4"}, "lies between -90 and 90"),
        ("identity", {"founded_year": "12"}, "could be of any century"),
        ("contact", {"email": "nobody"}, "there is no @ in it"),
        ("contact", {"social_links": "javascript://x"}, "is not a web address"),
        ("work", {"countries": ["XX"]}, "XX is not one of the available choices"),
    ],
)
def test_wrong_values_are_refused(part, typed, message, member, anna_client):
    page = fill(anna_client, part, **typed)
    assert page.status_code == 422
    assert message in words(page)


def test_line_breaks_count_once(member, anna_client):
    text = "\r\n".join("x" * 9 for _n in range(16))  # 159 characters, 174 as browsers send them
    assert fill(anna_client, "texts-fr", summary__fr=text).status_code == 302


def test_the_button_says_where_to_go_on(member, anna_client):
    go = lambda goal: fill(anna_client, "contact", go=goal)["Location"]  # noqa: E731
    assert go("texts-nl") == f"{ROOT}edit/texts-nl/"
    assert go("check") == f"{ROOT}check/"
    assert go("overview") == go("nonsense") == go("https://evil.example/") == ROOT


def test_what_only_staff_change_is_shown_and_cannot_be_sent(member, anna_client):
    page = anna_client.get(f"{ROOT}edit/identity/")
    assert 'name="name"' not in page.content.decode()
    assert "Only staff change this: Name" in words(page)
    fill(anna_client, "identity", name="Mine now", slug="mine", status="hidden")
    assert not Proposal.objects.exists()


def test_a_part_that_staff_keep_has_no_page(member, anna_client):
    set_federation(review_policy={"logo": "staff"})
    assert anna_client.get(f"{ROOT}edit/logo/").status_code == 404
    assert "Managed by staff" in words(anna_client.get(ROOT))


def test_the_other_languages_stand_beside(member, anna_client):
    page = words(anna_client.get(f"{ROOT}edit/texts-fr/"))
    assert "Wij graven putten." in page
    assert "Water for all people." in page


def test_texts_in_a_language_that_the_site_does_not_use_stay(member, anna_client):
    set_federation(languages=["nl", "en"])
    edit(member, summary={"en": "We dig wells.", "fr": "Des puits."})
    fill(anna_client, "texts-en", summary__en="We dig deep wells.")
    assert drafted()["summary"] == {"en": "We dig deep wells.", "fr": "Des puits."}
    assert anna_client.get("/fr/profile/water-for-all/").status_code == 404


@pytest.mark.parametrize("shown", ["", "no json", "[1]", '{"city": 3}'])
def test_a_damaged_token_is_no_error(shown, member, anna_client):
    assert fill(anna_client, "place", shown=shown, city="Bruges").status_code == 302
    assert drafted() == {"city": "Bruges"}


def test_the_logo_is_kept_in_the_draft(member, anna_client):
    assert fill(anna_client, "logo", file=picture(size=(40, 20))).status_code == 302
    assert drafted()["logo"].endswith("-40x20")
    assert Member.objects.get().logo == ""
