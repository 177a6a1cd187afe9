"""Staff merge two members step by step, see what becomes of them, and undo it."""

from datetime import timedelta

import pytest

from members.models import Editor, Member, Merge, Report
from tests.helpers import edit, make_member, make_user, set_federation
from tests.staff.conftest import FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    """The member that stays."""
    return make_member("Water for All", city="Ghent", countries=["BE"])


@pytest.fixture
def gone():
    """The member that is merged into it."""
    return make_member("Allen", city="Bruges", phone="112", countries=["SN"])


def address(kept, gone=None):
    url = admin_url("member_merge", kept.pk)
    return f"{url}?with={gone.pk}" if gone else url


def sent(response, **changes):
    """Return what a browser would send of a page's form."""
    fields = FormReader(text_of(response)).fields
    return {name: value for name, value in fields.items() if name != "q"} | changes


def step(client, kept, gone, name, **changes):
    """Open the form as it is now and send it with one of its buttons."""
    page = client.get(address(kept, gone))
    return client.post(address(kept, gone), sent(page, step=name, **changes))


def test_the_other_one_is_found_by_name(administrator_client, kept, gone):
    assert "Allen" not in text_of(administrator_client.get(address(kept), {"q": "zzz"}))
    page = text_of(administrator_client.get(address(kept), {"q": "allen"}))
    assert f"?with={gone.pk}" in page
    assert f"?with={kept.pk}" not in page


def test_what_differs_is_shown_with_a_suggestion_that_loses_nothing(
    administrator_client, kept, gone
):
    fields = sent(administrator_client.get(address(kept, gone)))
    chosen = {name: value[0] for name, value in fields.items() if name.startswith("choice-")}
    assert chosen == {
        "choice-name": "kept",
        "choice-former_names": "named",
        "choice-phone": "gone",
        "choice-city": "kept",
        "choice-countries": "both",
    }


def test_it_is_looked_at_before_it_is_done(administrator_client, kept, gone):
    Report.objects.create(member=gone, kind="text", message="x", sender="x", language="nl")
    looked = step(administrator_client, kept, gone, "look", reason="Twice the same")
    page = text_of(looked)
    assert "Merge them now" in page
    assert "readers’ reports (1)" in page
    assert not Merge.objects.exists()
    done = administrator_client.post(address(kept, gone), sent(looked, step="merge"), follow=True)
    assert "Allen is merged into Water for All" in text_of(done)
    record = Merge.objects.get()
    assert (record.reason, record.kept, record.gone) == ("Twice the same", kept, gone)
    kept.refresh_from_db()
    assert (kept.phone, kept.city, kept.former_names) == ("112", "Ghent", ["Allen"])


def test_one_can_go_back_and_choose_again(administrator_client, kept, gone):
    looked = step(administrator_client, kept, gone, "look", **{"choice-city": "gone"})
    again = administrator_client.post(address(kept, gone), sent(looked, step="choose"))
    assert sent(again)["choice-city"] == ["gone"]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_preview_shows_the_page_in_each_language_and_keeps_nothing(
    administrator_client, kept, gone, language
):
    edit(gone, summary={"nl": "Schoon water", "fr": "Eau pure"})
    page = text_of(step(administrator_client, kept, gone, f"preview-{language}"))
    assert {"nl": "Schoon water", "fr": "Eau pure"}[language] in page
    assert f'lang="{language}"' in page
    assert not Merge.objects.exists()


def test_a_language_that_the_federation_does_not_use_has_no_preview(
    administrator_client, kept, gone
):
    set_federation(languages=["nl"])
    for language in ("fr", "xx", ""):
        answer = step(administrator_client, kept, gone, f"preview-{language}")
        assert answer.status_code == 404


@pytest.mark.parametrize("which", ["kept", "gone"])
@pytest.mark.parametrize("name", ["look", "merge", "preview-nl"])
def test_what_was_changed_since_is_shown_again_and_nothing_is_written(
    administrator_client, kept, gone, which, name
):
    data = sent(administrator_client.get(address(kept, gone)), step=name, reason="Twice")
    data["choice-city"] = "gone"
    edit({"kept": kept, "gone": gone}[which], city="Lier")
    answer = administrator_client.post(address(kept, gone), data)
    assert "Somebody changed one of the two" in text_of(answer)
    assert "Lier" in text_of(answer)
    fresh = sent(answer, step="merge")
    assert (fresh["choice-city"], fresh["reason"]) == (["gone"], "Twice")
    assert not Merge.objects.exists()
    assert administrator_client.post(address(kept, gone), fresh).status_code == 302
    assert Merge.objects.exists()


def test_a_result_that_cannot_be_published_says_why(administrator_client, kept, gone):
    edit(kept, social_links=[f"https://a.be/{n}" for n in range(8)])
    edit(gone, social_links=[f"https://b.be/{n}" for n in range(8)])
    answer = step(administrator_client, kept, gone, "merge", **{"choice-social_links": "both"})
    assert "At most 12 addresses fit" in text_of(answer)
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"step": "merge"},
        {"base_kept": "x"},
        {"choice-city": "\x00"},
        {"choice-city": "third"},
        {"step": "preview-../"},
        {"reason": "x" * 400},
    ],
)
def test_nothing_that_is_sent_gives_an_error_page(administrator_client, kept, gone, data):
    if len(data) and "base_kept" not in data and "step" not in data:
        data = sent(administrator_client.get(address(kept, gone)), step="merge") | data
    answer = administrator_client.post(address(kept, gone), data)
    assert answer.status_code in (200, 404)
    assert not Merge.objects.exists()


def test_impossible_pairs_are_not_found(administrator_client, kept, gone):
    for other in (kept.pk, 999, "x", "9" * 40):
        url = f"{admin_url('member_merge', kept.pk)}?with={other}"
        assert administrator_client.get(url).status_code == 404
    step(administrator_client, kept, gone, "merge")
    third = make_member("Third")
    assert administrator_client.get(address(third, gone)).status_code == 404
    assert administrator_client.get(address(gone)).status_code == 404


def test_reviewers_do_not_merge(reviewer_client, kept, gone):
    assert reviewer_client.get(address(kept, gone)).status_code == 403
    assert reviewer_client.post(address(kept, gone), {"step": "merge"}).status_code == 403
    page = text_of(reviewer_client.get(admin_url("member_change", kept.pk)))
    assert admin_url("member_leave", kept.pk) in page
    assert address(kept) not in page


@pytest.fixture
def merged(administrator_client, kept, gone):
    """The Merge of both, with a changed editor."""
    Editor.objects.create(member=gone, user=make_user("anna@example.org"))
    step(administrator_client, kept, gone, "merge", reason="Twice the same")
    administrator_client.get("/admin/")  # shows the message with its own way to the undoing
    return Merge.objects.get()


def test_a_merged_member_says_where_it_went_and_is_not_edited(
    administrator_client, merged, kept, gone
):
    url = admin_url("member_change", gone.pk)
    page = text_of(administrator_client.get(url))
    assert "This member was merged into Water for All" in page
    assert 'name="_save"' not in page
    assert administrator_client.post(url, {"name": "x"}).status_code == 403
    history = text_of(administrator_client.get(admin_url("member_history", kept.pk)))
    assert admin_url("member_history", gone.pk) in history
    gone_history = text_of(administrator_client.get(admin_url("member_history", gone.pk)))
    assert "It was merged into Water for All" in gone_history
    assert "Twice the same" in gone_history


def test_actions_on_the_list_leave_merged_members_alone(administrator_client, merged, gone):
    data = {"action": "publish_chosen", "_selected_action": [gone.pk]}
    answer = administrator_client.post(admin_url("member_changelist"), data, follow=True)
    assert answer.status_code == 200
    assert Member.objects.get(pk=gone.pk).status == "former"


def test_the_list_of_merges_leads_to_the_undoing(administrator_client, merged):
    page = text_of(administrator_client.get(admin_url("merge_changelist")))
    assert "Can be undone until" in page
    detail = text_of(administrator_client.get(admin_url("merge_change", merged.pk)))
    assert admin_url("merge_undo", merged.pk) in detail
    assert "Twice the same" in detail


def test_the_list_of_merges_asks_no_more_of_the_database_with_more_of_them(
    administrator_client, merged, django_assert_max_num_queries
):
    for n in range(5):
        Merge.objects.create(
            kept=merged.kept, gone=make_member(f"Gone {n}"), by=merged.by, record=merged.record
        )
    with django_assert_max_num_queries(12):
        administrator_client.get(admin_url("merge_changelist"))


def undo(client, merge, **changes):
    """Open the page of the undoing and send it."""
    url = admin_url("merge_undo", merge.pk)
    return client.post(url, sent(client.get(url), **changes), follow=True)


def test_a_merge_is_undone_with_a_reason(administrator_client, merged, kept, gone):
    assert "Give a reason" in text_of(undo(administrator_client, merged))
    answer = undo(administrator_client, merged, reason="Two after all")
    assert "are two members again" in text_of(answer)
    merged.refresh_from_db()
    assert merged.undo_reason == "Two after all"
    assert Member.objects.published().count() == 2
    detail = text_of(administrator_client.get(admin_url("merge_change", merged.pk)))
    assert "Undone on" in detail
    assert "Undo the merge" not in detail
    again = undo(administrator_client, merged, reason="Again")
    assert "undone already" in text_of(again)


def test_what_was_changed_since_is_chosen_before_an_undoing(administrator_client, merged, kept):
    edit(Member.objects.get(pk=kept.pk), phone="113", email="a@b.be")
    page = text_of(administrator_client.get(admin_url("merge_undo", merged.pk)))
    assert "Phone: changed since the merge" in page
    assert "E-mail address" in page
    undo(administrator_client, merged, reason="Two", **{"choice-phone": "before"})
    kept.refresh_from_db()
    assert (kept.phone, kept.email) == ("", "a@b.be")


def test_what_was_changed_while_undoing_is_looked_at_again(administrator_client, merged, kept):
    url = admin_url("merge_undo", merged.pk)
    data = sent(administrator_client.get(url), reason="Two after all")
    edit(Member.objects.get(pk=kept.pk), phone="113")
    answer = administrator_client.post(url, data)
    merged.refresh_from_db()
    assert merged.undone_at is None
    assert "changed since the merge" in text_of(answer)
    again = administrator_client.post(url, sent(answer, **{"choice-phone": "now"}))
    assert again.status_code == 302


def test_only_administrators_undo_and_only_for_thirty_days(
    administrator_client, reviewer_client, merged
):
    assert reviewer_client.get(admin_url("merge_change", merged.pk)).status_code == 200
    assert reviewer_client.get(admin_url("merge_undo", merged.pk)).status_code == 403
    Merge.objects.update(created_at=merged.created_at - timedelta(days=31))
    detail = text_of(administrator_client.get(admin_url("merge_change", merged.pk)))
    assert "Final" in detail
    assert admin_url("merge_undo", merged.pk) not in detail


def test_the_pages_hold_nothing_inline(administrator_client, merged, kept):
    other = make_member("Third", city="Lier")
    pages = [
        address(kept),
        address(kept, other),
        admin_url("merge_undo", merged.pk),
        admin_url("merge_change", merged.pk),
        admin_url("member_leave", kept.pk),
    ]
    for url in pages:
        assert FormReader(text_of(administrator_client.get(url))).inline == []
