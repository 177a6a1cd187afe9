"""Two people who edit one member do not silently overwrite each other."""

import pytest

from members.models import Member
from members.publishing import EditConflict
from tests.helpers import edit, make_member

pytestmark = pytest.mark.django_db


def test_two_saves_of_one_field_from_the_same_revision_conflict():
    member = make_member(city="Ghent")
    edit(member, base=1, city="Bruges")
    late = Member.objects.get()
    with pytest.raises(EditConflict) as conflict:
        edit(late, base=1, city="Liège", phone="112")
    assert conflict.value.fields == {"city": "Bruges"}
    assert conflict.value.revision.number == 2
    assert Member.objects.get().city == "Bruges"
    assert Member.objects.get().phone == ""


def test_saves_of_different_fields_are_merged():
    make_member(city="Ghent")
    one, two = Member.objects.get(), Member.objects.get()
    edit(one, base=1, city="Bruges")
    edit(two, base=1, phone="112")
    member = Member.objects.get()
    assert (member.city, member.phone, member.revision) == ("Bruges", "112", 3)
    assert two.city == "Bruges"


def test_the_same_change_twice_is_no_conflict():
    member = make_member()
    edit(member, base=1, city="Bruges")
    assert edit(Member.objects.get(), base=1, city="Bruges") is None


def test_an_unchanged_field_of_a_form_does_not_conflict():
    member = make_member(city="Ghent")
    edit(member, base=1, phone="112")
    edit(member, base=1, city="Bruges", email="")
    assert Member.objects.get().phone == "112"


def test_without_a_base_the_last_save_wins():
    member = make_member(city="Ghent")
    edit(member, city="Bruges")
    edit(Member.objects.get(), city="Liège")
    assert Member.objects.get().city == "Liège"
