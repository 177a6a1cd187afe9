"""An import may propose what editors never touch: they see it among what waits, and no button."""

import pytest
from django.utils import timezone

from members.fields import FIELDS
from members.models import Change, Proposal
from members.publishing import values
from members.publishing.proposals import Decision, decide
from tests.profile.helpers import ROOT, words

pytestmark = pytest.mark.django_db
STAFF_FIELDS = [field.name for field in FIELDS if not field.part]


@pytest.fixture
def proposal(member, reviewer):
    """A proposal of every field that stands in no part of the workspace."""
    proposal = Proposal.objects.create(
        member=member, author=reviewer, state="submitted", submitted_at=timezone.now()
    )
    live = values.read(member)
    new = {"joined_on": "2020-01-31", "sources": ["https://example.org/"], "status": "hidden"}
    for name in STAFF_FIELDS:
        Change.objects.create(
            proposal=proposal, field=name, old=live[name], new=new.get(name, live[name])
        )
    return proposal


def test_the_editor_reads_a_proposal_that_holds_them(anna_client, proposal):
    page = anna_client.get(f"{ROOT}proposals/{proposal.pk}/")
    assert page.status_code == 200
    assert "2020" in words(page)
    assert anna_client.get(ROOT).status_code == 200


def test_and_reads_it_after_the_decision(anna_client, proposal, reviewer):
    refused = {name: Decision("refused", reason="No.") for name in STAFF_FIELDS}
    decide(proposal, reviewer, refused)
    assert anna_client.get(f"{ROOT}proposals/{proposal.pk}/").status_code == 200
    assert anna_client.get(f"{ROOT}history/").status_code == 200
    assert anna_client.get(ROOT).status_code == 200
