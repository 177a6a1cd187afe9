"""Run by test_thousand_sites.py in a process of its own, whose memory is measured.

python -m tests.freshness.links.thousand_sites fill|check PORT
"""

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

import django

django.setup()

from members.freshness.links.check import check_links  # noqa: E402
from members.models import DirectoryVersion, LinkCheck, Member  # noqa: E402

from .hostile import fetcher  # noqa: E402

HOSTILE = (
    "drip",
    "dripbody",
    "endless",
    "chunks",
    "headers",
    "bomb",
    "loop",
    "onandon",
    "inside",
    "insideweb",
    "metadata",
    "loopback",
    "rebound",
    "number",
    "huge",
    "silent",
)
FAILING = ("status404", "status410", "status500", "status503", "noname", "hangup")


class Server:
    """What `fetcher` wants to know of the server, which runs in another process."""

    port = int(sys.argv[2])


def names():
    """Yield the name of each site: a thousand, one in ten of which fails, and the hostile ones."""
    for number in range(1000):
        kind = FAILING[number // 10 % len(FAILING)] if number % 10 == 0 else "good"
        yield f"{kind}-{number}"
    yield from HOSTILE


def fill():
    """Write the members."""
    Member.objects.bulk_create(
        Member(
            name=f"Member {number}",
            sort_name=f"member {number:05}",
            slug=f"member-{number}",
            status=Member.Status.PUBLISHED,
            website=f"http://{name}.test:{Server.port}/",
        )
        for number, name in enumerate(names())
    )
    DirectoryVersion.objects.bump()


def most_memory():
    """Return the most megabytes that this process held.

    Linux counts in `ru_maxrss` what the process that started this one held as well.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


def check():
    """Check them and print what it took."""
    began = time.monotonic()
    check_links(fetcher(Server, seconds=2))
    print(  # noqa: T201
        json.dumps(
            {
                "seconds": time.monotonic() - began,
                "megabytes": most_memory(),
                "verdicts": Counter(LinkCheck.objects.values_list("verdict", flat=True)),
                "hostile": dict(
                    LinkCheck.objects.filter(host__in=[f"{name}.test" for name in HOSTILE])
                    .order_by("host")
                    .values_list("host", "verdict")
                ),
            }
        )
    )


{"fill": fill, "check": check}[sys.argv[1]]()
