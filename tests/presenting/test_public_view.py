"""What a reader may see of a member, in the reader's language."""

import datetime as dt

import pytest

from members.models import Member
from members.presenting import current_site, preview, public_view
from tests.helpers import make_area, make_member, make_place, make_theme, set_federation

pytestmark = pytest.mark.django_db


def view_of(language="en", **values):
    make_member(**values)
    return public_view(Member.objects.with_parts().get(), language)


@pytest.mark.parametrize("status", ["draft", "hidden", "former"])
def test_only_a_published_member_has_a_public_view_and_each_has_a_preview(status):
    member = make_member(status=status)
    assert public_view(member, "en") is None
    assert preview(member, "en").name == "Water for All"


def test_a_preview_shows_what_the_public_page_will_show():
    member = make_member(phone="112", hidden_fields=["phone"])
    assert preview(member, "en").phone == public_view(member, "en").phone == ""


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        ({"nl": "N", "fr": "F"}, "fr", ("F", "fr", False)),
        ({"nl": "N", "fr": "F"}, "en", ("N", "nl", True)),
        ({"fr": "F", "en": "E"}, "nl", ("F", "fr", True)),
        ({"en": "E"}, "nl", ("E", "en", True)),
    ],
)
def test_a_text_falls_back_in_the_federations_order_and_says_so(texts, language, expected):
    summary = view_of(language, summary=texts).summary
    assert (summary.text, summary.language, summary.is_fallback) == expected


def test_the_federations_order_decides():
    set_federation(languages=["fr", "nl"])
    assert view_of("en", summary={"nl": "N", "fr": "F"}).summary.text == "F"


def test_a_text_names_its_language_in_the_readers():
    assert view_of("fr", summary={"nl": "N"}).summary.language_name == "Néerlandais"


def test_no_text_is_none():
    view = view_of()
    assert (view.summary, view.mission, view.focus_areas) == (None, None, [])


def test_terms_are_named_and_lead_to_their_pages_or_to_the_filtered_list():
    make_theme("water", fr="Eau", nl="Water")
    make_place("BE-WLG", fr="Liège")
    make_area("world", fr="Monde")
    view = view_of("fr", themes=["water"], place="BE-WLG", area="world", languages=["nl"])
    terms = [*view.themes, view.place, view.area, *view.languages]
    assert [(term.slug, term.label, term.url) for term in terms] == [
        ("water", "Eau", "/fr/themes/water/"),
        ("BE-WLG", "Liège", "/fr/places/be-wlg/"),
        ("world", "Monde", "/fr/?area=world"),
        ("nl", "Néerlandais", "/fr/?speaks=nl"),
    ]


def test_countries_stand_by_name_and_by_continent():
    view = view_of("en", countries=["SN", "BE", "CD"], countries_total=12)
    labels = ["Belgium", "Democratic Republic of the Congo", "Senegal"]
    assert [country.label for country in view.countries] == labels
    shown = [(str(c["label"]), [str(t) for t in c["countries"]]) for c in view.continents]
    assert shown == [("Africa", labels[1:]), ("Europe", ["Belgium"])]
    assert view.countries_unnamed == 9


def test_more_countries_named_than_stated_leave_none_unnamed():
    assert view_of(countries=["SN", "BE"], countries_total=1).countries_unnamed == 0


def test_numbers_are_written_as_people_write_them():
    view = view_of(enterprise_number="0546740696", phone="+32 (0)2 123.45.67")
    assert view.enterprise_number == "0546.740.696"
    assert view.org_id == "BE-BCE_KBO-0546740696"
    assert view.phone_uri == "tel:+3221234567"


def test_links_are_named():
    links = ["https://www.facebook.com/x", "https://nl.linkedin.com/x", "https://social.example/x"]
    view = view_of(website="https://www.example.org/nl", social_links=links)
    assert view.website_label == "example.org"
    names = [link["platform"] for link in view.social_links]
    assert names == ["Facebook", "LinkedIn", "social.example"]


def test_a_lookalike_host_is_not_the_platform():
    view = view_of(social_links=["https://notfacebook.com/x", "https://facebook.com.evil.org/"])
    assert [link["platform"] for link in view.social_links] == [
        "notfacebook.com",
        "facebook.com.evil.org",
    ]


@pytest.mark.parametrize(
    ("name", "monogram"),
    [
        ("SOS Kinderdorpen", "SK"),
        ("Artsen zonder Grenzen", "AG"),
        ("11.11.11", "11"),
        ("Oxfam", "OX"),
        ("de bron", "DB"),
        ("étoile", "ÉT"),
        ("!!!", ""),
        ("Één Hart", "ÉH"),
    ],
)
def test_a_monogram_has_at_most_two_letters(name, monogram):
    assert view_of(name=name).monogram == monogram


def test_the_monograms_colour_is_one_of_twelve_and_always_the_same():
    assert 0 <= view_of().hue == preview(Member.objects.get(), "nl").hue < 12


def test_names_in_other_languages():
    view = view_of("fr", other_names={"fr": "De l'eau pour tous", "nl": "Water voor iedereen"})
    assert view.title == "De l'eau pour tous"
    assert {(text.text, text.language) for text in view.other_names} == {
        ("De l'eau pour tous", "fr"),
        ("Water voor iedereen", "nl"),
    }


@pytest.mark.parametrize("days", [0, 364, 366])
def test_a_confirmation_is_fresh_for_a_year(days, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00")
    at = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC) - dt.timedelta(days=days)
    assert view_of(confirmed_at=at).is_fresh is (days < 366)


def test_never_confirmed_is_not_fresh():
    assert view_of().is_fresh is False


def test_sources_are_links_only_where_they_are_addresses():
    lines = ["https://www.example.org/a/", "Annual report 2025", "https://example.org/ page 3"]
    sources = view_of(sources=lines).sources
    assert [source["url"] for source in sources] == [lines[0], "", ""]
    assert sources[0]["text"] == "example.org/a"


def test_a_source_with_a_note_in_brackets_is_a_link_too():
    source = view_of(sources=["https://www.example.org/report/ (2022)"]).sources[0]
    assert source == {"text": "example.org/report (2022)", "url": "https://www.example.org/report/"}


def test_a_logo_has_three_addresses():
    digest = "0123456789abcdef" * 2
    logo = view_of(logo=f"{digest}-384x120").logo
    assert (logo.small, logo.large) == (f"/logos/{digest}-96.webp", f"/logos/{digest}-384.webp")
    assert (logo.width, logo.height) == (384, 120)


def test_no_more_queries_than_the_parts_for_a_whole_view(django_assert_num_queries):
    make_theme("water")
    make_member(themes=["water"], countries=["SN"], languages=["nl"])
    member, site = Member.objects.with_parts().get(), current_site()
    with django_assert_num_queries(0):
        view = public_view(member, "nl", site)
        for name in dir(type(view)):
            if not name.startswith("_"):
                getattr(view, name)


def test_a_theme_that_is_newer_than_the_site_is_shown_by_its_name():
    before = current_site()
    make_theme("solar", en="Solar power")
    member = Member.objects.get(pk=make_member(themes=["solar"]).pk)
    assert [theme.label for theme in public_view(member, "en", before).themes] == ["Solar power"]
