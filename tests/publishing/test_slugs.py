"""An address that a member ever had keeps leading to it, and to nobody else."""

import pytest
from django.core.exceptions import ValidationError

from members.models import FormerSlug, Member
from tests.helpers import edit, make_member

pytestmark = pytest.mark.django_db


def former():
    return set(FormerSlug.objects.values_list("slug", flat=True))


def test_a_changed_slug_is_remembered():
    member = make_member(slug="one")
    edit(member, slug="two")
    edit(member, slug="three")
    assert former() == {"one", "two"}
    assert FormerSlug.objects.get(slug="one").member == member


def test_a_member_may_take_its_own_former_slug_back():
    member = make_member(slug="one")
    edit(member, slug="two")
    edit(member, slug="one")
    assert Member.objects.get().slug == "one"
    assert former() == {"two"}


@pytest.mark.parametrize("is_new", [True, False])
def test_nobody_gets_the_former_slug_of_another(is_new):
    edit(make_member(slug="one"), slug="two")
    other = Member() if is_new else make_member("Other")
    with pytest.raises(ValidationError) as refused:
        edit(other, name="Other", slug="one")
    assert list(refused.value.message_dict) == ["slug"]
    assert former() == {"one"}
