"""Synthetic federations: any number of members by a seed, written straight to the database.

    python -m benchmarks.federations SIZE [--seed N]   into the empty database of DATABASE_URL

The members are what publish() would have written, but for one thing: the history holds each
member's first revision with its name and status alone, because the benchmarks never go back.
"""

import argparse
import datetime as dt
import hashlib
import json
import os
import random
import sys
import time
import uuid
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from multiprocessing import get_context
from types import SimpleNamespace

import django

SEED = 20261123
CHUNK = 5000
_AHEAD = 4  # chunks that may wait to be written: memory stays the same at any size
_here = {}  # what a process that draws members has at hand
# Which languages a member writes in, by how common that is.
_WRITES = (
    *[("nl",)] * 33,
    *[("fr",)] * 22,
    *[("nl", "fr")] * 14,
    *[("nl", "fr", "en")] * 14,
    *[("en",)] * 7,
    *[("fr", "en")] * 5,
    *[("de",)] * 3,
    *[("fr", "de")] * 2,
)
_FORMS = ("vzw",) * 70 + ("ivzw",) * 8 + ("son",) * 8 + ("ps",) * 4 + ("cv",) * 5 + ("",) * 5
_BORN = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
_LATEST = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


class Rows(list):
    """A list that is asked like a prefetched relation."""

    def all(self):
        """Return the rows."""
        return self


class Federation:
    """Draws one member after the other.

    Args:
        seed: any number; the same one gives the same members.
        site: the Site with themes, places and areas.
    """

    def __init__(self, seed, site):
        from members.presenting.countries import country_name

        from .texts import Writer, skewed
        from .words import COUNTRIES, TOWNS

        self._random = random.Random()  # noqa: S311 - chance that comes back is wanted
        self.seed, self.site = seed, site
        lands = {c: [country_name(code, c) for code in COUNTRIES] for c in ("nl", "fr", "en")}
        self._writer = Writer(self._random, lands | {"de": lands["en"]})
        places = {place.slug: place for place in site.places.values()}
        self._towns = skewed([(town, code, places[slug].pk) for town, code, slug in TOWNS], 0.8)
        order = sorted(site.themes.values(), key=lambda theme: theme.pk)
        self._theme_order = {theme.pk: number for number, theme in enumerate(site.themes.values())}
        self._themes = skewed(order, 0.9)
        self._areas = skewed([area.pk for area in site.areas.values()], 0.9)
        self._countries = skewed(list(COUNTRIES), 0.9)
        self._blank, self._draft = _blank(), _draft()

    def members(self, first, following):
        """Yield the stand-ins of members first, first + 1, … before following.

        Chance begins anew at each multiple of CHUNK, so that chunks can be drawn apart and a
        federation begins with the members of a smaller one.
        """
        for number in range(first, following):
            if number == first or (number - 1) % CHUNK == 0:
                self._random.seed(f"{self.seed} {number}")
            yield self.member(number)

    def _pick(self, pool):
        return pool[int(self._random.random() * len(pool))]

    def _some(self, pool, most):
        """Return up to `most` different items, small numbers more often."""
        count = int(self._random.random() ** 2 * (most + 0.999))
        return list(dict.fromkeys(self._pick(pool) for _n in range(count)))

    def member(self, number):
        """Return a stand-in for the Member of a number from 1, with its rows."""
        from members.core.text import fold, sort_key
        from members.search.indexing.public_documents import searchable

        chance, writer, writes = self._random.random, self._writer, self._pick(_WRITES)
        town, code, place = self._pick(self._towns)
        name = writer.name(writes[0])
        slug = f"{fold(name).replace(' ', '-').encode('ascii', 'ignore').decode()[:60]}-{number}"
        row = self._draft()
        row.__dict__.update(self._blank)
        row.id = row.pk = number
        row.uuid = uuid.UUID(int=self._random.getrandbits(128), version=4)
        row.name, row.sort_name, row.slug = name, sort_key(name), slug.strip("-")
        row.category = "associate" if chance() < 0.12 else "full"
        row.legal_form, row.founded_year = self._pick(_FORMS), 1900 + int(chance() ** 0.5 * 124)
        row.abbreviation = "".join(w[0] for w in name.split()).upper() if chance() < 0.3 else ""
        row.enterprise_number = _enterprise_number(number) if chance() < 0.6 else ""
        row.website = f"https://www.{slug.replace('-', '')}.example/" if chance() < 0.8 else ""
        row.summary = {language: writer.summary(language) for language in writes}
        row.mission = {language: writer.mission(language) for language in writes}
        row.city, row.postal_code, row.place_id = town, code, place
        row.area_id = self._pick(self._areas)
        row.confirmed_at = self._confirmed()
        row.created_at = row.updated_at = _BORN + dt.timedelta(minutes=number)
        self._add_rows(row, writes)
        row.search_text, row.search_terms = searchable(row, self.site)
        return row

    def _confirmed(self):
        """Return when a member last confirmed: two in three did within three years."""
        days = int(self._random.random() * 1600)
        return None if days > 1100 else _LATEST - dt.timedelta(days=days)

    def _add_rows(self, row, writes):
        themes = self._some(self._themes, 6) or [self._pick(self._themes)]
        row.themes = Rows(sorted(themes, key=lambda theme: self._theme_order[theme.pk]))
        codes = self._some(self._countries, 9)
        row.works_in = Rows(SimpleNamespace(code=code) for code in sorted(codes))
        speaks = {*writes, *(("en",) if self._random.random() < 0.3 else ())}
        row.speaks = Rows(SimpleNamespace(code=code) for code in sorted(speaks))
        count = int(self._random.random() * 4.99) if self._random.random() < 0.3 else 0
        row.focus_areas = Rows(self._focus_area(writes) for _n in range(count))

    def _focus_area(self, writes):
        return SimpleNamespace(
            uuid=uuid.UUID(int=self._random.getrandbits(128), version=4),
            title={language: self._writer.title(language) for language in writes},
            description={language: self._writer.sentence(language).strip() for language in writes},
        )


def _blank():
    """Return {attribute: value} of a published member without anything."""
    from members.models import Member

    fresh = Member(status=Member.Status.PUBLISHED, revision=1, completeness=60)
    return {f.attname: getattr(fresh, f.attname) for f in Member._meta.concrete_fields}


def _draft():
    """Return a class with what a Member works out of its columns; to make one costs nothing."""
    from members.models import Member

    kinds = (property, cached_property, type)
    return type("Draft", (), {n: v for n, v in vars(Member).items() if isinstance(v, kinds)})


def _enterprise_number(number):
    base = 4_000_000 + number * 7919 % 5_999_993
    return f"{base:08d}{97 - base % 97:02d}"


class Tables:
    """The tables that members fill."""

    def __init__(self):
        from members import models

        from .bulk import Table

        fields = models.Member._meta.concrete_fields
        self._columns = [field.attname for field in fields]
        focus = ["member_id", "uuid", "position", "title", "description"]
        history = ["member_id", "number", "version", "source", "reason", "changes", "created_at"]
        self._tables = {
            "members": Table(models.Member, self._columns),
            "themes": Table(models.Member.themes.through, ["member_id", "theme_id"]),
            "works_in": Table(models.CountryOfActivity, ["member_id", "code"]),
            "speaks": Table(models.WorkingLanguage, ["member_id", "code"]),
            "focus_areas": Table(models.FocusArea, focus),
            "revisions": Table(models.Revision, history),
        }

    def rows(self, members):
        """Return {table: rows ready to write} of some stand-ins."""
        tables = {name: [] for name in self._tables}
        for row in members:
            values, pk = row.__dict__, row.pk
            tables["members"].append([values[name] for name in self._columns])
            tables["themes"] += ([pk, theme.pk] for theme in row.themes)
            tables["works_in"] += ([pk, country.code] for country in row.works_in)
            tables["speaks"] += ([pk, language.code] for language in row.speaks)
            tables["focus_areas"] += (
                [pk, area.uuid, position, area.title, area.description]
                for position, area in enumerate(row.focus_areas)
            )
            name = {"old": "", "new": row.name}
            first = {"name": name, "status": {"old": "draft", "new": "published"}}
            tables["revisions"].append([pk, 1, pk, "import", "", first, row.created_at])
        return {name: self._tables[name].prepared(rows) for name, rows in tables.items()}

    def write(self, rows):
        """Write what rows() returned."""
        for name, table in self._tables.items():
            table.write(rows[name])


def write_federation(size, seed=SEED, progress=lambda count: None):
    """Fill an empty, migrated database with a federation.

    Args:
        size: how many members.
        seed: any number.
        progress: called with how many members are written.
    """
    from django.db import transaction

    _write_vocabularies()
    tables = Tables()
    for following, rows in _chunks(size, seed):
        with transaction.atomic():
            tables.write(rows)
        progress(following - 1)
    _finish(size, seed)


def _chunks(size, seed):
    """Yield (number after the last member, prepared rows) of each chunk; several drawn at once."""
    ranges = [(n, min(n + CHUNK, size + 1)) for n in range(1, size + 1, CHUNK)]
    if len(ranges) == 1:
        _prepare(seed)
        yield ranges[0][1], _drawn(*ranges[0])
        return
    spawn = get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawn, _prepare, (seed,)) as pool:
        waiting = deque()
        for start, following in [*ranges, *[(None, None)] * _AHEAD]:
            if start:
                waiting.append((following, pool.submit(_drawn, start, following)))
            if len(waiting) > _AHEAD or (not start and waiting):
                last, drawn = waiting.popleft()
                yield last, drawn.result()


def _prepare(seed):
    """Make this process ready to draw members."""
    django.setup()
    from members.presenting import current_site

    _here["federation"] = Federation(seed, current_site())
    _here["tables"] = Tables()


def _drawn(start, following):
    return _here["tables"].rows(_here["federation"].members(start, following))


def _write_vocabularies():
    """Write the sample's themes, places and working areas."""
    from members.models import Area, Federation, Place, Theme
    from members.sample.load import SAMPLE

    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    Federation.objects.update_or_create(pk=1, defaults={"name": sample["federation"]["name"]})
    kinds = ((Theme, "themes", "slug"), (Place, "places", "code"), (Area, "areas", "slug"))
    for model, kind, key in kinds:
        model.objects.bulk_create(
            model(
                slug=term[key],
                name=term["name"],
                position=position,
                **({"synonyms": term["synonyms"]} if model is Theme else {}),
            )
            for position, term in enumerate(sample[kind])
        )


def _finish(size, seed):
    """Raise the version behind the last revision, and tell the database what it holds."""
    from django.core.management.color import no_style
    from django.db import connection

    from members.models import DirectoryVersion, Member

    stamp = hashlib.sha256(f"{seed} {size}".encode()).hexdigest()[:32]
    DirectoryVersion.objects.filter(pk=1).update(number=size, stamp=stamp)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Member]):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def main():
    """Write a federation into the database of DATABASE_URL and say how quickly."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA synchronous=OFF")  # a lost benchmark is made anew
    started = time.perf_counter()
    write_federation(options.size, options.seed)
    seconds = time.perf_counter() - started
    rate = options.size / seconds
    sys.stdout.write(f"{options.size} members in {seconds:.1f} s, {rate:.0f} a second\n")


if __name__ == "__main__":
    main()
