"""A member as an address book takes it: a vCard 3.0 (RFC 2426), which phones read best."""

_LINE = 75  # octets, after which a line goes on in the next one


def vcard(view, absolute):
    """Return the vCard of a PublicMember, without what is unknown or hidden.

    Args:
        view: the PublicMember.
        absolute: a function from a path to an absolute address.
    """
    country = view.place.slug.split("-")[0] if view.place else ""
    street = (view.street_address, view.town, "", view.postal_code, country)
    lines = [
        ("FN", _text(view.title)),
        ("N", f"{_text(view.title)};;;;"),
        ("ORG", _text(view.title)),
        ("NICKNAME", _text(view.abbreviation)),
        ("TEL;TYPE=WORK,VOICE", view.phone_uri.removeprefix("tel:")),
        ("EMAIL;TYPE=INTERNET", _text(view.email)),
        ("URL", view.website),
        ("ADR;TYPE=WORK", ";".join(["", "", *map(_text, street)]) if any(street) else ""),
        ("NOTE", _text(str(view.summary or ""))),
        ("SOURCE", absolute(view.canonical_url)),
        ("REV", view.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("UID", f"urn:uuid:{view.uuid}"),
    ]
    rows = [f"{name}:{value}" for name, value in lines if value]
    rows = ["BEGIN:VCARD", "VERSION:3.0", *rows, "END:VCARD"]
    return "".join(f"{_folded(row)}\r\n" for row in rows)


def _text(value):
    """Return a text with what has a meaning in a vCard marked as text."""
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return " ".join(value.split())


def _folded(row):
    """Return a row in lines of at most _LINE octets, no letter cut in two."""
    lines, size = [""], 0
    for sign in row:
        width = len(sign.encode())
        if size + width > _LINE:
            lines.append(" ")
            size = 1
        lines[-1] += sign
        size += width
    return "\r\n".join(lines)
