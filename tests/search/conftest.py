"""A small federation to search in."""

import pytest

from members.search.indexing import builder, reader
from members.search.indexing.contents import STAFF
from tests.helpers import make_area, make_member, make_place, make_theme, names
from tests.search.indexing.building import build

NOW = "2026-11-20T12:00:00+00:00"


@pytest.fixture
def today(time_machine):
    """The same day for every run: a confirmation ages."""
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=True)


@pytest.fixture
def no_building(monkeypatch):
    """Nothing is built in the background; how often that was asked for."""
    asked = []
    monkeypatch.setattr(builder, "start", lambda *_contents: asked.append(1))
    return asked


@pytest.fixture
def in_file(monkeypatch, no_building):
    """Even the smallest directory is searched in an index file."""
    monkeypatch.setattr(reader, "SMALL", 0)
    reader.forget()
    yield
    reader.forget()


@pytest.fixture(params=["memory", "file"])
def an_index(request):
    """An index that holds one member: in memory, or in a file with the rest on top."""
    if request.param == "file":
        request.getfixturevalue("in_file")
    make_member("Alpha", city="Ghent")
    if request.param == "file":
        build()
        builder.build(contents=STAFF)
    assert names("q=alpha") == ["Alpha"]


@pytest.fixture
def vocabularies(db, today):
    """Two themes, two places and two working areas."""
    make_theme("health", {"en": ["medicine"]}, en="Health", fr="Santé", nl="Gezondheid")
    make_theme("water", {"nl": ["sanitair"]}, en="Water", fr="Eau", nl="Drinkwater")
    make_place("BE-VOV", en="East Flanders", nl="Oost-Vlaanderen", fr="Flandre-Orientale")
    make_place("BE-WLG", en="Liège", nl="Luik", fr="Liège")
    make_area("flanders", en="Flanders")
    make_area("world", en="Worldwide")


@pytest.fixture
def members(vocabularies):
    """Three members that differ in everything that can be filtered on."""
    make_member(
        "Alpha Clinics",
        summary={"en": "Doctors for everyone", "fr": "Médecins"},
        themes=["health"],
        countries=["CD", "SN"],
        place="BE-VOV",
        area="flanders",
        languages=["nl"],
        city="Ghent",
        legal_form="vzw",
        confirmed_at=NOW,
    )
    make_member(
        "Beta Wells",
        mission={"nl": "Putten en pompen"},
        themes=["water", "health"],
        countries=["SN"],
        place="BE-WLG",
        area="world",
        languages=["fr", "nl"],
        category="associate",
        confirmed_at="2020-01-01T00:00:00+00:00",
    )
    make_member("Gamma Schools", focus_areas=[{"title": {"fr": "Écoles du soir"}}])
