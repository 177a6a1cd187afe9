"""What the database itself refuses, whoever writes past publish()."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from members.models import (
    CountryOfActivity,
    DirectoryVersion,
    Federation,
    FormerSlug,
    Member,
    Revision,
    WorkingLanguage,
)
from tests.helpers import ENTERPRISE_NUMBERS, make_member, make_user

pytestmark = pytest.mark.django_db


def refuses(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
    return True


IMPOSSIBLE = pytest.mark.parametrize(
    "values",
    [
        {"status": "gone"},
        {"category": "friend"},
        {"name": ""},
        {"slug": ""},
        {"founded_year": 0},
        {"founded_year": 2101},
        {"latitude": 50.8},
        {"longitude": 4.4},
        {"latitude": 91, "longitude": 4},
        {"latitude": 50, "longitude": -181},
        {"joined_on": "2020-01-02", "left_on": "2020-01-01"},
    ],
    ids=str,
)


@IMPOSSIBLE
def test_a_member_cannot_hold(values):
    member = make_member()
    assert refuses(lambda: Member.objects.filter(pk=member.pk).update(**values))


def told(validate):
    """What a check of a row says, by field."""
    try:
        return validate()
    except ValidationError as refused:
        return refused.message_dict


@IMPOSSIBLE
def test_what_it_cannot_hold_is_told_as_django_tells_it(values):
    member = make_member()
    vars(member).update(values)
    expected = told(lambda: Model.validate_constraints(member))
    assert expected
    assert told(member.validate_constraints) == expected
    for changed in values:  # whichever of them is the one that changed
        assert told(lambda changed=changed: member.validate_constraints(changed={changed}))


def test_what_no_rule_is_about_asks_nothing(django_assert_num_queries):
    member = make_member()
    member.phone = "+32 2 123 45 67"
    with django_assert_num_queries(0):
        member.validate_constraints(changed={"phone"})


def test_what_it_can_hold_is_asked_in_two_queries():
    merged = make_member("Second", status="former")
    merged.merged_into = make_member("First", founded_year=1950, latitude=50.8, longitude=4.4)
    merged.enterprise_number = ENTERPRISE_NUMBERS[0]
    with CaptureQueriesContext(connection) as captured:
        merged.validate_constraints()
    assert sum(query["sql"].startswith("SELECT") for query in captured) == 2
    merged.status = "published"
    assert told(merged.validate_constraints)


def test_an_enterprise_number_of_another_is_told():
    make_member("First", enterprise_number=ENTERPRISE_NUMBERS[0])
    second = make_member("Second")
    second.enterprise_number = ENTERPRISE_NUMBERS[0]
    assert "Another member has this enterprise number." in str(told(second.validate_constraints))


@pytest.mark.parametrize(
    "values",
    [{"slug": "first"}, {"enterprise_number": ENTERPRISE_NUMBERS[0]}],
    ids=str,
)
def test_two_members_cannot_share(values):
    make_member("First", enterprise_number=ENTERPRISE_NUMBERS[0])
    second = make_member("Second")
    assert refuses(lambda: Member.objects.filter(pk=second.pk).update(**values))


def test_two_members_may_both_lack_an_enterprise_number():
    make_member("First")
    make_member("Second")
    assert Member.objects.filter(enterprise_number="").count() == 2


@pytest.mark.parametrize("model", [Federation, DirectoryVersion])
def test_there_is_one_row(model):
    assert refuses(lambda: model.objects.create(pk=2))


@pytest.mark.parametrize("model", [CountryOfActivity, WorkingLanguage])
def test_a_code_stands_once_a_member(model):
    member = make_member(countries=["SN"], languages=["nl"])
    code = "SN" if model is CountryOfActivity else "nl"
    assert refuses(lambda: model.objects.create(member=member, code=code))


def test_a_former_slug_leads_to_one_member():
    for name in ("First", "Second"):
        make_member(name)
    first, second = Member.objects.order_by("pk")
    FormerSlug.objects.create(member=first, slug="old")
    assert refuses(lambda: FormerSlug.objects.create(member=second, slug="old"))


@pytest.mark.parametrize("same", ["number", "version"])
def test_revisions_are_numbered_once(same):
    member = make_member()
    there = member.revisions.get()
    values = {"number": 99, "version": 99} | {same: getattr(there, same)}
    row = Revision(member=member, source="admin", changes={}, **values)
    assert refuses(row.save)


def test_an_address_belongs_to_one_user_whatever_its_case():
    robin = make_user("robin@example.org")
    other = make_user("other@example.org")
    assert refuses(
        lambda: type(robin).objects.filter(pk=other.pk).update(email="ROBIN@example.org")
    )
