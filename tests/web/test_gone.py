"""Old addresses: of a member that was merged they lead on, of one that left they say so kindly."""

from datetime import date

import pytest

from members.models import Claim, Member, Report
from members.publishing.leaving import come_back, leave
from members.publishing.merging import merge
from members.publishing.unmerging import unmerge
from tests.helpers import edit, make_member, make_user, path_of, set_federation

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 3)
SENT = {
    "report": {"kind": "text", "message": "The name is wrong."},
    "claim": {"name": "Ada", "email": "ada@example.org", "function": "Coordinator"},
}


@pytest.fixture
def merged(db):
    """The Merge of "Allen" (once "Old Name") into "Water for All"."""
    kept, gone = make_member("Water for All"), make_member("Old Name")
    edit(gone, slug="allen")
    return merge(kept, gone, {}, make_user("robin@example.org", "Administrator"))


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("slug", ["allen", "old-name"])
@pytest.mark.parametrize("tail", ["", "report/", "claim/"])
def test_every_address_of_a_merged_member_leads_on(client, merged, language, slug, tail):
    response = client.get(f"/{language}/members/{slug}/{tail}")
    assert response.status_code == 301
    assert path_of(response) == f"/{language}/members/water-for-all/{tail}"


def test_a_chain_of_merges_is_one_redirect(client, merged):
    merge(make_member("The end"), Member.objects.get(pk=merged.kept_id), {}, None)
    assert path_of(client.get("/en/members/allen/")) == "/en/members/the-end/"


def test_a_form_opened_before_a_merge_is_kept_for_the_member(client, time_machine):
    kept, gone = make_member("Water for All"), make_member("Allen")
    forms = {f"/en/members/allen/{tail}/": data for tail, data in SENT.items()}
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    started = {url: client.get(url).context["form"]["started"].value() for url in forms}
    merge(kept, gone, {}, None)
    time_machine.shift(10)
    for url, data in forms.items():
        assert client.post(url, data | {"started": started[url]}).status_code == 302
    assert Report.objects.get().member == Claim.objects.get().member == kept


def test_pages_kept_in_the_cache_follow_a_merge_and_its_undoing(client):
    kept, gone = make_member("Water for All"), make_member("Allen")
    assert client.get("/en/members/allen/").status_code == 200
    assert "2 members" in text(client.get("/en/"))
    robin = make_user("robin@example.org", "Administrator")
    record = merge(kept, gone, {}, robin)
    assert client.get("/en/members/allen/").status_code == 301
    assert "1 member" in text(client.get("/en/"))
    unmerge(record, robin, reason="Two after all")
    assert client.get("/en/members/allen/").status_code == 200
    assert "2 members" in text(client.get("/en/"))


def test_a_merged_member_whose_successor_is_hidden_is_not_found(client, merged):
    edit(Member.objects.get(pk=merged.kept_id), status="hidden")
    response = client.get("/en/members/allen/")
    assert response.status_code == 404
    assert "Water for All" not in text(response)


def test_a_member_that_left_says_since_when_and_why(client):
    member = make_member("Wells")
    words = {"nl": "De vereniging is gestopt.", "fr": "L’association a <x>cessé</x>."}
    leave(member, DAY, None, text=words, reason="Did not pay")
    response = client.get("/fr/members/wells/")
    assert response.status_code == 410
    assert "3 mars 2026" in text(response)
    assert "L’association a &lt;x&gt;cessé&lt;/x&gt;." in text(response)
    assert "Did not pay" not in text(response)
    english = text(client.get("/en/members/wells/"))
    assert "Wells is no longer a member" in english
    assert '<blockquote class="farewell" lang="nl">' in english
    assert "This text is in Dutch." in english


def test_an_earlier_address_of_a_member_that_left_says_so_too(client):
    member = make_member("Wells")
    edit(member, slug="taps")
    leave(member, DAY, None)
    assert client.get("/en/members/wells/").status_code == 410


def test_without_a_day_nothing_is_told_of_who_it_was(client):
    edit(make_member("Wells"), status="former")
    response = client.get("/en/members/wells/")
    assert response.status_code == 410
    assert "Wells" not in text(response)


def test_the_page_is_there_again_when_it_comes_back(client):
    member = make_member("Wells")
    leave(member, DAY, None)
    assert client.get("/en/members/wells/").status_code == 410
    come_back(member, None)
    assert client.get("/en/members/wells/").status_code == 200


def test_a_language_that_the_federation_does_not_use_has_no_such_pages(client, merged):
    set_federation(languages=["nl"])
    for tail in ("", "report/", "claim/"):
        assert client.get(f"/fr/members/allen/{tail}").status_code in (301, 404)
    assert client.get("/fr/members/water-for-all/").status_code == 404
