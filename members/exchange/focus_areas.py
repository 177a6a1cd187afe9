"""Focus areas in a table: groups of columns, one group for each place in their order."""

import uuid

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def merged(live, cells_of, *, clear):
    """Return the focus areas that a row asks for.

    An area is known by its identifier; without one, by its place. Of an area that the row names,
    texts in languages without a column stay, and so do places without columns.

    Args:
        live: the areas as they are, as `values.read` gives them.
        given: {number: {(part, language): text, or None for an empty cell}} of the row's columns.
        clear: whether an empty cell empties, and an empty group removes.

    Raises:
        ValidationError: for a broken identifier, or one that comes twice.
    """
    by_id = {area["id"]: area for area in live}
    identifiers = {number: _identifier(cells) for number, cells in cells_of.items()}
    claimed = [identifier for identifier in identifiers.values() if identifier]
    if len(set(claimed)) < len(claimed):
        raise ValidationError(_("Two focus areas have the same identifier."))
    result, used = [], set(claimed)
    for number in sorted({*cells_of, *range(1, len(live) + 1)}):
        if number in cells_of:
            area = _area(
                number, cells_of[number], identifiers[number], live, by_id, used, clear=clear
            )
        else:
            area = live[number - 1] if live[number - 1]["id"] not in used else None
        if area is not None:
            used.add(area["id"])
            result.append(area)
    # Whose place was given to another and which the row does not name.
    rest = [] if clear else [area for area in live if area["id"] not in used]
    return result + rest


def _identifier(cells):
    text = cells.get(("id", ""))
    if not text:
        return ""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise ValidationError(_("A focus area’s identifier is damaged. Add it anew.")) from None


def _area(number, cells, identifier, live, by_id, used, *, clear):
    """Return the area of one group of columns, or None where there is none."""
    in_place = live[number - 1] if number <= len(live) else None
    if not identifier and in_place and in_place["id"] not in used:
        identifier = in_place["id"]
    texts = {key: text for key, text in cells.items() if key[0] != "id"}
    old = by_id.get(identifier) or {"title": {}, "description": {}}
    area = {"id": identifier or str(uuid.uuid4())}
    for part in ("title", "description"):
        area[part] = dict(old[part])
        for (name, language), text in texts.items():
            if name == part and text is not None:
                area[part][language] = text
            elif name == part and clear:
                area[part].pop(language, None)
    # Where nothing is said and no title is left there is no area, new or old.
    return area if area["title"] or any(texts.values()) else None
