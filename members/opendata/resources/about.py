"""What every answer, file and feed says of itself: publisher, licence, version, date."""

from functools import lru_cache

from django.utils.translation import gettext as _

from members.models import Federation, Revision

from .structs import About, Licence

# By SPDX's identifiers, where there is one.
LICENCES = {
    Federation.Licence.CC0: ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    Federation.Licence.CC_BY: ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    Federation.Licence.RESERVED: ("all-rights-reserved", None),
}


def licence_of(site, language):
    """Return the Licence that the federation chose."""
    code, url = LICENCES[site.federation.licence]
    name = str(Federation.Licence(site.federation.licence).label)
    return Licence(code, name, url, attribution=publisher_of(site, language))


def publisher_of(site, language):
    """Return the federation's name in a language."""
    return str(site.text(site.federation.name, language) or "Koepel")


def about(site, language, source):
    """Return the About of an answer in the active language.

    Args:
        site: the Site to answer from.
        language: the language of labels.
        source: the absolute address of what the answer shows.
    """
    return About(
        publisher=publisher_of(site, language),
        licence=licence_of(site, language),
        version=site.version,
        changed_at=changed_at(site),
        language=language,
        source=source,
    )


@lru_cache(maxsize=2)  # a Site is another object at each version
def changed_at(site):
    """Return the moment of the last change of any member, or None while there is none."""
    newest = Revision.objects.filter(version__lte=site.version).order_by("-version")
    return newest.values_list("created_at", flat=True).first()


def stated(site, language):
    """Return the sentence about the licence, for files and feeds, in the active language."""
    licence = licence_of(site, language)
    sentence = _("%(name)s. Source: %(publisher)s.")
    return sentence % {"name": licence.name, "publisher": licence.attribution}
