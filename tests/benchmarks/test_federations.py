"""The synthetic members are what publish() would have written, and the same every time."""

import pytest

from benchmarks import federations
from members.models import DirectoryVersion, Member, Revision
from members.presenting import current_site
from members.publishing import publish
from members.publishing.values import blank, read
from members.search.indexing import builder, verify
from members.search.indexing.reader import forget

pytestmark = pytest.mark.django_db
COLUMNS = ("slug", "name", "search_text", "search_terms", "confirmed_at", "enterprise_number")


@pytest.fixture
def federation(settings, tmp_path):
    """Sixty synthetic members."""
    settings.SEARCH_INDEX_ROOT = str(tmp_path)
    forget()
    federations.write_federation(60, seed=7)
    yield
    forget()


def test_it_writes_every_member_and_its_history(federation):
    assert Member.objects.published().count() == Revision.objects.count() == 60
    assert DirectoryVersion.objects.current().number == 60
    assert Revision.objects.order_by("version").last().member_id == 60


def test_what_can_be_found_is_what_an_analysis_finds(federation):
    assert verify.analyse_all(current_site()) == 0


def test_the_index_holds_what_the_database_holds(federation):
    builder.build()
    assert verify.drift() == []


def test_publish_writes_the_same_search_text(federation):
    german = {"de"}
    for member in Member.objects.with_parts()[:20]:
        values = read(member)
        if german & {*values["summary"], *values["mission"]}:
            continue  # Koepel's forms do not speak German
        fresh = {name: value for name, value in values.items() if value != blank()[name]}
        fresh |= {"slug": f"{member.slug}-again", "enterprise_number": "", "website": ""}
        fresh["focus_areas"] = [area | {"id": None} for area in values["focus_areas"]]
        Member.objects.filter(pk=member.pk).update(enterprise_number="", website="")
        verify.analyse_all(current_site())
        again = Member()
        publish(again, fresh, None, Revision.Source.IMPORT)
        member.refresh_from_db()
        assert (again.search_text, again.search_terms) == (member.search_text, member.search_terms)
        assert again.sort_name == member.sort_name


def test_texts_keep_their_limits(federation):
    for member in Member.objects.all():
        assert all(len(text) <= 160 for text in member.summary.values())
        assert all(40 <= len(text.split()) <= 90 for text in member.mission.values())


def test_the_same_seed_gives_the_same_members(federation):
    first = list(Member.objects.order_by("pk").values_list(*COLUMNS))
    drawn = federations.Federation(7, current_site())
    again = [tuple(getattr(row, name) for name in COLUMNS) for row in drawn.members(1, 61)]
    other = next(federations.Federation(8, current_site()).members(1, 2))
    assert again == first
    assert other.name != first[0][1]
