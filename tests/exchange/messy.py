"""Files as untidy as people's, made at random from a seed, with what each of their rows means."""

import csv
import io
import random
from dataclasses import dataclass, field

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from members.exchange import ods_writer

TOWNS = ("Gent", "Liège", "Brussel", "Namur", "Hasselt", "Eupen", "Genk", "Köln")
WORDS = (
    "Été",
    "Zorg",
    "Enfants",
    "Wereld",
    "Forêt",
    "Brücke",
    "Lumière",
    "Ruimte",
    "Kür",
    "Façade",
    "Vélo",
    "Ängste",
    "Noël",
    "Übung",
    "Moeder",
    "Espoir",
    "Lucht",
    "Straße",
    "Garçon",
    "Piñata",
)
HEADINGS = {
    "name": (
        "name",
        "Naam",
        "Nom",
        "Organisation name",
        "NAAM ORGANISATIE",
        "Dénomination",
        "Verein",
    ),
    "city": ("city", "Gemeente", "Ville", "Stad", "Town", "Localité", "ORT", "Woonplaats:"),
    "email": ("email", "E-mail", "Courriel", "Mail", "e-mailadres", "Adresse e-mail"),
    "website": ("website", "URL", "Site web", "Webadres", "Homepage", "Site internet"),
    "slug": ("slug",),
    "founded_year": ("founded_year", "Oprichtingsjaar", "Année de création", "Gründungsjahr"),
}
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16", "mixed", "double")


@dataclass
class Messy:
    """One file.

    Attributes:
        upload: the uploaded file.
        truth: {name as the row has it: (outcome, slug of the member or "")}.
        made_of: what it was made of, for the message of a test that fails.
    """

    upload: object
    truth: dict
    made_of: dict = field(default_factory=dict)


def member_values(number):
    """Return the values of one member of the directory that the files are about."""
    one, other = WORDS[number % len(WORDS)], WORDS[(number * 7 + 3) % len(WORDS)]
    return {
        "name": f"{one} {other} {TOWNS[number % 3]}" if number % 2 else f"{one}{other.lower()}",
        "slug": f"member-{number}",
        "city": TOWNS[number % len(TOWNS)],
        "email": f"info@member-{number}.example",
        "website": f"https://member-{number}.example/",
        "founded_year": 1950 + number,
    }


def messy_file(seed, members):
    """Return a Messy file about some members, given as member_values()."""
    dice = random.Random(seed)
    rows, truth = _rows(dice, members)
    columns = [
        "name",
        "city",
        *dice.sample(["email", "website", "founded_year"], dice.randint(0, 3)),
    ]
    columns.append("slug")
    dice.shuffle(columns)
    headings = [dice.choice(HEADINGS[name]) for name in columns]
    table = [[str(row.get(name, "")) for name in columns] for row in rows]
    kind = dice.choice(["csv", "csv", "csv", "xlsx", "ods"])
    made_of = {"seed": seed, "kind": kind, "headings": headings}
    lines = _dressed(dice, headings, table, columns.index("name"), made_of)
    make = {"csv": _csv, "xlsx": _xlsx, "ods": _ods}[kind]
    upload = SimpleUploadedFile(f"messy-{seed}.{kind}", make(dice, lines, made_of))
    return Messy(upload, truth, made_of)


def _rows(dice, members):
    """Return rows as dicts, and what each of them means."""
    rows, truth = [], {}
    for member in dice.sample(members, dice.randint(4, 9)):
        make = dice.choice([_same, _changed, _elsewhere, _with_legal_form, _new])
        row, meaning = make(dice, member)
        if row["name"] not in truth:
            rows.append(row)
            truth[row["name"]] = meaning
    return rows, truth


def _same(dice, member):
    row = {name: member[name] for name in ("name", "city", "email", "website", "founded_year")}
    if dice.random() < 0.5:
        row["name"] = row["name"].upper() if "ß" not in row["name"] else row["name"]
        return row, ("unchanged or changed", member["slug"])
    return row, ("unchanged", member["slug"])


def _changed(dice, member):
    row = {name: member[name] for name in ("name", "slug", "email", "website", "founded_year")}
    return row | {"city": f"Nieuw{dice.randint(10, 99)}stad"}, ("changed", member["slug"])


def _elsewhere(_dice, member):
    return {"name": member["name"], "city": "Paramaribo"}, ("asked", member["slug"])


def _with_legal_form(dice, member):
    form = dice.choice(["{} vzw", "VZW {}", "ASBL {}", "{} asbl", "Stichting {}", "v.z.w. {}"])
    return {"name": form.format(member["name"]), "city": member["city"]}, ("asked", member["slug"])


def _new(dice, _member):
    letters = "bcdfghklmnprstvz"
    name = " ".join(
        "".join(dice.choice(letters) + dice.choice("aeiouéèü") for _ in range(4)).capitalize()
        for _word in range(2)
    )
    return {"name": name, "city": dice.choice(TOWNS)}, ("new", "")


def _dressed(dice, headings, table, name_at, made_of):
    """Return the lines of a sheet: what stands above, between and below a table."""
    lines = []
    if dice.random() < 0.4:
        lines += [["Ledenlijst 2026"]] + [[]] * dice.randint(0, 2)
    lines += [[]] * dice.choice([0, 0, 1, 3])
    if dice.random() < 0.2:
        lines.append(["Organisatie", *[""] * (len(headings) - 2), "Contact"])
    lines.append(headings)
    middle = len(table) // 2
    again = dice.random() < 0.3
    for place, row in enumerate(table):
        if again and place == middle:
            lines.append(headings)
        lines.append(row)
        if dice.random() < 0.1:
            lines.append([""] * len(headings))
    if dice.random() < 0.4:
        total = [""] * len(headings)
        total[0 if dice.random() < 0.5 else name_at] = dice.choice(
            ["Totaal", "Total: 7", "TOTAAL: 12 leden", "Total général"]
        )
        lines.append(total)
    made_of["lines"] = len(lines)
    return lines


def _csv(dice, lines, made_of):
    separator, encoding = dice.choice(",;\t|"), dice.choice(ENCODINGS)
    made_of |= {"separator": separator, "encoding": encoding}
    out = io.StringIO(newline="")
    ends = dice.choice(["\r\n", "\n", "\r"])
    quoting = dice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    writer = csv.writer(out, delimiter=separator, lineterminator=ends, quoting=quoting)
    if dice.random() < 0.2:
        out.write(f"sep={separator}{ends}")
        made_of["sep"] = True
    writer.writerows(lines)
    text = out.getvalue()
    if encoding == "double":
        return text.encode().decode("cp1252", "surrogateescape").encode("utf-8", "surrogateescape")
    if encoding == "mixed":
        pieces = text.split(ends)
        return ends.encode().join(
            piece.encode("cp1252" if place % 2 else "utf-8") for place, piece in enumerate(pieces)
        )
    return text.encode(encoding, "replace")


def _xlsx(dice, lines, _made_of):
    book = openpyxl.Workbook()
    sheet = book.active
    if dice.random() < 0.4:
        sheet.title = "Lijsten"
        sheet.append(["keuze", "waarde"])
        sheet.sheet_state = dice.choice(["hidden", "visible"])
        sheet = book.create_sheet("Leden")
    for line in lines:
        sheet.append([int(text) if text.isdigit() and len(text) == 4 else text for text in line])
    if dice.random() < 0.3:
        sheet.row_dimensions[sheet.max_row].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(_dice, lines, _made_of):
    width = max(map(len, lines))
    rows = [line + [""] * (width - len(line)) for line in lines]
    sheets = [("Leden", [], rows[0], rows[1:], [False] * width, False)]
    return b"".join(ods_writer.workbook(sheets))
