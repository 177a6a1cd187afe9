"""Times publish() on a federation, and takes each one back: `python -m benchmarks.publishing`."""

import json
import os
import sys
import time

import django

TIMES = 30


def main():
    """Print the milliseconds of each of 30 publishes as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    from django.db import transaction

    from members.models import Member, Revision
    from members.publishing import publish

    pks = list(Member.objects.order_by("pk").values_list("pk", flat=True)[: TIMES + 3])
    times = []
    for number, pk in enumerate(pks):
        member = Member.objects.get(pk=pk)
        changes = {"summary": {"en": f"A new summary, number {number}."}, "city": "Leuven"}
        with transaction.atomic():
            started = time.perf_counter()
            publish(member, changes, None, Revision.Source.ADMIN)
            times.append(1000 * (time.perf_counter() - started))
            transaction.set_rollback(True)
    sys.stdout.write(json.dumps(times[3:]))  # the first ones fill caches


if __name__ == "__main__":
    main()
