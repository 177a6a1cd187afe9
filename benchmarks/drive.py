"""Drives a server: many requests at once for its throughput, one after another for latency."""

import http.client
import json
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

CONNECTIONS, THREADS = 4, 2
_TIMEOUT = 120
_LUA = """
local paths, headers, count, id = {}, {}, 0, 0
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = line end
  mark = args[2]
  if args[3] then headers["If-None-Match"] = args[3] end
  count = id * math.floor(#paths / 2)
end
function request()
  count = count + 1
  local path = paths[(count - 1) % #paths + 1]
  if mark ~= "" then path = path:gsub("ONCE", mark .. "-" .. id .. "-" .. count) end
  return wrk.format("GET", path, headers)
end
function done(summary, latency, requests)
  local form = '{"requests": %d, "seconds": %.3f, "errors": %d}'
  print(string.format("RESULT " .. form,
    summary.requests, summary.duration / 1e6, summary.errors.status + summary.errors.connect
    + summary.errors.read + summary.errors.timeout))
end
"""


class Failed(Exception):
    """A server answered with something other than 2xx or 304."""


def throughput(port, paths, seconds, *, dials=1, mark="", etag=""):
    """Return {"requests", "seconds"} of driving paths with four connections.

    Args:
        port: the server's.
        paths: addresses in turn; ONCE in one becomes another text each time.
        seconds: how long.
        dials: how often the connections are opened anew in that time, each for a second or more.
        mark: makes this run's ONCE differ from any other run's.
        etag: sent as If-None-Match.

    Raises:
        Failed: where any answer was an error.
    """
    drive = _wrk if shutil.which("wrk") else _threads
    runs = []
    for dial in range(dials):
        # Two threads begin half the list apart: each dial goes on about where the last one ended.
        first = dial * len(paths) // (THREADS * dials)
        ahead = paths[first:] + paths[:first]
        runs.append(drive(port, ahead, seconds / dials, f"{mark}-{dial}", etag))
    total = {name: sum(run[name] for run in runs) for name in ("requests", "seconds", "errors")}
    if total["errors"]:
        raise Failed(f"{total['errors']} of {total['requests']} answers on {paths[0]} were errors")
    return total


def _wrk(port, paths, seconds, mark, etag):
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder, "drive.lua"), Path(folder, "paths")
        script.write_text(_LUA)
        listed.write_text("\n".join(paths) + "\n")
        command = [
            "wrk",
            f"-t{THREADS}",
            f"-c{CONNECTIONS}",
            f"-d{max(1, round(seconds))}s",
        ]
        command += [f"--timeout={_TIMEOUT}s", "-s", script, f"http://127.0.0.1:{port}", "--"]
        command += [listed, mark, *([etag] if etag else [])]
        result = subprocess.run([str(p) for p in command], capture_output=True, text=True)
    lines = [line for line in result.stdout.splitlines() if line.startswith("RESULT ")]
    if not lines:
        raise Failed(f"wrk said: {(result.stderr or result.stdout).strip()[-200:]}")
    return json.loads(lines[0].removeprefix("RESULT "))


def _threads(port, paths, seconds, mark, etag):
    statuses, until = [], time.perf_counter() + seconds
    headers = {"If-None-Match": etag} if etag else {}

    def loop(first):
        connection, count = _connection(port), first
        while time.perf_counter() < until:
            path = paths[count % len(paths)].replace("ONCE", f"{mark}-{first}-{count}")
            statuses.append(_get(connection, path, headers)[0])
            count += 1

    started = time.perf_counter()
    workers = [
        threading.Thread(target=loop, args=(n * len(paths) // CONNECTIONS,))
        for n in range(CONNECTIONS)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    elapsed = time.perf_counter() - started
    errors = sum(status not in (200, 304) for status in statuses)
    return {"requests": len(statuses), "seconds": elapsed, "errors": errors}


def latency(port, paths, seconds, *, mark=""):
    """Return {"requests", "p50", "p99"} in ms of one request after another, each path once."""
    connection, times, until = _connection(port), [], time.perf_counter() + seconds
    for count, path in enumerate(paths):
        status, milliseconds = _get(connection, path.replace("ONCE", f"{mark}-s-{count}"), {})
        if status not in (200, 304):
            raise Failed(f"{path} answered {status}")
        times.append(milliseconds)
        if time.perf_counter() > until:
            break
    connection.close()
    return {"requests": len(times), **percentiles(times)}


def timed(function, items, seconds):
    """Return the same for a function called with each item."""
    times, until = [], time.perf_counter() + seconds
    for item in items:
        started = time.perf_counter()
        function(item)
        times.append((time.perf_counter() - started) * 1000)
        if time.perf_counter() > until:
            break
    return {"requests": len(times), "seconds": sum(times) / 1000, **percentiles(times)}


def etag_of(port, path):
    """Return the ETag of a page."""
    connection = _connection(port)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers.get("ETag", "")


def percentiles(times):
    """Return {"p50", "p99"} of some times, by nearest rank."""
    ordered = sorted(times)
    at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]  # noqa: E731
    return {"p50": at(0.5), "p99": at(0.99)} if ordered else {"p50": 0.0, "p99": 0.0}


def _connection(port):
    return http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)


def _get(connection, path, headers):
    started = time.perf_counter()
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, (time.perf_counter() - started) * 1000
