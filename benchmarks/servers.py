"""The systems that are driven, each a process of its own on a port of 127.0.0.1."""

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

from .peers import COLUMNS, FACETS, VENV, metadata
from .places import HERE, ROOT, Problem, python

WORKERS = 2
# As docs/configuration.md says to serve it.
_GRANIAN = (
    "-m",
    "granian",
    "--interface",
    "wsgi",
    "--host",
    "127.0.0.1",
    "--workers",
    WORKERS,
    "--blocking-threads",
    2,
    "--no-ws",
    "--log-level",
    "warning",
)
_PATIENCE = 120  # seconds for a server's first answer


class Server:
    """One system that answers on a port until the with block ends.

    Attributes:
        name: the system's name in the results.
        port: its port.
        process: its main process.
    """

    name = ""
    first = "/"

    def __init__(self, scratch):
        self.scratch, self.port = scratch, _free_port()

    def command(self):
        """Return (command, environment) that serves it on its port."""
        raise NotImplementedError

    def __enter__(self):
        command, env = self.command()
        self._log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=env,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self):
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError, urllib.error.URLError):
                address = f"http://127.0.0.1:{self.port}{self.first}"
                urllib.request.urlopen(address, timeout=_PATIENCE).close()
                return
            time.sleep(0.1)
        self._log.seek(0)
        output = self._log.read().decode(errors="replace").strip().splitlines() or ["nothing"]
        raise Problem(f"{self.name} did not start: {output[-1]}")

    def __exit__(self, *problem):
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
                break
        self._log.close()

    def workers(self):
        """Return the process ids of the workers: the children, or the process itself."""
        return _children(self.process.pid) or [self.process.pid]

    def processor_seconds(self):
        """Return the processor time that its processes took so far."""
        return sum(_processor_seconds(pid) for pid in {self.process.pid, *self.workers()})


class Koepel(Server):
    """Koepel as it is served in production, on SQLite or on the database of a URL."""

    name, first = "koepel-sqlite", "/en/"

    def __init__(self, scratch, url=None):
        super().__init__(scratch)
        self._url = url
        if url:
            self.name = "koepel-postgresql"

    def command(self):
        command = [python(), *_GRANIAN, "--port", self.port, "directory.wsgi:application"]
        return command, self.scratch.environment(self._url)

    def path(self, work, ask):
        """Return the address of a question."""
        if work == "profile":
            return f"/en/members/{ask.member[1]}/"
        if work == "suggest":
            return "/en/suggest?" + urlencode({"q": ask.words})
        pairs = [("q", ask.words)] if ask.words else []
        pairs += ask.filters
        pairs += [("page", ask.page)] if ask.page > 1 else []
        return "/en/?" + urlencode(pairs) if pairs else "/en/"

    def fresh(self, path, number):
        """Return the address with a parameter that no page was ever kept under."""
        return f"{path}{'&' if '?' in path else '?'}once={number}"


class Datasette(Server):
    """Datasette with a full-text table and the same four facets, its time limits raised."""

    name = "datasette"

    def command(self):
        command = [VENV / "bin" / "datasette", "serve", "--immutable", self.scratch.datasette]
        command += ["--host", "127.0.0.1", "--port", self.port]
        command += ["--metadata", metadata()]
        limits = {
            "sql_time_limit_ms": 120_000,
            "facet_time_limit_ms": 120_000,
            "suggest_facets": 0,
            "default_facet_size": 100,
            "max_returned_rows": 1000,
        }
        for name, value in limits.items():
            command += ["--setting", name, value]
        return command, {k: v for k, v in os.environ.items() if not k.startswith("DJANGO")}

    def path(self, work, ask):
        """Return the address that asks for the same."""
        if work == "profile":
            return f"/datasette/members/{ask.member[0]}"
        table = "/datasette/members"
        pairs = [("_search", ask.words)] if ask.words else [("_sort", "sort_name")]
        if work == "suggest":
            query = [("_search", f"{ask.words}*"), ("_searchmode", "raw"), ("_size", "6")]
            return f"{table}.json?" + urlencode([*query, ("_nofacet", "1"), ("_col", "name")])
        for group, value in ask.filters:
            column = COLUMNS[group]
            pairs.append((column if group == "place" else f"{column}__arraycontains", value))
        pairs += [("_facet" if facet == "place" else "_facet_array", facet) for facet in FACETS]
        return f"{table}?" + urlencode([*pairs, ("_size", "24")])

    def fresh(self, path, number):
        """Return the address with a parameter of its own, as Koepel's have."""
        return f"{path}{'&' if '?' in path else '?'}_once={number}"


class Static(Server):
    """A file of a page's size, by whitenoise on gunicorn."""

    name, first = "static", "/page.html"

    def command(self):
        folder = HERE / "page"
        folder.mkdir(exist_ok=True)
        (folder / "page.html").write_text("<p>" + "Koepel is a member directory. " * 1700 + "</p>")
        command = [VENV / "bin" / "gunicorn", "--workers", WORKERS]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error"]
        module = "benchmarks.applications:static_application()"
        return [*command, module], os.environ | {"BENCH_PAGE": str(folder), "PYTHONPATH": str(ROOT)}

    def path(self, work, ask):
        """Return the one address."""
        return self.first


class Hello(Server):
    """A Django view that says hello, on the same server as Koepel."""

    name = "hello"

    def command(self):
        command = [python(), *_GRANIAN, "--port", self.port, "--factory"]
        env = os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks.applications"}
        return [*command, "benchmarks.applications:hello_application"], env

    def path(self, work, ask):
        """Return the one address."""
        return self.first


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _children(pid):
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(word) for word in text.split() if "resource_tracker" not in _called(word)]


def _processor_seconds(pid):
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _called(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def memory_mb(pid):
    """Return the (resident, proportional) memory of a process in MB, or (None, None)."""
    kilobytes = {}
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    except OSError:
        return None, None
    return round(kilobytes["Rss"] / 1024, 1), round(kilobytes["Pss"] / 1024, 1)
