"""Columns that lists have for parts of an address: a row joins them into the fields of the seat.

No export has them. A country becomes the seat's place where the federation has one of it, else the
sign before the postal code ("FR-75002"), by which phone numbers and pages know the country.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from members.parsing.countries import country_codes
from members.parsing.localized_names import country_names
from members.parsing.seats import home_country, seat_country

COUNTRY, NUMBER, BOX, CODE_AND_TOWN = "seat_country", "house_number", "box", "postal_code_and_city"
HEADINGS = {
    COUNTRY: gettext_lazy("Country of the seat"),
    NUMBER: gettext_lazy("House number"),
    BOX: gettext_lazy("Box in the house"),
    CODE_AND_TOWN: gettext_lazy("Postal code and town in one"),
}
_CODE_AND_TOWN = re.compile(
    r"^(?P<code>(?:[A-Z]{1,3}[ -])?\d{4,5}(?: ?[A-Z]{2}(?= ))?)[ ,-]+(?P<town>[^\d\s].*)$",
    re.IGNORECASE,
)


def join(row, column_of, places):
    """Put what a Row's extra columns say into the fields that they are part of.

    Args:
        row: the Row; what is wrong is added to it.
        column_of: a function from a key to its Column.
        places: the slugs of the federation's places.
    """
    extra = {name: row.values.pop(column_of(name), None) for name in HEADINGS}
    values = row.values
    if extra[CODE_AND_TOWN]:
        _put_code_and_town(row, extra[CODE_AND_TOWN], column_of)
    street = column_of("street_address")
    if values.get(street):
        values[street] = _street(values[street], extra, row.headings.get(BOX, ""))
    if extra[COUNTRY]:
        _put_country(row, extra[COUNTRY], column_of, places)


def _put_code_and_town(row, text, column_of):
    match = _CODE_AND_TOWN.match(text.strip())
    if not match and not re.search(r"\d", text):
        row.values.setdefault(column_of("city"), text.strip())  # a town alone
        return
    if not match:
        words = _("“%(value)s” is not a postal code and a town, such as 1000 Brussel.")
        row.refuse(CODE_AND_TOWN, words % {"value": text[:80]}, value=text)
        return
    for key, part in (("postal_code", match["code"]), ("city", match["town"])):
        if not row.values.get(column_of(key)):
            row.values[column_of(key)] = part


def _street(street, extra, box_heading):
    number, box = (extra[name] or "" for name in (NUMBER, BOX))
    number = number.strip().removesuffix(".0")
    if number and not re.search(rf"(?<!\w){re.escape(number)}$", street):
        street = f"{street} {number}"
    if box:
        word = "bte" if box_heading.lower().startswith("b") and "o" in box_heading[:2] else "bus"
        has_word = re.match(r"(?:bus|bte|boîte|box)\b", box, re.IGNORECASE)
        street += f" {box.strip()}" if has_word else f" {word} {box.strip().removesuffix('.0')}"
    return street


def _put_country(row, country, column_of, places):
    """Let the seat be in a country, unless what else the row says tells it already."""
    place, code = column_of("place"), column_of("postal_code")
    home, postal_code = home_country(places), row.values.get(code) or ""
    if row.values.get(place) or seat_country("", postal_code, home) == country:
        return
    if country in places:
        row.values[place] = country
    elif postal_code:
        row.values[code] = f"{country}-{postal_code}"
    else:
        words = _(
            "%(country)s is not among the places, and without a postal code the seat cannot "
            "say it. Add it to the places, or fill in the postal code."
        )
        name = country_names(get_language() or "en")[country]
        row.refuse(COUNTRY, words % {"country": name}, value=row.texts.get(COUNTRY, ""))


def read(name, cell):
    """Return what the cell of one of these columns stands for; raise ValidationError."""
    if name != COUNTRY:
        return cell.strip()
    codes = country_codes(cell)
    return codes[0] if len(codes) == 1 else _refuse_several(cell)


def _refuse_several(cell):
    raise ValidationError(
        _("“%(value)s” is more than one country. A seat is in one."), params={"value": cell[:80]}
    )
