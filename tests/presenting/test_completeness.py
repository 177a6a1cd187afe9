"""How complete a profile is."""

import pytest

from members.presenting.completeness import completeness
from members.publishing import values
from members.publishing.values import FIELDS

WHOLE = dict.fromkeys(FIELDS, "x")


@pytest.mark.django_db
def test_a_blank_profile_lacks_everything():
    blank = completeness(values.blank())
    assert blank.percent == 0
    assert [str(name) for name in blank.missing[:2]] == ["summary", "mission"]


def test_a_whole_profile_lacks_nothing():
    assert completeness(WHOLE) == type(completeness(WHOLE))(100, [])


def test_texts_count_most():
    without = {name: completeness(WHOLE | {name: ""}).percent for name in ("mission", "phone")}
    assert without["mission"] < without["phone"] < 100
