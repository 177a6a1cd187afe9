"""One run: every system in turn on the same data, round by round."""

import contextlib
import json
import statistics
from dataclasses import dataclass, field
from urllib.parse import quote

from . import drive, making, peers
from .hostile import HOSTILE
from .places import HERE, Scratch, python, say
from .queries import SEARCHES, Questions
from .servers import Datasette, Hello, Koepel, Static, memory_mb

WORKS = ("list", "filter", "search", "question", "profile", "suggest")
SYSTEMS = ("koepel-sqlite", "koepel-postgresql", "datasette", "static", "hello", "sql")
_DATASETTE_MOST = 100_000  # beyond, one page of it takes longer than a round


@dataclass(frozen=True)
class Plan:
    """What a run measures.

    Attributes:
        sizes: numbers of members.
        rounds: how often each is measured.
        systems: names of SYSTEMS.
        postgresql: DATABASE_URL of a PostgreSQL server, or "".
        seed: of the federations.
        seconds: of driving for a throughput; latencies take a share of it.
    """

    sizes: tuple
    rounds: int
    systems: tuple
    postgresql: str = ""
    seed: int = 0
    seconds: float = 3


@dataclass
class Figures:
    """All that was measured.

    Attributes:
        answers: {(system, size, work, repeated): [{"rps", "p50", "p99", "cpu"}, one a round]},
            "cpu" being the milliseconds of processor time of one answer.
        builds, publishes, memory: dicts as the JSON file has them.
        revalidated: {(system, size): answers 304 a second}.
        hostile: {(system, size): (ms of the slowest, its name)} of searches made to hurt.
    """

    answers: dict = field(default_factory=dict)
    builds: list = field(default_factory=list)
    publishes: list = field(default_factory=list)
    memory: list = field(default_factory=list)
    revalidated: dict = field(default_factory=dict)
    hostile: dict = field(default_factory=dict)

    def add(self, key, busy, alone):
        """Keep one round's answer: throughput with four connections, latency with one."""
        rate = busy["requests"] / busy["seconds"]
        cpu = 1000 * busy.get("cpu", 0) / max(1, busy["requests"])
        one = {"rps": rate, "p50": alone["p50"], "p99": alone["p99"], "cpu": cpu}
        self.answers.setdefault(key, []).append(one)

    def median(self, system, size, work, repeated, name):
        """Return the median of "rps", "p50" or "p99" over the rounds, or None."""
        rounds = self.answers.get((system, size, work, repeated))
        return statistics.median(one[name] for one in rounds) if rounds else None


def measure(plan):
    """Return the Figures of a Plan; what was started is stopped, whatever happens."""
    figures = Figures()
    HERE.mkdir(parents=True, exist_ok=True)
    if {"datasette", "static", "sql"} & set(plan.systems):
        peers.make_venv()
    for size in plan.sizes:
        say(f"{size:,} members")
        with contextlib.ExitStack() as stack:
            _measure_size(plan, size, figures, stack)
    return figures


def _measure_size(plan, size, figures, stack):
    scratch = Scratch(size, plan.seed)
    servers, url = _prepare(plan, scratch, figures, stack)
    questions = _questions(scratch, plan.seed)
    for server in servers:
        stack.enter_context(server)
        _warm(server, questions)
    sql = _raw_sql(plan, scratch, stack)
    for number in range(plan.rounds):
        say(f"  round {number + 1} of {plan.rounds}")
        for server in servers:
            _drive(server, questions, f"{number}", plan, figures)
        if sql:
            answered = drive.timed(sql.search, questions["search"][:SEARCHES], 10 * plan.seconds)
            figures.add(("sql", size, "search", False), answered, answered)
    for server in servers:
        _weigh(server, figures)
        if isinstance(server, Koepel):
            figures.hostile[server.name, size] = _slowest_hostile(server)
    _publish(plan, scratch, url, figures)


def _prepare(plan, scratch, figures, stack):
    """Make the data that the plan's systems need; return (servers, PostgreSQL's address)."""
    env, url, servers = scratch.environment(), None, []
    figures.builds.append(_named("koepel-sqlite", scratch, making.make_sqlite(scratch)))
    making.collect_static(env)
    if "koepel-sqlite" in plan.systems:
        servers.append(Koepel(scratch))
    if "koepel-postgresql" in plan.systems:
        url = stack.enter_context(making.ScratchPostgresql(plan.postgresql, scratch.size)).url
        built = making.make_postgresql(scratch, url)
        figures.builds.append(_named("koepel-postgresql", scratch, built))
        servers.append(Koepel(scratch, url))
    wants_datasette = "datasette" in plan.systems and scratch.size <= _DATASETTE_MOST
    if wants_datasette or "sql" in plan.systems:
        figures.builds.append(_named("datasette", scratch, peers.make_datasette(scratch)))
    if wants_datasette:
        servers.append(Datasette(scratch))
    servers += [kind(scratch) for kind in (Static, Hello) if kind.name in plan.systems]
    return servers, url


def _named(system, scratch, built):
    return {"system": system, "size": scratch.size, **built}


def _questions(scratch, seed):
    questions = Questions(scratch.database, seed)
    return {
        "list": questions.lists(),
        "filter": questions.filters(),
        "search": questions.searches(),
        "question": questions.sentences(),
        "profile": questions.profiles(),
        "suggest": questions.suggestions(),
    }


def _raw_sql(plan, scratch, stack):
    if "sql" not in plan.systems:
        return None
    return stack.enter_context(contextlib.closing(peers.RawSql(scratch)))


def _works(server):
    return ("list",) if isinstance(server, Static | Hello) else WORKS


def _warm(server, questions):
    """Let every worker load what it keeps: the index, templates, the vocabulary."""
    for work in _works(server):
        paths = [server.path(work, ask) for ask in questions[work][:20]]
        drive.throughput(server.port, paths, 1)


def _drive(server, questions, mark, plan, figures):
    size, seconds = server.scratch.size, plan.seconds
    for work in _works(server):
        paths = [server.path(work, ask) for ask in questions[work]]
        if isinstance(server, Static | Hello):
            busy = _busy(server, paths[:1], seconds)
            alone = drive.latency(server.port, paths[:1] * 200, seconds / 2)
            figures.add((server.name, size, work, True), busy, alone)
            continue
        fresh = [server.fresh(path, "ONCE") for path in paths]
        busy = _busy(server, fresh, seconds, mark=mark)
        patience = 2 * seconds if isinstance(server, Koepel) else seconds
        alone = drive.latency(server.port, fresh[:SEARCHES], patience, mark=f"{mark}s")
        figures.add((server.name, size, work, False), busy, alone)
        busy = _busy(server, paths[:1], seconds)
        alone = drive.latency(server.port, paths[:1] * 200, seconds / 4)
        figures.add((server.name, size, work, True), busy, alone)
    if isinstance(server, Koepel):
        path = server.path("list", questions["list"][0])
        etag = drive.etag_of(server.port, path)
        busy = _busy(server, [path], seconds, etag=etag)
        rates = figures.revalidated.setdefault((server.name, size), [])
        rates.append(busy["requests"] / busy["seconds"])


def _slowest_hostile(server):
    """Return (ms, name) of the hostile search that takes the longest at the best of three times."""
    times = {}
    for name, typed in HOSTILE.items():
        path = f"/en/?q={quote(typed[:2000], errors='replace')}&once="
        latencies = [drive.latency(server.port, [f"{path}h{n}"], 1)["p50"] for n in range(3)]
        times[name] = min(latencies)
    return max((latencies, name) for name, latencies in times.items())


def _busy(server, paths, seconds, **options):
    # Which of a server's workers takes a connection is chance, and all four may get the same one.
    dials = max(1, int(seconds)) if len(server.workers()) > 1 else 1
    before = server.processor_seconds()
    result = drive.throughput(server.port, paths, seconds, dials=dials, **options)
    return result | {"cpu": server.processor_seconds() - before}


def _weigh(server, figures):
    for number, pid in enumerate(server.workers()):
        resident, proportional = memory_mb(pid)
        if resident:
            figures.memory.append(
                {
                    "system": server.name,
                    "size": server.scratch.size,
                    "worker": number,
                    "rss_mb": resident,
                    "pss_mb": proportional,
                }
            )


def _publish(plan, scratch, url, figures):
    for system, address in (("koepel-sqlite", None), ("koepel-postgresql", url)):
        if system in plan.systems and (address or system == "koepel-sqlite"):
            command = [python(), "-m", "benchmarks.publishing"]
            output = making.run(command, scratch.environment(address), "publishing")
            times = drive.percentiles(json.loads(output.strip().splitlines()[-1]))
            row = {"p50_ms": round(times["p50"], 2), "p99_ms": round(times["p99"], 2)}
            figures.publishes.append({"system": system, "size": scratch.size, **row})
