"""Pages as schema.org tells them to machines (JSON-LD 1.1)."""

import json

from django.utils.safestring import mark_safe

from members.fields import BY_NAME
from members.presenting.facts import FACTS

_FACTS = {name: BY_NAME[name].schema_org for name in FACTS if BY_NAME[name].schema_org}
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def json_ld(data):
    """Return a script element that holds things, harmless whatever their texts contain.

    Args:
        data: a list of things, each as a dict.
    """
    graph = {"@context": "https://schema.org", "@graph": data}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def breadcrumbs(trail):
    """Return the BreadcrumbList of [(name, absolute address)]; the page itself has None."""
    items = [
        {"@type": "ListItem", "position": place, "name": str(name)} | ({"item": url} if url else {})
        for place, (name, url) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website(name, address, language):
    """Return the WebSite, and how its search is asked."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{address}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {
        "@type": "WebSite",
        "@id": f"{address}#website",
        "url": address,
        "name": name,
        "inLanguage": language,
        "potentialAction": search,
    }


def collection(name, address, query, absolute):
    """Return the CollectionPage of a list with its ItemList.

    Args:
        name: what the list shows.
        address: its absolute address.
        query: the DirectoryQuery of it.
        absolute: a function from a path to an absolute address.
    """
    members = [
        {
            "@type": "ListItem",
            "position": position,
            "url": absolute(member.canonical_url),
            "name": member.title,
        }
        for position, member in enumerate(query.members, query.first)
    ]
    return {
        "@type": "CollectionPage",
        "@id": address,
        "name": name,
        "inLanguage": query.language,
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": query.total,
            "itemListElement": members,
        },
    }


def profile_page(view, absolute, language):
    """Return the ProfilePage of a PublicMember: in which language, and when it last changed."""
    address = absolute(view.canonical_url)
    return {
        "@type": "ProfilePage",
        "@id": f"{address}#page",
        "url": address,
        "inLanguage": language,
        "dateModified": view.updated_at.date().isoformat(),
        "mainEntity": {"@id": address},
    }


def organization(view, federation, absolute):
    """Return the schema.org NGO of a PublicMember, without what is unknown.

    Args:
        view: the PublicMember.
        federation: the umbrella body's {"name", "url"}, for memberOf.
        absolute: a function from a path to an absolute address.
    """
    address = absolute(view.canonical_url)
    names = [
        *map(str, view.names_beside),
        *view.aliases,
        *view.former_names,
        view.abbreviation,
    ]
    data = {
        "@type": "NGO",
        "@id": address,
        "name": view.title,
        "alternateName": [name for name in names if name],
        "description": view.summary.text if view.summary else None,
        "url": view.website,
        "mainEntityOfPage": f"{address}#page",
        "logo": absolute(view.logo.large) if view.logo else None,
        **{key: view.in_words(name) for name, key in _FACTS.items()},
        "email": view.email,
        "telephone": view.phone_uri.removeprefix("tel:"),
        "address": _address(view),
        "geo": _geo(view),
        "areaServed": [
            {"@type": "Country", "identifier": c.slug, "name": c.label} for c in view.countries
        ],
        "knowsLanguage": [language.slug for language in view.languages],
        "knowsAbout": [theme.label for theme in view.themes],
        "identifier": _identifiers(view),
        "sameAs": [link["url"] for link in view.social_links],
        "memberOf": _member_of(view, federation),
        "makesOffer": [_offer(entry) for entry in view.offers],
        "hasCertification": [_certification(entry) for entry in view.recognitions],
    }
    return {key: value for key, value in data.items() if value}


def _member_of(view, federation):
    others = [_named(entry.codes) for entry in view.affiliations]
    return [_named(federation), *others] if others else _named(federation)


def _offer(entry):
    data = {"name": entry.text.text, "category": entry.kind, "url": entry.url}
    return {"@type": "Offer"} | _filled(data | {"validThrough": entry.codes.get("until")})


def _certification(entry):
    issuer = {"@type": "Organization", "name": entry.by} if entry.by else None
    data = {"name": entry.name, "issuedBy": issuer, "url": entry.url}
    return {"@type": "Certification"} | _filled(data | {"expires": entry.codes.get("until")})


def _filled(data):
    return {key: value for key, value in data.items() if value}


def _named(data):
    """Return the schema.org Organization of a {"name", "url"}."""
    return {"@type": "Organization"} | {k: data[k] for k in ("name", "url") if data.get(k)}


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


def _geo(view):
    if view.latitude is None or view.longitude is None:
        return None
    place = {"latitude": float(view.latitude), "longitude": float(view.longitude)}
    return {"@type": "GeoCoordinates", **place}


def _identifiers(view):
    ids = {"uuid": str(view.uuid), "org-id": view.org_id}
    return [
        {"@type": "PropertyValue", "propertyID": kind, "value": value}
        for kind, value in ids.items()
        if value
    ]
