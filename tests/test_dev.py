"""dev.py as a person meets it: each test runs a copy of it in a folder of its own."""

import ast
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

import environ
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.txt", "requirements-dev.txt"]
SET_BY_DEV = {"LOCAL", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "SITE_URL"}
CLEAN = {name: value for name, value in os.environ.items() if name not in SET_BY_DEV}
posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes or signals")

# Stands in for manage.py, pytest and Django: tells how it was called.
STUB = """
import json, os, sys
def tell(arguments):
    print(json.dumps({"arguments": arguments[1:], "env": dict(os.environ)}), flush=True)
if __name__ == "__main__":
    tell(sys.argv)
"""
STUBS = {
    "manage.py": STUB,
    "pytest.py": STUB,
    "django/core/management.py": "from manage import tell as execute_from_command_line",
    "django/core/exceptions.py": "class ImproperlyConfigured(Exception): pass",
    "django/db.py": """
class Error(Exception): pass
class connections: close_all = staticmethod(lambda: None)
""",
}


class House:
    """A folder with a copy of dev.py, stubs of what it calls, and locks that need no package."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "dev.py", folder)
        for name, text in STUBS.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        for name in LOCKS:
            (folder / name).write_text(f"# nothing for {name}\n")

    @property
    def dev(self):
        """The copy as a module, to look inside."""
        spec = importlib.util.spec_from_file_location("dev_copy", self.folder / "dev.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def finish(self):
        """Make what a whole install would leave, without pip's seconds."""
        venv.create(self.folder / ".venv", symlinks=os.name == "posix")
        self.dev.stamp([self.dev.digest(name) for name in LOCKS])
        return self

    def start(self, *arguments, python=sys.executable, **env):
        return subprocess.Popen(
            [python, self.folder / "dev.py", *arguments],
            cwd=self.folder,
            env=CLEAN | env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments, **options):
        """Run a command to its end; return its exit code, output and errors."""
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def calls(self, *arguments, **options):
        """Run a command that must work; return what the stubs were called with."""
        code, out, err = self.run(*arguments, **options)
        assert (code, err) == (0, "")
        return [json.loads(line) for line in out.splitlines() if line.startswith("{")]

    def refusal(self, *arguments, **options):
        """Run a command that must fail; return the one line that it says."""
        code, out, err = self.run(*arguments, **options)
        assert code in (1, 2)
        assert "Traceback" not in out + err
        assert err.count("\n") == 1, err
        return err


@pytest.fixture
def house(tmp_path):
    return House(tmp_path / "Koepel à 100 % + ü")


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


# --- What it refuses ---------------------------------------------------------------------


def test_it_names_its_commands(house):
    code, out, _ = house.run("--help")
    assert code == 0
    assert all(f"dev.py {name}" in out for name in ("run", "test", "manage", "bench"))
    assert "run, test, manage, bench" in house.refusal("serve")


def test_a_taken_port_stops_it_before_the_long_steps(house):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"port {port} is taken" in house.refusal("run", "--port", str(port))
    assert not (house.folder / ".venv").exists()


@pytest.mark.parametrize("where", [["--port", "70000"], ["--host", "192.0.2.1"]])
def test_an_address_that_cannot_be_served_is_one_line(house, where):
    assert "--host and --port" in house.refusal("run", *where)


def test_a_folder_that_cannot_be_written_is_one_line(house):
    (house.folder / "var").write_text("a file where the folder should be")
    assert "a folder that you may write to" in house.refusal("run")


def test_a_python_without_venv_is_one_line(house):
    hide = "import runpy, sys; sys.modules['ensurepip'] = None; sys.argv = ['dev.py', 'run'];"
    command = f"{hide} runpy.run_path('dev.py', run_name='__main__')"
    result = subprocess.run(
        [sys.executable, "-c", command], cwd=house.folder, capture_output=True, text=True
    )
    assert result.returncode == 1
    assert "python3-venv" in result.stderr
    assert result.stderr.count("\n") == 1


def test_older_pythons_can_read_it():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    assert (ROOT / "dev.py").read_bytes().isascii()


def old_pythons():
    """Pythons before 3.11 that pyenv has on this machine."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    return sorted(
        str(path / "bin" / "python")
        for path in versions.glob("3.*")
        if int(path.name.split(".")[1]) in range(6, 11)
    )


@pytest.mark.skipif(not old_pythons(), reason="pyenv has no Python before 3.11 here")
def test_an_old_python_is_told_what_is_needed(house):
    assert "needs Python 3.11 or newer" in house.refusal("run", python=old_pythons()[0])


def test_benchmarks_that_are_not_there_are_one_line(house):
    assert "no benchmarks/" in house.refusal("bench")


# --- What it hands on --------------------------------------------------------------------


def test_run_prepares_the_data_and_serves(house, free_port):
    house.finish()
    code, out, _ = house.run("run", "--port", free_port)
    calls = [json.loads(line)["arguments"] for line in out.splitlines() if line.startswith("{")]
    assert calls == [
        ["migrate", "--verbosity=0"],
        ["load_sample", "--if-empty"],
        ["runserver", "--nostatic", "--skip-checks", f"127.0.0.1:{free_port}"],
    ]
    assert code == 0
    assert f"http://127.0.0.1:{free_port}/admin/" in out
    assert "Installing" not in out


@pytest.mark.parametrize(
    ("options", "debug", "hosts"),
    [
        ([], None, "localhost,127.0.0.1,[::1],127.0.0.1"),
        (["--debug"], "1", "localhost,127.0.0.1,[::1],127.0.0.1"),
        (["--host", "0.0.0.0"], None, "*"),
    ],
)
def test_run_shows_tracebacks_and_strangers_only_when_asked(
    house, free_port, options, debug, hosts
):
    env = house.finish().calls("run", "--port", free_port, *options)[-1]["env"]
    assert (env.get("DEBUG"), env["ALLOWED_HOSTS"]) == (debug, hosts)


def test_links_in_mail_lead_to_the_port_that_run_serves_on(house, free_port):
    env = house.finish().calls("run", "--port", free_port)[-1]["env"]
    assert env["SITE_URL"] == f"http://127.0.0.1:{free_port}/"


def test_manage_hands_on_every_argument(house):
    [call] = house.finish().calls("manage", "migrate", "--help", "-v", "2")
    assert call["arguments"] == ["migrate", "--help", "-v", "2"]
    assert call["env"]["LOCAL"] == "1"


def test_test_hands_on_every_argument(house):
    [call] = house.finish().calls("test", "-k", "facets", "--help")
    assert call["arguments"] == ["-k", "facets", "--help"]
    assert call["env"]["DATABASE_URL"].endswith("/var/test.sqlite3")


def test_the_database_is_found_in_a_folder_of_any_name(house):
    [call] = house.finish().calls("manage", "check")
    database = environ.Env.db_url_config(call["env"]["DATABASE_URL"])
    assert Path(database["NAME"]) == house.folder / "var" / "koepel.sqlite3"


def test_what_the_environment_says_is_left_as_it_is(house, free_port):
    mine = {name: f"my {name}" for name in SET_BY_DEV}
    for command in (["manage", "check"], ["test"], ["run", "--debug", "--port", free_port]):
        call = house.finish().calls(*command, **mine)[-1]
        assert mine.items() <= call["env"].items()


@posix_only
def test_the_secret_key_is_kept_and_is_its_owners_alone(house, tmp_path):
    first, second = (house.finish().calls("manage", "check")[0]["env"] for _ in range(2))
    [other] = House(tmp_path / "other").finish().calls("manage", "check")
    assert first["SECRET_KEY"] == second["SECRET_KEY"] != other["env"]["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) >= 50
    assert stat.S_IMODE((house.folder / "var" / "secret_key").stat().st_mode) == 0o600


# --- Packages ----------------------------------------------------------------------------


def test_a_whole_environment_is_used_again(house):
    house.finish()
    assert house.dev.installed() == [house.dev.digest(name) for name in LOCKS]


@pytest.mark.parametrize("spoil", ["unstamped", "torn stamp", "no Python", "other Python", "moved"])
def test_an_environment_that_is_not_whole_is_not_used(house, spoil):
    house.finish()
    stamp = house.dev.STAMP
    if spoil == "unstamped":
        stamp.unlink()
    elif spoil == "torn stamp":
        stamp.write_text(stamp.read_text()[:-9])
    elif spoil == "no Python":
        house.dev.PYTHON.unlink()
    elif spoil == "other Python":
        stamp.write_text(stamp.read_text().replace(sys.implementation.cache_tag, "cpython-310"))
    else:
        house.folder = house.folder.rename(house.folder.with_name("elsewhere"))
    assert house.dev.installed() is None


@pytest.mark.slow
def test_a_half_made_environment_is_repaired(house):
    rubbish = house.folder / ".venv" / "lib" / "half a package"
    rubbish.mkdir(parents=True)
    _, out, _ = house.run("manage", "check")
    assert "anew" in out
    assert not rubbish.exists()
    _, out, _ = house.run("manage", "check")
    assert "Installing" not in out
    assert house.calls("test") != []  # the lock for tests is another one, and is installed


@pytest.mark.slow
def test_pip_failing_is_one_line_and_spoils_nothing(house):
    assert house.calls("manage", "check") != []
    before = house.dev.installed()
    lock = house.folder / "requirements.txt"
    lock.write_text(f"koepel-has-no-such-package==1 --hash=sha256:{'0' * 64}\n")
    said = house.refusal("run", PIP_NO_INDEX="1")
    assert "pip could not install requirements.txt: ERROR: No matching distribution" in said
    assert str(house.folder / "var" / "install.log") in said
    assert house.dev.installed() == before


@posix_only
@pytest.mark.slow
def test_ctrl_c_ends_it_quietly_and_the_next_run_goes_on(house):
    process = house.start("manage", "check")
    assert "Making .venv" in process.stdout.readline()
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (130, "")
    assert house.dev.installed() is None
    assert house.calls("manage", "check") != []


# --- The locks ---------------------------------------------------------------------------


def locked(name):
    """{package: version} of a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_of_a_lock_has_hashes_and_no_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.sub(r"\\\n", " ", text).splitlines()
    pins = [line for line in pins if line.strip() and not line.lstrip().startswith("#")]
    assert pins
    assert [line for line in pins if "==" not in line or "--hash=sha256:" not in line] == []
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|@ ?(?:git|file)", text) == []


def test_the_lock_for_tests_holds_everything_that_runs():
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_what_its_source_asks_for(name):
    pins = locked(name)
    lines = (ROOT / name).with_suffix(".in").read_text(encoding="utf-8").splitlines()
    wanted = [line.partition("#") for line in lines if line and not line.startswith(("#", "-r"))]
    assert [line for line, _, reason in wanted if not reason.strip()] == []
    for requirement in (Requirement(line) for line, _, _ in wanted):
        version = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(Version(version)), requirement


# --- The whole way -----------------------------------------------------------------------


def serve(house, port, seconds, **env):
    """Start `run`; return the process once the directory has answered 200."""
    start = time.monotonic()
    process = house.start("run", "--port", port, **env)
    while time.monotonic() - start < seconds and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=seconds):
                return process
        except urllib.error.HTTPError:
            break  # it answers, and not with 200
        except OSError:
            time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    out, err = process.communicate()
    pytest.fail(f"no answer after {time.monotonic() - start:.0f} s\n{out}\n{err[-2000:]}")


def end(process, port):
    """Stop the server as Ctrl-C does; return what it printed."""
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert "Traceback" not in out + err
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", int(port)))
    return out


@posix_only
@pytest.mark.slow
def test_a_clean_checkout_is_served_and_served_again_without_network(tmp_path, free_port):
    house = House(tmp_path / "made and removed")
    shutil.rmtree(house.folder)
    kept_out = shutil.ignore_patterns(".venv", "var", ".git", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, house.folder, ignore=kept_out)

    first = end(serve(house, free_port, 90), free_port)
    assert "Making .venv" in first
    assert "Installing" in first
    assert "@" in first  # the sample's sign-in names

    with sqlite3.connect(house.folder / "var" / "koepel.sqlite3") as data:
        assert data.execute("SELECT count(*) FROM members_member").fetchone() == (42,)
        data.execute("UPDATE members_member SET founded_year = 1901")
    unplugged = {"PIP_NO_INDEX": "1", "https_proxy": "http://127.0.0.1:9"}
    second = end(serve(house, free_port, 60, **unplugged), free_port)
    assert "Making .venv" not in second
    assert "Installing" not in second
    years = data.execute("SELECT DISTINCT founded_year FROM members_member").fetchall()
    data.close()
    assert years == [(1901,)]


@posix_only
@pytest.mark.slow
def test_ending_dev_py_leaves_no_server_behind(house, free_port, tmp_path):
    url = f"sqlite:///{tmp_path / 'data.sqlite3'}"
    house.folder = ROOT
    process = serve(house, free_port, 90, DATABASE_URL=url)
    process.terminate()
    process.communicate(timeout=10)
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", int(free_port)))
