"""A profile as schema.org tells it to machines (JSON-LD 1.1)."""

import json

from django.utils.safestring import mark_safe

from members.fields import BY_NAME
from members.presenting.facts import FACTS

_FACTS = {name: BY_NAME[name].schema_org for name in FACTS if BY_NAME[name].schema_org}
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def json_ld(data):
    """Return a script element that holds data, harmless whatever its texts contain."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def organization(view, federation_name, absolute):
    """Return the schema.org NGO of a PublicMember, without what is unknown.

    Args:
        view: the PublicMember.
        federation_name: the umbrella body's name, for memberOf.
        absolute: a function from a path to an absolute address.
    """
    names = [*map(str, view.names_beside), *view.former_names, view.abbreviation]
    data = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": f"urn:uuid:{view.uuid}",
        "name": view.title,
        "alternateName": [name for name in names if name],
        "description": view.summary.text if view.summary else None,
        "url": view.website,
        "mainEntityOfPage": absolute(view.canonical_url),
        "logo": absolute(view.logo.large) if view.logo else None,
        **{key: view.in_words(name) for name, key in _FACTS.items()},
        "email": view.email,
        "telephone": view.phone_uri.removeprefix("tel:"),
        "address": _address(view),
        "areaServed": [
            {"@type": "Country", "identifier": c.slug, "name": c.label} for c in view.countries
        ],
        "knowsLanguage": [language.slug for language in view.languages],
        "knowsAbout": [theme.label for theme in view.themes],
        "identifier": _identifier(view),
        "sameAs": [link["url"] for link in view.social_links],
        "memberOf": {"@type": "Organization", "name": federation_name},
    }
    return {key: value for key, value in data.items() if value}


def _address(view):
    parts = {
        "streetAddress": view.street_address,
        "postalCode": view.postal_code,
        "addressLocality": view.town,
        "addressRegion": view.place.label if view.place else "",
        "addressCountry": view.place.slug.split("-")[0] if view.place else "",
    }
    filled = {key: value for key, value in parts.items() if value}
    return {"@type": "PostalAddress", **filled} if filled else None


def _identifier(view):
    if not view.org_id:
        return None
    return {"@type": "PropertyValue", "propertyID": "org-id", "value": view.org_id}
