"""What a run found: a table for people, a file for programs, a verdict for each promise."""

import json
import statistics

from .measuring import WORKS


def as_json(figures):
    """Return the figures as the JSON file has them: medians over the rounds."""
    results = [
        {
            "system": system,
            "size": size,
            "work": work,
            "repeated": repeated,
            "rps": _middle(rounds, "rps", 1),
            "p50_ms": _middle(rounds, "p50", 3),
            "p99_ms": _middle(rounds, "p99", 3),
        }
        for (system, size, work, repeated), rounds in figures.answers.items()
    ]
    return {
        "results": results,
        "build": figures.builds,
        "publish": figures.publishes,
        "rss_mb": figures.memory,
    }


def write_json(figures, path):
    """Write the figures to a file."""
    path.write_text(json.dumps(as_json(figures), indent=1) + "\n", encoding="utf-8")


def _middle(rounds, name, digits):
    return round(statistics.median(one[name] for one in rounds), digits)


def table(figures):
    """Return the lines of the tables."""
    lines = [
        "",
        f"{'system':18}{'members':>10}  {'work':8} {'':6}{'a second (min-max)':>26}"
        f"{'p50 ms':>20}{'p99 ms':>22}{'cpu ms':>9}",
    ]
    order = {work: number for number, work in enumerate(WORKS)}
    keys = sorted(figures.answers, key=lambda key: (key[1], order[key[2]], key[3], key[0]))
    for key in keys:
        system, size, work, repeated = key
        rounds = figures.answers[key]
        cells = [_spread(rounds, name) for name in ("rps", "p50", "p99")]
        again = "again" if repeated else "fresh"
        lines.append(
            f"{system:18}{size:>10,}  {work:8} {again:6}{cells[0]:>26}{cells[1]:>20}{cells[2]:>22}"
            f"{statistics.median(one['cpu'] for one in rounds):>9.2f}"
        )
    return [*lines, "", *_others(figures)]


def _spread(rounds, name):
    values = [one[name] for one in rounds]
    middle = f"{statistics.median(values):,.{0 if name == 'rps' else 1}f}"
    digits = 0 if name == "rps" else 1
    return f"{middle} ({min(values):,.{digits}f}-{max(values):,.{digits}f})"


def _others(figures):
    for one in figures.builds:
        rate = f"{one['members_a_second']:,} members/s, {one['size_mb']:,} MB"
        yield f"build    {one['system']:18}{one['size']:>10,}  {one['seconds']} s, {rate}"
    for one in figures.publishes:
        times = f"p50 {one['p50_ms']} ms, p99 {one['p99_ms']} ms"
        yield f"publish  {one['system']:18}{one['size']:>10,}  {times}"
    for one in figures.memory:
        size = f"{one['rss_mb']} MB resident, {one['pss_mb']} MB its own share"
        yield f"memory   {one['system']:18}{one['size']:>10,}  worker {one['worker']}: {size}"
    for (system, size), (slowest, name) in figures.hostile.items():
        yield f"hostile  {system:18}{size:>10,}  slowest {slowest:.1f} ms: {name}"
    for (system, size), rates in figures.revalidated.items():
        yield f"304      {system:18}{size:>10,}  {statistics.median(rates):,.0f} a second"


def verdicts(figures):
    """Return a line for each promise: met or not, with the figure."""
    sizes = sorted({key[1] for key in figures.answers})
    lines = [*_against_datasette(figures), *_million(figures), *_repeated(figures, sizes)]
    lines += [*_publishing(figures), *_building(figures), *_memory(figures), *_hostile(figures)]
    return [f"{'met    ' if met else 'NOT MET'}  {text}" for met, text in lines]


def _against_datasette(figures):
    for size, promised in ((42, 3), (10_000, 8), (100_000, 20)):
        for work in ("search", "filter"):
            ours, theirs = (
                figures.median(system, size, work, False, "rps")
                for system in ("koepel-sqlite", "datasette")
            )
            if ours and theirs:
                ratio = ours / theirs
                text = f"{work} at {size:,}: {ratio:.1f} x Datasette, {promised} x promised"
                yield ratio >= promised, f"{text} ({ours:.0f} and {theirs:.0f} a second)"


def _million(figures):
    key = (1_000_000, "search", False)
    p50, p99 = (figures.median("koepel-sqlite", *key, name) for name in ("p50", "p99"))
    if p50:
        yield p50 <= 15, f"search at 1,000,000: p50 {p50:.1f} ms, 15 promised"
        yield p99 <= 60, f"search at 1,000,000: p99 {p99:.1f} ms, 60 promised"
        small = figures.median("koepel-sqlite", 10_000, "search", False, "p50")
        if small:
            growth = p50 / small
            yield growth <= 6, f"p50 from 10,000 to 1,000,000 grows {growth:.1f} x, 6 promised"
        raw = figures.median("sql", *key, "p99")
        if raw:
            yield (
                raw / p99 >= 20,
                f"p99 at 1,000,000: {raw / p99:.1f} x faster than SQL, 20 promised",
            )


def _repeated(figures, sizes):
    for size in sizes:
        hello = figures.median("hello", size, "list", True, "rps")
        for work in ("list", "filter", "search", "profile"):
            ours = figures.median("koepel-sqlite", size, work, True, "rps")
            if hello and ours:
                share = 100 * ours / hello
                text = f"repeated {work} at {size:,}: {share:.0f} % of hello-world, 40 promised"
                yield share >= 40, text


def _publishing(figures):
    times = {(one["system"], one["size"]): one["p50_ms"] for one in figures.publishes}
    for system in ("koepel-sqlite", "koepel-postgresql"):
        small, large = times.get((system, 42)), times.get((system, 100_000))
        if small and large:
            text = f"publish on {system} at 100,000 takes {large / small:.2f} x that at 42"
            yield large <= 2 * small, f"{text}, 2 promised"


def _building(figures):
    for one in figures.builds:
        if one["system"].startswith("koepel") and one["size"] >= 10_000:
            rate = one["members_a_second"]
            text = f"index of {one['size']:,} on {one['system']}: {rate:,} members a second"
            yield rate >= 4000, f"{text}, 4,000 promised"


def _memory(figures):
    for size, promised in ((100_000, 250), (1_000_000, 700)):
        sizes = [
            one["rss_mb"]
            for one in figures.memory
            if one["size"] == size and one["system"].startswith("koepel")
        ]
        if sizes:
            yield (
                max(sizes) <= promised,
                f"worker at {size:,}: {max(sizes):.0f} MB, {promised} promised",
            )


def _hostile(figures):
    for (system, size), (slowest, name) in figures.hostile.items():
        if size == 10_000:
            text = f"hostile searches on {system} at {size:,}: slowest {slowest:.1f} ms ({name})"
            yield slowest < 50, f"{text}, 50 promised"
