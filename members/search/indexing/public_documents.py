"""What of a member can be found: made from public_view() and nothing else.

publish() writes it beside the member, folded and ready, so that an index is built from two
columns a member and a changed member is looked up in one query.
"""

from django.utils import timezone

from members.core.text import fold
from members.presenting import public_view
from members.search.facets import terms_of
from members.search.index.documents import (
    FOCUS,
    MISSION,
    NAME,
    NAMES,
    REST,
    SUMMARY,
    Document,
    search_text_of,
    texts_of,
)
from members.search.question.contacts import joined_letters, number_forms, phone_forms
from members.search.question.scripts import in_grams
from members.search.question.towns import seat_of

_COLUMNS = ("pk", "sort_name", "confirmed_at", "search_text", "search_terms")


def public_documents(members):
    """Return the Documents of a queryset of public members, in its order."""
    return [
        Document(pk, key, day_of(confirmed_at), texts_of(text), terms)
        for pk, key, confirmed_at, text, terms in members.values_list(*_COLUMNS)
    ]


def day_of(moment):
    """Return the ordinal of a moment's day in the site's time zone; 0 for None."""
    zone = timezone.get_default_timezone()
    return timezone.localtime(moment, zone).toordinal() if moment else 0


def searchable(member, site):
    """Return what the search keeps of a member: (search_text, search_terms).

    Both are empty where the public may not see the member.
    """
    view = public_view(member, site.languages[0], site)
    if view is None:
        return "", {}
    texts = {}
    for place, language, text in _texts(view):
        # The same words in two languages, a slogan say, count once in a place; a name counts once.
        folded = in_grams(fold(text))
        if place != NAMES or (NAME, folded) not in texts:
            texts.setdefault((place, folded), language)
    terms = terms_of(view)
    if seat := seat_of(view.postal_code, view.city):
        terms["town"] = seat  # no filter of its own: by it "near" is found
    if member.unconfirmed_since:
        terms["unconfirmed"] = ["1"]  # no filter: such members stand last in the order of names
    triples = ((place, language, words) for (place, words), language in texts.items())
    return search_text_of(triples), terms


def _texts(view):
    yield NAME, "", view.name
    others = (view.abbreviation, *view.aliases, *view.former_names)
    for name in others:
        yield NAMES, "", name
    for name in {view.name, *others}:
        for joined in joined_letters(name):
            yield NAMES, "", joined
    for place, texts in ((NAMES, "other_names"), (SUMMARY, "summary"), (MISSION, "mission")):
        # PostgreSQL keeps the keys of an object in an order of its own.
        for language, text in sorted(view.in_all_languages(texts).items()):
            yield place, language, text
    for texts in view.focus_areas_in_all_languages():
        for language, text in sorted(texts):
            yield FOCUS, language, text
    number = view.enterprise_number
    seat = (view.postal_code, view.city, view.street_address)
    year = str(view.founded_year or "")
    contact = (view.website_label, view.email, *phone_forms(view.phone))
    bodies = [entry.name for entry in (*view.affiliations, *view.recognitions)]
    for offer in view.offers:
        for language, text in sorted(offer.codes["text"].items()):
            yield REST, language, text
    for text in (*bodies, *seat, *contact, number, *number_forms(number), year):
        yield REST, "", text
