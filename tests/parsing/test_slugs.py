"""Names of any script as part of an address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.parsing.slugs import slug_of
from members.parsing.text import one_line, shows_something


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("SOS Kinderdorpen", "sos-kinderdorpen"),
        ("Œuvre d’Ørsted Łódź", "oeuvre-dorsted-lodz"),
        ("Große Straße", "grosse-strasse"),
        ("Fédération Décomposée", "federation-decomposee"),
        ("İstanbul Çocuk Derneği", "istanbul-cocuk-dernegi"),
        ("Помощь детям", "pomoshch-detyam"),
        ("Ελλάδα", "ellada"),
        ("国际儿童援助会", "guo-ji-er-tong-yuan-zhu-hui"),
        ("한국 어린이", "han-gug-eo-lin-i"),
        ("हिन्दी बाल सहायता", "hindi-bal-shayta"),
        ("Water_for all", "water-for-all"),
        ("11.11.11", "11-11-11"),
        ("🌍🌎", "earth-africa-earth-americas"),
        ("+++", "plus-sign-plus-sign-plus-sign"),
        ("", ""),
    ],
)
def test_a_name_gives_a_readable_slug(name, slug):
    assert slug_of(name) == slug


@pytest.mark.parametrize("name", ["منظمة الأمل للطفولة", "เครือข่ายผู้หญิงอาสาสมัคร", "שלום"])
def test_every_script_gives_letters(name):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", slug_of(name))


def test_a_long_name_ends_with_a_whole_word():
    name = "Proefvereniging voor de bevordering van de internationale samenwerking tussen jeugd"
    assert slug_of(name) == "proefvereniging-voor-de-bevordering-van-de-internationale"


@given(st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), min_size=1, max_size=80))
def test_a_name_with_something_to_see_has_a_slug(name):
    name = one_line(name)
    slug = slug_of(name)
    assert re.fullmatch(r"([A-Za-z0-9]+(-[A-Za-z0-9]+)*)?", slug)
    assert len(slug) <= 60
    if name and shows_something(name):
        assert slug
