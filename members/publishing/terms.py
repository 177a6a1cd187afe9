"""Terms of the vocabularies, and choices, by what people write: short name, label or synonym."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.fields import BY_NAME, names
from members.models import Member, Place
from members.models.texts import language_names
from members.parsing.lists import codes_of
from members.parsing.name_lookup import Names
from members.parsing.phrasing import either_of
from members.presenting.labels import term_label

VOCABULARIES = {name: BY_NAME[name].vocabulary for name in names(lambda field: field.vocabulary)}
# "1. Health", "a) Health", "- Health".
_NUMBERED = re.compile(r"^(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z])\s*[.):]|[-–•*])\s+", re.IGNORECASE)
# "Provincie Antwerpen", "Région de Bruxelles-Capitale": what kind of place it is, around its name.
_KIND_OF_PLACE = re.compile(
    r"""^(?:de\ )?(?:provincie|province|prov|provinz|gewest|région|region|regio)\b\.?\s*
        (?:(?:de\ la|de|du|des|of|van)\s|[dl]['’])*\s*
    |\s*\(?\b(?:hoofdstedelijk\ gewest|capital\ region|province|provincie|provinz|region)\)?$
    |[-\ ]capitale$""",
    re.IGNORECASE | re.VERBOSE,
)
_FORM = Member.LegalForm
# How the legal forms of Belgian law are called in the languages that members use.
_LEGAL_FORMS = {
    _FORM.VZW: "vzw, asbl, npo, vog, voe, vzw asbl, asbl vzw, vereniging zonder winstoogmerk, "
    "association sans but lucratif, association à but non lucratif, non-profit association, "
    "non-profit, nonprofit, not-for-profit, nonprofit organization, "
    "non profit organisation, vereinigung ohne gewinnerzielungsabsicht, eingetragener verein",
    _FORM.IVZW: "ivzw, aisbl, inpa, ivog, ivoe, ivzw aisbl, aisbl ivzw, "
    "internationale vereniging zonder winstoogmerk, "
    "association internationale sans but lucratif, international non-profit association",
    _FORM.PUBLIC_FOUNDATION: "son, fup, fondation, stichting, foundation, stiftung, "
    "public foundation, "
    "stichting van openbaar nut, fondation d’utilité publique, foundation of public utility, "
    "public benefit foundation, gemeinnützige stiftung",
    _FORM.PRIVATE_FOUNDATION: "ps, fondation, stichting, foundation, stiftung, private stichting, "
    "fondation privée, private foundation, privatstiftung",
    _FORM.COOPERATIVE: "cv, cvba, cvso, cvba-so, sc, scrl, scrlfs, coöperatie, coöperatief, "
    "coop, co-op, "
    "coöperatieve vennootschap, coopérative, société coopérative, cooperative, genossenschaft",
    _FORM.PUBLIC_BODY: "overheid, overheidsinstelling, openbare instelling, publieke instelling, "
    "institution publique, organisme public, service public, public body, public institution",
    _FORM.UNINCORPORATED: "fv, feitelijke vereniging, association de fait, de facto association, "
    "unincorporated association, faktische vereinigung, nichtrechtsfähiger verein",
    _FORM.OTHER: "andere, ander, autre, other, andere vorm, autre forme",
}


class Terms:
    """One vocabulary, read once: what it holds by any name.

    Args:
        field: publish()'s name of the field, a key of VOCABULARIES.
    """

    def __init__(self, field):
        self.field = field
        self._terms = {term.slug: term for term in VOCABULARIES[field].objects.all()}
        self.slugs = list(self._terms)

    @cached_property
    def _names(self):
        return Names({slug: _names_of(term) for slug, term in self._terms.items()})

    def slug_of(self, text):
        """Return the slug of the term that a text names, None where it names none.

        Raises:
            ValidationError: where it names several.
        """
        if text in self._terms:
            return text
        slugs = self._names.find(text) or self._names.find(_bare(text, self.field))
        if len(slugs) > 1:
            raise ValidationError(
                _("“%(value)s” could be %(names)s. Write which one."),
                params={"value": text[:80], "names": either_of(map(self.called, sorted(slugs)))},
                code="unclear",
            )
        return next(iter(slugs), None)

    def one(self, text):
        """Return the slug of the one term that a text names; raise ValidationError."""
        slug = self.slug_of(text)
        if slug is None:
            raise self._unknown(text)
        return slug

    def several(self, texts):
        """Return the slugs of all terms that some texts list, in the vocabulary's order."""
        chosen = set()
        for text in texts:
            slugs, unknown = codes_of(text, self.slug_of)
            if unknown:
                raise ValidationError([self._unknown(name) for name in unknown])
            chosen.update(slugs)
        return [slug for slug in self.slugs if slug in chosen]

    def called(self, slug):
        """Return what the term of a slug is called, in the federation's language."""
        return (term_label(self._terms[slug]) if slug in self._terms else "") or slug

    def _unknown(self, text):
        params = {"value": text[:80], "where": VOCABULARIES[self.field]._meta.verbose_name_plural}
        if near := self._names.nearest(text):
            params["names"] = either_of(map(self.called, near))
            words = _("“%(value)s” does not stand in the list “%(where)s”. Is it %(names)s?")
        else:
            words = _("“%(value)s” does not stand in the list “%(where)s”. Add it there first.")
        return ValidationError(words, params=params, code="unknown")


def _bare(text, field):
    """Return what a text names without its number in a list, and a place without its kind."""
    text = _NUMBERED.sub("", text)
    return _KIND_OF_PLACE.sub("", text).strip() if field == "place" else text


def _names_of(term):
    synonyms = getattr(term, "synonyms", None) or {}
    # "WVL" of "BE-WVL": nobody but machines writes the country before a province.
    part = term.slug.partition("-")[2] if isinstance(term, Place) else ""
    return [
        *term.name.values(),
        term.slug,
        *([part, *(_bare(name, "place") for name in term.name.values())] if part else []),
        *(word for words in synonyms.values() for word in words),
    ]


def choice_of(field, text):
    """Return the code of a choice ("vzw") by its code, its words in any language or a synonym.

    Args:
        field: publish()'s name of a field with choices.
        text: what was written.

    Raises:
        ValidationError: for none of the choices, and for what could be two.
    """
    codes = dict(Member._meta.get_field(field).flatchoices)
    if text in codes:
        return text
    matches = _chosen(field, text)
    if len(matches) == 1:
        return next(iter(matches))
    params = {"value": text[:80]}
    if matches:
        params["names"] = either_of(f"{codes[code]} ({code})" for code in codes if code in matches)
        words = _("“%(value)s” could be %(names)s. Write which one.")
        raise ValidationError(words, params=params, code="unclear")
    params["codes"] = ", ".join(code for code in codes if code)
    raise ValidationError(
        _("“%(value)s” is not one of the choices. Write one of: %(codes)s."),
        params=params,
        code="unknown",
    )


@lru_cache(maxsize=1000)
def _chosen(field, text):
    return frozenset(_choices(field).find(text))


@lru_cache(maxsize=16)
def _choices(field):
    labels = dict(Member._meta.get_field(field).flatchoices)
    names = {code: [code] for code in labels if code}
    for language in language_names():
        with override(language):
            for code in names:
                names[code].append(str(labels[code]))
    if field == "legal_form":
        for code, words in _LEGAL_FORMS.items():
            names[str(code)] += words.split(", ")
    return Names(names)
