"""Koepel beside other systems, on the same data, in one run.

Makes federations of 42, 10,000 and 100,000 members, serves them with Koepel, Datasette and others
on ports of 127.0.0.1, drives each in turn, and prints what it found. docs/benchmarks.md explains.
"""

import argparse
import os
import signal
import sys
from pathlib import Path

from . import report
from .drive import Failed
from .federations import SEED
from .measuring import SYSTEMS, Plan, measure
from .places import Problem, say

_SIZES, _LARGE, _QUICK = (42, 10_000, 100_000), 1_000_000, (42, 10_000)


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        """Say what is wrong in one line."""
        self.exit(2, f"dev.py bench: {message}\n")


def _parser():
    parser = _Parser(
        prog="dev.py bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="42 and 10,000 members, one round: five minutes")
    add("--large", action="store_true", help="1,000,000 members as well: half an hour")
    add("--sizes", type=_numbers, metavar="N,N", help="these numbers of members instead")
    add("--rounds", type=_number, metavar="N", help="how many rounds (5)")
    add("--systems", type=_systems, metavar="A,B", help=f"of {', '.join(SYSTEMS)}")
    add("--seconds", type=_number, metavar="N", help="of driving for one figure (3)")
    add("--seed", type=int, default=SEED, help="of the federations (%(default)s)")
    add("--postgresql", metavar="URL", default="", help="measure on this server as well")
    add("--json", type=Path, metavar="PATH", help="write every figure there")
    return parser


def _number(text):
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


def _numbers(text):
    return tuple(sorted({_number(part.replace("_", "")) for part in text.split(",")}))


def _systems(text):
    names = tuple(dict.fromkeys(text.split(",")))
    if unknown := [name for name in names if name not in SYSTEMS]:
        raise argparse.ArgumentTypeError(f"no such system: {unknown[0]!r}")
    return names


def plan_of(arguments, environment):
    """Return (Plan, where to write JSON or None) of a command line.

    Args:
        arguments: the command line's.
        environment: the variables; DATABASE_URL may name a PostgreSQL server.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    sizes = options.sizes or (_QUICK if options.quick else _SIZES)
    sizes += (_LARGE,) if options.large and _LARGE not in sizes else ()
    default_url = environment.get("DATABASE_URL", "")
    url = options.postgresql or (
        default_url if default_url.startswith(("postgres", "psql", "pgsql")) else ""
    )
    systems = options.systems or tuple(s for s in SYSTEMS if url or s != "koepel-postgresql")
    if "koepel-postgresql" in systems and not url:
        parser.error("koepel-postgresql needs --postgresql URL")
    if options.json and not options.json.parent.is_dir():
        parser.error(f"there is no folder {options.json.parent} for --json")
    rounds = options.rounds or (1 if options.quick else 5)
    seconds = options.seconds or (2 if options.quick else 3)
    return Plan(sizes, rounds, systems, url, options.seed, seconds), options.json


def main():
    """Measure, and print and write what was found."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))  # so that all is stopped
    plan, path = plan_of(sys.argv[1:], os.environ)
    try:
        figures = measure(plan)
    except (Problem, Failed) as problem:
        sys.exit(f"dev.py bench: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
    for line in [*report.table(figures), "", *report.verdicts(figures)]:
        say(line)
    if path:
        report.write_json(figures, path)


if __name__ == "__main__":
    main()
