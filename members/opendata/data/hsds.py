"""Members as organizations of the Human Services Data Specification 3.1 (Open Referral).

HSDS has one language a file, no theme of an organization and no country of activity: what has no
place there is in the API and in the other files.
"""

from uuid import uuid5

import msgspec

_encode = msgspec.json.Encoder().encode


def organizations(members, language):
    """Yield the bytes of a JSON array of organizations.

    Args:
        members: an iterable of Members of `resources.profile`.
        language: the language of texts, where a member has one in it.
    """
    before = b"[\n"
    for member in members:
        yield before + _encode(organization(member, language))
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def organization(member, language):
    """Return a Member as an HSDS organization, without what is unknown."""
    main_name = member.name if member.name != member.title else ""
    data = {
        "id": str(member.id),
        "name": member.title,
        "alternate_name": member.abbreviation or main_name,
        "description": _text(member.summary, language) or member.title,
        "email": member.email,
        "website": member.website,
        "year_incorporated": member.founded_year,
        "legal_status": member.legal_form.label if member.legal_form else None,
        "logo": member.logo.large if member.logo else None,
        "uri": member.url,
        "phones": _phones(member),
        "locations": _locations(member),
        "organization_identifiers": _identifiers(member),
    }
    return {name: value for name, value in data.items() if value}


def _text(texts, language):
    return texts.get(language) or next(iter(texts.values()), "")


def _id(member, kind):
    """Return an identifier that a part keeps in every file."""
    return str(uuid5(member.id, kind))


def _phones(member):
    return [{"id": _id(member, "phone"), "number": member.phone}] if member.phone else []


def _identifiers(member):
    if not member.org_id:
        return []
    scheme, number = member.org_id.rsplit("-", 1)
    identifier = {"identifier_scheme": scheme, "identifier_type": "org-id", "identifier": number}
    return [{"id": _id(member, "org-id"), **identifier}]


def _locations(member):
    """Return the seat: as a physical address only where HSDS's required parts are known."""
    location = {"id": _id(member, "location"), "location_type": "physical"}
    if member.latitude is not None and member.longitude is not None:
        location |= {"latitude": member.latitude, "longitude": member.longitude}
    if member.street_address and member.postal_code and member.city and member.place:
        location["addresses"] = [_address(member)]
    return [location] if len(location) > 2 else []


def _address(member):
    return {
        "id": _id(member, "address"),
        "address_1": member.street_address,
        "city": member.city,
        "state_province": member.place.label,
        "postal_code": member.postal_code,
        "country": member.place.code.partition("-")[0],
        "address_type": "physical",
    }
