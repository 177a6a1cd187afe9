#!/usr/bin/env python3
"""Try, test and manage Koepel on this machine, with Python 3.11 or newer and nothing else.

  dev.py run [--host HOST] [--port PORT] [--debug]   serve it, with a sample if there is no data
  dev.py test [pytest's arguments]                   run the tests
  dev.py manage COMMAND [its arguments]              run a command of manage.py on run's data
  dev.py bench [its arguments]                       run the benchmarks

Packages go to .venv/, data and logs to var/, both beside this file. A variable that the
environment already sets (docs/configuration.md lists them) is left as it is.
"""

import argparse
import errno
import hashlib
import importlib.util
import json
import os
import platform
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent
VAR = ROOT / "var"
LOG = VAR / "install.log"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Written last: a .venv without it was never finished. It serves one Python version in one place.
STAMP = VENV / "koepel.json"
HOME = [sys.implementation.cache_tag, str(VENV)]
RUN_LOCK, TEST_LOCK = "requirements.txt", "requirements-dev.txt"
STARTED = time.monotonic()


class Problem(Exception):
    """What stops dev.py, in one line that also says the mend."""


def require_python():
    """Stop with one line when this Python cannot run Koepel.

    Older Pythons must be able to read this whole file, or they would never come this far. Python 2
    cannot, but the line that it then complains about says what is needed.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older Python is turned away
        this = f"Koepel needs Python 3.11 or newer; this is {platform.python_version()}"
        raise Problem(this + ". If a newer one is installed, name it: python3.11 dev.py run")
    for module in ("venv", "ensurepip", "_sqlite3"):
        if not importlib.util.find_spec(module):
            mend = "apt install python3-venv on Debian and Ubuntu, or use another Python"
            raise Problem(f"this Python lacks its module {module}: {mend}")


def say(text):
    """Print one line of progress with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:5.1f} s] {text}", flush=True)


# --- Packages ----------------------------------------------------------------------------


def ensure_packages(lock):
    """Make .venv hold the packages of a lock file; return at once when it does already.

    Args:
        lock: RUN_LOCK or TEST_LOCK.
    """
    have = installed()
    if have is not None and digest(lock) in have:
        return
    LOG.write_text("", encoding="utf-8")
    if have is None:
        make_venv()
    say(f"Installing the packages of {lock}")
    STAMP.unlink(missing_ok=True)  # an interrupted install must not look whole
    pip = [PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    if not logged([*pip, "--progress-bar=off", "--require-hashes", "-r", lock]):
        if have is not None:
            stamp(have)  # pip gave up in good order: what was there still is
        raise Problem(f"pip could not install {lock}: {last_words()}; its log is {LOG}")
    # The lock for tests holds everything that the one for running holds.
    stamp([digest(RUN_LOCK), digest(lock)])


def digest(lock):
    """Return what identifies a lock file's content."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def installed():
    """Return the digests of the lock files that .venv holds, or None when it must be made anew."""
    try:
        written = json.loads(STAMP.read_text(encoding="utf-8"))
        return written["locks"] if written["home"] == HOME and PYTHON.exists() else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def stamp(locks):
    """Write down what .venv holds, now that it does."""
    STAMP.write_text(json.dumps({"home": HOME, "locks": locks}), encoding="utf-8")


def make_venv():
    """Make an empty .venv in place of whatever is there."""
    why = " anew: the old one is unfinished, was moved, or is of another Python"
    say(f"Making .venv for Python {platform.python_version()}{why if VENV.exists() else ''}")
    # From inside a virtual environment, even this very one, the Python behind it is meant.
    base = getattr(sys, "_base_executable", None) or sys.executable
    if not logged([base, "-m", "venv", "--clear", VENV]):
        raise Problem(f"could not make .venv: {last_words()}; the whole story is in {LOG}")


def logged(command):
    """Run a command, its output in the log and pip's progress said; return whether it worked."""
    shown = time.monotonic()
    env = {**os.environ, "PYTHONUTF8": "1", "PIP_USER": "0"}
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    with LOG.open("a", encoding="utf-8") as log:
        words = [str(word) for word in command]
        process = subprocess.Popen(words, cwd=ROOT, env=env, errors="replace", **pipe)
        for line in process.stdout:
            log.write(line)
            if line.startswith("Collecting ") and time.monotonic() - shown > 1:
                shown = time.monotonic()
                say(f"  fetching {line.split()[1]}")
            elif line.startswith("Installing collected packages"):
                say("  unpacking")
        return process.wait() == 0


def last_words():
    """Return the log's explanation of a failure in one line."""
    text = LOG.read_text(encoding="utf-8").strip()
    if "Retrying (" in text:
        return "the package index does not answer (is there a network? a proxy to set?)"
    errors = [line for line in text.splitlines() if line.lower().startswith("error")]
    return (errors or text.splitlines() or ["it said nothing"])[-1]


# --- The environment of the commands -----------------------------------------------------


def environment(database="koepel.sqlite3", **defaults):
    """Return the environment of a command: defaults, and over them what is set already."""
    path = quote((VAR / database).as_posix(), safe="/:")  # it may hold any character
    return {
        "LOCAL": "1",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret_key(),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "DATABASE_URL": f"sqlite:///{path}",
        "PYTHONUNBUFFERED": "1",
        **defaults,
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "directory.settings",
    }


def secret_key():
    """Return this folder's own secret key; made once, and readable by its owner alone."""
    path = VAR / "secret_key"
    if not path.exists():
        new = VAR / f"secret_key.{os.getpid()}"
        with open(os.open(new, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        new.replace(path)  # so that an interrupted start leaves no half a key
    return path.read_text(encoding="ascii")


# --- Commands ----------------------------------------------------------------------------


def run(arguments):
    """Serve the directory on this machine until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="dev.py run", description=run.__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (%(default)s)")
    parser.add_argument("--port", default=8000, type=int, help="port to serve on (%(default)s)")
    parser.add_argument("--debug", action="store_true", help="show tracebacks in the browser")
    options = parser.parse_args(arguments)
    host = options.host.strip("[]")
    require_free_port(host, options.port)
    if ":" in host:
        host = f"[{host}]"
    # Who serves on every address is asked for by names that this machine does not know.
    everywhere = host in ("0.0.0.0", "[::]")  # noqa: S104
    allowed = "*" if everywhere else f"localhost,127.0.0.1,[::1],{host}"
    names = ("localhost", socket.gethostname()) if everywhere else (host,)
    addresses = [f"http://{name}:{options.port}/" for name in names]
    own = {"ALLOWED_HOSTS": allowed, "SITE_URL": addresses[-1]}  # where links in mail lead
    debug = {"DEBUG": "1"} if options.debug else {}
    env = environment(DJANGO_RUNSERVER_HIDE_WARNING="true", **own, **debug)
    ensure_packages(RUN_LOCK)
    say("Preparing the database")
    call = f"dev.serve({f'{host}:{options.port}'!r}, {addresses})"
    become(["-c", f"import dev; dev.STARTED = {STARTED}; {call}"], env)


def serve(where, addresses):
    """Prepare the data, say the addresses, and serve: the rest of `run`, in .venv's Python.

    One interpreter does it all, because a warm start waits for little else than Django's starts.
    """
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import Error, connections

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # no traceback; the server has its own way
    try:
        execute_from_command_line(["manage.py", "migrate", "--verbosity=0"])
        execute_from_command_line(["manage.py", "load_sample", "--if-empty"])
    except (ImproperlyConfigured, Error) as error:
        mend = f"see docs/configuration.md, or move {VAR} away to start anew"
        sys.exit(f"dev.py: Koepel cannot start ({error}): {mend}")
    connections.close_all()
    say("Starting the server; Ctrl-C stops it")
    for address in addresses:
        print(f"\n  Directory  {address}\n  Admin      {address}admin/\n", flush=True)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    sys.argv = ["manage.py", "runserver", "--nostatic", "--skip-checks", where]
    execute_from_command_line(sys.argv)


def require_free_port(host, port):
    """Raise a Problem when this address cannot be served, before any long step."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if os.name != "nt":  # as the server does; on Windows it would also take a taken port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            mend = f"stop what runs there, or use another port: --port {port + 1}"
            raise Problem(f"port {port} is taken: {mend}") from None
        mend = "leave --host and --port away, or name others"
        raise Problem(f"cannot serve on {host}, port {port} ({error}): {mend}") from None


def test(arguments):
    """Run pytest on the code beside this file."""
    become(["-m", "pytest", *arguments], environment("test.sqlite3"), lock=TEST_LOCK)


def manage(arguments):
    """Run a command of manage.py, from the folder that the person is in."""
    become([str(ROOT / "manage.py"), *arguments], environment(), folder=Path.cwd())


def bench(arguments):
    """Run the benchmarks in the environment of `run`."""
    if not (ROOT / "benchmarks").is_dir():
        raise Problem("there is no benchmarks/ folder here: use a checkout that has it")
    become(["-m", "benchmarks", *arguments], environment())


def become(arguments, env, lock=RUN_LOCK, folder=ROOT):
    """Let .venv's Python take this process's place, so that signals reach it directly."""
    ensure_packages(lock)
    command = [str(PYTHON), *arguments]
    if os.name == "nt":  # where no process can do that
        sys.exit(subprocess.call(command, env=env, cwd=folder))
    os.chdir(folder)
    os.execve(command[0], command, env)  # noqa: S606 - no shell is wanted


def main():
    """Do what the command line asks for; whatever stops it is one line."""
    commands = {"run": run, "test": test, "manage": manage, "bench": bench}
    name, *arguments = sys.argv[1:] or ["--help"]
    try:
        require_python()
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # a folder's name may not fit the terminal
        if name in ("-h", "--help"):
            sys.exit(print(__doc__.strip()))
        if name not in commands:
            raise Problem(f"there is no command {name!r}: use {', '.join(commands)}, or --help")
        VAR.mkdir(exist_ok=True)
        LOG.touch()  # a folder that cannot be written is found out now, not halfway
        commands[name](arguments)
    except Problem as problem:
        sys.exit(f"dev.py: {problem}")
    except OSError as error:
        place = error.filename or ROOT
        mend = "put Koepel in a folder that you may write to"
        sys.exit(f"dev.py: cannot use {place} ({error.strerror}): {mend}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
