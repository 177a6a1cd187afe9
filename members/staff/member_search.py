"""Members found by what staff type: in the index, or in the database until that is built."""

import re

from django.db.models import Q

from members.core.text import fold, sort_key
from members.models import Keys, Member
from members.models.texts import language_names
from members.search.query.staff_query import StaffQuery


def search(queryset, text):
    """Return the members in which every word of a text stands somewhere.

    Looked through are the names in all languages, the abbreviation, the town, the enterprise
    number with or without its dots, and the e-mail address; in an index, once that is built.
    """
    if not text.split():
        return queryset
    query = StaffQuery(text)
    if not query.can_be_answered():
        return _in_database(queryset, text)
    return queryset.filter(pk__among=Keys(lambda: _keys(query)))


def _keys(query):
    keys = query.pks()
    if keys is None:  # its file was found to be damaged meanwhile
        keys = _in_database(Member.objects.order_by(), query.text).values_list("pk", flat=True)
    return list(keys)


def _in_database(queryset, text):
    for word in text.replace("\x00", "").split():
        condition = Q(sort_name__contains=sort_key(word)) if fold(word) else Q()
        for name in ("name", "abbreviation", "city", "email", "slug", "aliases", "former_names"):
            condition |= Q(**{f"{name}__icontains": word})
        for code in language_names():
            condition |= Q(**{f"other_names__{code}__icontains": word})
        if len(digits := re.sub(r"\D", "", word)) >= 4:
            condition |= Q(enterprise_number__contains=digits)
        queryset = queryset.filter(condition)
    return queryset
