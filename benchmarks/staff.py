"""What staff's screens cost: processor time of one request of each kind, in this process.

    python -m benchmarks.staff [--rounds N]    on the database of DATABASE_URL

Run `benchmarks.federations` and `manage.py search_index` before. With --places the directory's
seats are first spread over that many places, and members get every status and twenty labels.
"""

import argparse
import os
import random
import statistics
import sys
import time
from contextlib import contextmanager
from functools import partial

import django

_EMAIL = "benchmark@example.org"
_LIST = "/admin/members/member/"
# Addresses; those that begin with ? are of the list.
_PAGES = {
    "list": "?",
    "next page": "?p=7",
    "last page, names backwards": "?o=-2&p=7",
    "last changed first": "?o=-5",
    "last confirmed first": "?o=-6",
    "most complete first": "?o=-4",
    "search, a word": "?q=stichting",
    "search, two words": "?q=water+gent",
    "search, part of a word": "?q=icht",
    "search, one letter": "?q=a",
    "search, nothing found": "?q=qqqqqq",
    "filter, status": "?status=draft",
    "filter, place and theme": "?place={place}&theme={theme}",
    "filter, search, sort": "?status=published&confirmed=stale&q=stichting&o=-5",
    "find a place": "?place-find={place}",
    "first page of the admin": "/admin/",
    "add a member": f"{_LIST}add/",
    "a member's form": f"{_LIST}{{member}}/change/",
    "same as one being added": "/admin/alike/?name=Stichting+Water&website=example.org",
    "search for one to merge": f"{_LIST}{{member}}/merge/?q=stichting",
}


# Asks first, of all that a search finds: nothing is hidden.
_ASKED = {"action": "hide_chosen", "select_across": "1", "index": "0"}


def main():
    """Measure, and print one line a request."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--places", type=int, default=0)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    from django.conf import settings
    from django.test import Client

    from members.models import Member, Place, Theme, User

    if options.places:
        _spread(options.places)
    with _person(User) as person:
        client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0].replace("*", "localhost"))
        client.force_login(person)
        slugs = {"place": Place.objects.last().slug, "theme": Theme.objects.first().slug}
        slugs["member"] = Member.objects.first().pk
        sys.stdout.write(f"{Member.objects.count():,} members, {Place.objects.count():,} places\n")
        for name, address in _PAGES.items():
            address = address.format(**slugs)
            address = f"{_LIST}{address}" if address.startswith("?") else address
            _measure(partial(client.get, address), name, options.rounds)
        chosen = _ASKED | {"_selected_action": [slugs["member"]]}
        for name, query in (("word", "stichting"), ("letter", "a")):
            ask = partial(client.post, f"{_LIST}?q={query}", chosen)
            _measure(ask, f"ask about a {name}'s results", options.rounds)


@contextmanager
def _person(users):
    users.objects.filter(email=_EMAIL).delete()
    person = users.objects.create_superuser(_EMAIL)
    try:
        yield person
    finally:
        person.delete()


def _measure(request, name, rounds):
    from django.db import connection

    statements = []

    def count(execute, sql, *rest):
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        first = _timed(request, name)
    times = [_timed(request, name) for _round in range(rounds)]
    median, most = statistics.median(times), max(times)
    line = f"{name:30} {median:6.0f} ms, at most {most:.0f}, first {first:.0f}"
    sys.stdout.write(f"{line}; {len(statements)} queries\n")


def _timed(request, name):
    started = time.process_time()
    answer = request()
    if answer.status_code != 200:
        raise SystemExit(f"{name}: {answer.status_code}")
    return (time.process_time() - started) * 1000


def _spread(number):
    """Give the members a long vocabulary of places, every status and labels."""
    from django.db import transaction
    from django.db.models import F, Value
    from django.db.models.functions import Mod

    from members.models import DirectoryVersion, Label, Member, Place

    chance = random.Random(1)  # noqa: S311 - chance that comes back is wanted
    with transaction.atomic():
        missing = range(number - Place.objects.count())
        Place.objects.bulk_create(
            Place(slug=f"town-{n}", name={"en": f"Town {n}"}, position=1000 + n) for n in missing
        )
        first = Place.objects.order_by("pk").first().pk
        Member.objects.update(
            place_id=Mod(F("pk"), Value(number)) + first, completeness=20 + Mod(F("pk"), Value(79))
        )
        for status, every in (("draft", 10), ("hidden", 33), ("former", 20)):
            some = Member.objects.annotate(turn=Mod(F("pk"), Value(every))).filter(turn=1)
            some.update(status=status, search_text="", search_terms={})
        through = Label.members.through
        labels = Label.objects.bulk_create(Label(name=f"Label {n}") for n in range(20))
        some = Member.objects.values_list("pk", flat=True)[::6]
        through.objects.bulk_create(
            through(label=chance.choice(labels), member_id=member) for member in some
        )
        DirectoryVersion.objects.bump()
    from members.search.indexing import builder
    from members.search.indexing.contents import PUBLIC, STAFF

    for contents in (PUBLIC, STAFF):
        builder.build(contents=contents)


if __name__ == "__main__":
    main()
