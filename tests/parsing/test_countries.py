"""Countries by what people write."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from members.parsing.countries import country_codes
from members.parsing.country_data import CONTINENT_OF, OTHER_CODES, SYNONYMS, UNCLEAR
from members.parsing.localized_names import country_names


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("BE", "BE"),
        ("be", "BE"),
        ("BEL", "BE"),
        ("België", "BE"),
        ("belgique", "BE"),
        ("Belgien", "BE"),
        ("BELGIUM", "BE"),
        ("Senegal, Burkina Faso", "SN BF"),
        ("SN; BF", "SN BF"),
        ("SN / BF", "SN BF"),
        ("Senegal\nMali", "SN ML"),
        ("Senegal | Mali", "SN ML"),
        ("Senegal en Mali", "SN ML"),
        ("le Sénégal et le Mali", "SN ML"),
        ("Peru, Bolivia and Ecuador", "PE BO EC"),
        ("Congo (RDC)", "CD"),
        ("Korea (Republic of)", "KR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Gambia, The", "GM"),
        ("Bahamas (the)", "BS"),
        ("Egypt, Arab Rep.", "EG"),
        ("Kyrgyz Republic; Slovak Republic", "KG SK"),
        ("Venezuela, RB", "VE"),
        ("DR Kongo", "CD"),
        ("São Tomé & Príncipe", "ST"),
        ("Ghana & Togo", "GH TG"),
        ("🇧🇪", "BE"),
        ("RDC", "CD"),
        ("DR Congo", "CD"),
        ("COD", "CD"),
        ("République démocratique du Congo", "CD"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Congo-Kinshasa", "CD"),
        ("Congo-Brazzaville", "CG"),
        ("Demokratische Republik Kongo", "CD"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Ivoorkust", "CI"),
        ("CIV", "CI"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("EL", "GR"),
        ("Groot-Brittannië", "GB"),
        ("Engeland", "GB"),
        ("Kosovo", "XK"),
        ("XK", "XK"),
        ("XKX", "XK"),
        ("Republic of Kosovo", "XK"),
        ("the Gambia", "GM"),
        ("La Gambie", "GM"),
        ("l’Inde", "IN"),
        ("De Filipijnen", "PH"),
        ("Republic of Senegal", "SN"),
        ("République du Bénin", "BJ"),
        ("Republiek Oeganda", "UG"),
        ("Royaume du Maroc", "MA"),
        ("United Republic of Tanzania", "TZ"),
        ("Trinidad en Tobago", "TT"),
        ("Bosnië en Herzegovina", "BA"),
        ("Bosnie-Herzégovine, Serbie", "BA RS"),
        ("Antigua and Barbuda; Haiti", "AG HT"),
        ("Korea, Republic of", "KR"),
        ("Zuid-Korea", "KR"),
        ("Noord-Korea", "KP"),
        ("Guinee", "GN"),
        ("Guinée-Bissau", "GW"),
        ("Niger, Nigeria", "NE NG"),
        ("Palestina", "PS"),
        ("Gaza", "PS"),
        ("Birma", "MM"),
        ("Myanmar (Birma)", "MM"),
        ("Zuid-Afrika", "ZA"),
        ("South Africa", "ZA"),
        ("Zentralafrikanische Republik", "CF"),
        ("Verenigde Staten", "US"),
        ("USA", "US"),
        ("VS", "US"),
        ("U.S.A.", "US"),
        ("Swaziland", "SZ"),
        ("NA", "NA"),
        ("NO", "NO"),
        ("BE, BE", "BE"),
        ("Brazilië - Peru", "BR PE"),
        ("India (Kerala)", "IN"),
        ("Timor-Leste", "TL"),
        ("Tsjechië", "CZ"),
        ("G.B.", "GB"),
        ("Congo RDC", "CD"),
        ("Congo Brazza", "CG"),
        ("Congo, République démocratique", "CD"),
        ("Dem. Rep. Congo", "CD"),
        ("BE NL FR", "BE NL FR"),
        ("España", "ES"),
        ("Sverige", "SE"),
        ("Ελλάδα", "GR"),
        ("中国", "CN"),
        ("Україна", "UA"),
        ("Territoires palestiniens occupés", "PS"),
        ("Lao People’s Democratic Republic", "LA"),
        ("El Salvador", "SV"),
        ("Sri Lanka", "LK"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("República Dominicana / Haïti", "DO HT"),
        ("Utopia / Haïti", None),
    ],
)
def test_a_country_is_known_by_what_people_write(written, codes):
    if codes is None:
        with pytest.raises(ValidationError):
            country_codes(written)
    else:
        assert country_codes(written) == codes.split()


def refusal(written, language="en"):
    """Return the words with which something written is refused."""
    with override(language), pytest.raises(ValidationError) as refused:
        country_codes(written)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Congo", ["Republic of the Congo", "Democratic Republic of the Congo"]),
        ("Korea", ["North Korea", "South Korea"]),
        ("Saint-Martin", ["Sint Maarten", "Saint Martin"]),
        ("Borneo", ["Indonesia", "Malaysia", "Brunei"]),
        ("Senegal, Congo", ["“Congo”"]),
    ],
)
def test_a_name_that_could_be_two_is_asked(written, named):
    words = refusal(written)
    assert words.endswith("Write which one.")
    for name in named:
        assert name in words


@pytest.mark.parametrize(
    ("written", "named"),
    [("Senegall", "Senegal"), ("Philipines", "Philippines"), ("Burkina Fasso", "Burkina Faso")],
)
def test_the_nearest_is_named(written, named):
    assert named in refusal(written)


@pytest.mark.parametrize(
    "written", ["Afrika", "wereldwijd", "Amérique latine", "America", "Benelux"]
)
def test_a_part_of_the_world_is_no_country(written):
    assert refusal(written) == f"“{written}” is not one country. Name the countries."


def test_nonsense_says_what_to_write():
    assert refusal("Qwrtzpsdfg") == (
        "“Qwrtzpsdfg” is not a country that Koepel knows. Write its name or code, such as BE."
    )


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_every_name_of_every_country_is_known(language):
    for code, name in country_names(language).items():
        assert country_codes(name) == [code], name


def test_every_code_is_known():
    for code in CONTINENT_OF:
        assert country_codes(code.lower()) == [code]


def test_the_data_are_of_known_countries():
    assert set(OTHER_CODES.values()) <= set(CONTINENT_OF)
    assert {code for codes in UNCLEAR.values() for code in codes} <= set(CONTINENT_OF)
    assert set(SYNONYMS) <= set(CONTINENT_OF)


@given(
    codes=st.lists(st.sampled_from(sorted(CONTINENT_OF)), min_size=1, max_size=8, unique=True),
    sign=st.sampled_from(["; ", ", ", "\n", " / ", ";"]),
    language=st.sampled_from(["nl", "fr", "en", "de"]),
)
def test_any_list_of_names_is_read(codes, sign, language):
    assert country_codes(sign.join(country_names(language)[code] for code in codes)) == codes
