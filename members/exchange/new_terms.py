"""Terms that a file names and a vocabulary lacks, added to it by one click."""

from django.db.models import Max
from django.utils.translation import get_language

from members.core.text import fold
from members.models.texts import language_names
from members.parsing.slugs import slug_of
from members.publishing import change_setting
from members.publishing.terms import VOCABULARIES, Terms


def add_terms(field, names):
    """Add terms to the vocabulary of a field behind the others; return how many were new.

    Args:
        field: publish()'s name of the field, a key of VOCABULARIES.
        names: what they are called, in the active language.
    """
    return change_setting(lambda: _add(VOCABULARIES[field], field, names))


def _add(model, field, names):
    codes = list(language_names())
    language = get_language() if get_language() in codes else codes[0]
    terms = Terms(field)
    used_slugs = {slug.casefold() for slug in terms.slugs}
    last = model.objects.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    longest = model._meta.get_field("name").max_text_length
    new, spellings = [], {}
    for name in names:
        spellings.setdefault(fold(name), name.strip()[:longest].strip())
    for name in spellings.values():
        slug = _free_slug(slug_of(name), used_slugs)
        if slug and terms.slug_of(name) is None:
            new.append(model(slug=slug, name={language: name}, position=position + len(new)))
    for term in new:
        term.full_clean()
        term.save()
    return len(new)


def _free_slug(base, used_slugs):
    slug, number = base, 1
    while slug and slug.casefold() in used_slugs:
        number += 1
        slug = f"{base[:56]}-{number}"
    used_slugs.add(slug.casefold())
    return slug
