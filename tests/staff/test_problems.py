"""A form that was refused says at the top what is wrong, and each line leads to its control."""

import re

import pytest

from members.models import Claim, Member
from members.presenting.labels import field_label
from tests.helpers import edit, make_member

from .conftest import Editing, FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db


def anchors(html):
    """The ids that the summary's links lead to."""
    summary = html[html.index('id="problems"') :]
    return re.findall(r'<a href="#([^"]+)"', summary[: summary.index("</ul>")])


def test_each_line_leads_to_a_control_that_is_on_the_page(administrator_client):
    form = Editing(administrator_client, make_member("Djapo"))
    answer = form.send(
        name="",
        founded_year="soon",
        website="no site",
        status="gone",
        languages=["xx"],
        joined_on="yesterday",
        **{"focus_areas-0-description_0": "Without a title"},
    )
    html = text_of(answer)
    found = anchors(html)
    assert len(found) >= 6, found
    for anchor in found:
        assert f'id="{anchor}"' in html, anchor


def test_a_claim_refused_without_a_reason_leads_to_the_reason(reviewer_client):
    who = {"name": "Nora", "email": "n@example.org", "function": "x", "language": "nl"}
    claim = Claim.objects.create(member=make_member("Djapo"), **who)
    address = admin_url("claim_change", claim.pk)
    fields = FormReader(text_of(reviewer_client.get(address))).fields
    answer = reviewer_client.post(address, {**fields, "decision": "refuse"})
    assert anchors(text_of(answer)) == ["id_reason"]


def test_staff_may_write_a_bare_website_as_editors_may(administrator_client):
    member = make_member("Djapo")
    Editing(administrator_client, member).send(
        website="example.org", donation_link="example.org/give", social_links="example.com/us"
    )
    member.refresh_from_db()
    assert member.website == "https://example.org"
    assert member.donation_link == "https://example.org/give"
    assert member.social_links == ["https://example.com/us"]


def test_a_draft_has_a_preview_in_every_language(administrator_client, anonymous):
    member = make_member("Djapo", status=Member.Status.DRAFT, summary={"nl": "Nog niet klaar"})
    address = admin_url("member_preview", member.pk)
    assert address in text_of(administrator_client.get(admin_url("member_change", member.pk)))
    html = text_of(administrator_client.get(address, {"language": "nl"}))
    assert "Nog niet klaar" in html
    assert "Draft" in html
    assert "?language=fr" in html
    assert administrator_client.get(address, {"language": "xx"}).status_code == 404
    assert anonymous.get(address).status_code == 302
    assert Editing(administrator_client, member).send("_see").url == address


def test_a_restore_brings_back_the_fields_that_were_chosen(administrator_client):
    member = make_member("Djapo", city="Leuven", phone="+32 16 11 11 11")
    edit(member, city="Gent", phone="+32 9 222 22 22")
    address = admin_url("member_restore", member.pk, 1)
    fields = FormReader(text_of(administrator_client.get(address))).fields
    assert set(fields["field"]) == {"city", "phone"}
    answer = administrator_client.post(address, {**fields, "field": []}, follow=True)
    assert "Choose at least one field" in text_of(answer)
    answer = administrator_client.post(address, {**fields, "field": ["city"]}, follow=True)
    member.refresh_from_db()
    assert (member.city, member.phone) == ("Leuven", "+3292222222")
    assert f"as version 3: {field_label('city')}." in text_of(answer)
