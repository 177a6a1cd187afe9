"""What words find: every one must be found somewhere, in any language."""

import pytest

from members.models import Theme
from members.publishing import change_setting
from tests.helpers import ask, edit, make_member, names, set_federation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alpha", ["Alpha Clinics"]),
        ("ALPHA", ["Alpha Clinics"]),
        ("ghent", ["Alpha Clinics"]),
        ("médecins", ["Alpha Clinics"]),
        ("medecins", ["Alpha Clinics"]),
        ("pompen", ["Beta Wells"]),
        ("école", ["Gamma Schools"]),
        ("health wells", ["Beta Wells"]),
        ("alpha wells", ["Alpha Clinics", "Beta Wells"]),
        ("nothingatall", []),
        ("medicine", ["Alpha Clinics", "Beta Wells"]),
        ("sanitair", ["Beta Wells"]),
        ("gezondheid", ["Alpha Clinics", "Beta Wells"]),
        ("senegal", ["Alpha Clinics", "Beta Wells"]),
        ("congo", ["Alpha Clinics"]),
        ("liège", ["Beta Wells"]),
        ("luik", ["Beta Wells"]),
        ("vzw", ["Alpha Clinics"]),
        ("asbl", ["Alpha Clinics"]),
        ("%", []),  # a sign alone says nothing, and nothing is shown for it
    ],
)
def test_words_find(typed, found):
    for language in ("nl", "en"):
        assert sorted(names(f"q={typed}".replace("%", "%25"), language)) == found


def test_at_most_twelve_words_are_asked_for():
    twelve = "+".join(["alpha", "clinics", "doctors", "ghent", "health", "congo", "senegal"])
    some = "+".join(["everyone", "flandre", "orientale", "medecins", "vzw"])
    assert names(f"q={twelve}+{some}+nothingatall") == ["Alpha Clinics"]
    assert names(f"q=%22nothingatall%22+{twelve}+{some}") == []


def test_a_changed_text_is_found_at_once():
    edit(make_member("Delta"), city="Ostend")
    assert names("q=ostend") == ["Delta"]


def test_a_renamed_theme_is_found_by_its_new_name():
    ask("q=hygiene").total  # noqa: B018 - fills whatever is kept
    change_setting(lambda: Theme.objects.filter(slug="health").update(name={"en": "Hygiene"}))
    assert sorted(names("q=hygiene")) == ["Alpha Clinics", "Beta Wells"]
    assert names("q=sanitair") == ["Beta Wells"]
    assert names("q=%22gezondheid%22") == []


@pytest.mark.parametrize("status", ["draft", "hidden", "former"])
def test_who_is_not_public_is_found_by_nothing(status):
    edit(make_member("Secret", themes=["health"], countries=["SN"], city="Ostend"), status=status)
    for query in ("", "q=secret", "q=ostend", "theme=health", "country=SN", "q=senegal"):
        query = ask(query)
        assert "Secret" not in [member.name for member in query.members]
        assert query.total == len(query.members)


def test_a_language_that_the_federation_left_does_not_break_the_search():
    set_federation(languages=["fr"])
    assert names("q=alpha", "fr") == ["Alpha Clinics"]
