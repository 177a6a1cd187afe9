"""`deploy/upgrade.sh`: to a new release, and back by itself from one that is not well."""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from directory import __version__

ROOT = Path(__file__).resolve().parents[2]
RESTART = """
[ ! -e pid ] || { kill "$(cat pid)"; while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.1; done; }
set -a; . ./settings; set +a
cd app
setsid .venv/bin/python -m granian --interface wsgi --host 127.0.0.1 --port PORT \
    directory.wsgi:application >>"$KOEPEL_HOME/log" 2>&1 9>&- &
echo $! >"$KOEPEL_HOME/pid"
"""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A folder with the code as git has it."""
    folder = tmp_path_factory.mktemp("code")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        if not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture
def site(tmp_path, release):
    """A running site as install.sh leaves it, without systemd: its folder, and ways to it."""
    home = tmp_path / "koepel"
    for name in ("releases", "data/backups", "packages"):
        (home / name).mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "settings").write_text(
        "SECRET_KEY=upgrades-are-tried-here-0123456789-abcdefghijklmnopqrst\n"
        f"ALLOWED_HOSTS=localhost\nDATABASE_URL=sqlite:///{home}/data/koepel.sqlite3\n"
        f"MEDIA_ROOT={home}/data/media\nSEARCH_INDEX_ROOT={home}/data/search\n"
    )
    (home / "restart").write_text(RESTART.replace("PORT", str(port)))
    python = f"Python {'.'.join(map(str, sys.version_info[:3]))}"
    lock = (release / "requirements.txt").read_bytes()
    packages = home / "packages" / _packages_name(lock, python)
    packages.symlink_to(ROOT / ".venv")
    Path(f"{packages}.whole").touch()
    environment = {
        "PATH": os.environ["PATH"],
        "KOEPEL_HOME": str(home),
        "KOEPEL_SETTINGS": str(home / "settings"),
        "KOEPEL_SITE": f"http://127.0.0.1:{port}",
        "KOEPEL_RESTART": f"cd {home} && . ./restart",
        "KOEPEL_PATIENCE": "25",
    }
    one = SimpleNamespace(home=home, environment=environment, url=f"http://127.0.0.1:{port}")
    yield _installed(one, release)
    if (home / "pid").exists():
        os.killpg(int((home / "pid").read_text()), signal.SIGKILL)


def _packages_name(lock, python):
    return hashlib.sha256(lock + f"{python}\n".encode()).hexdigest()[:16]


def _installed(site, code):
    """Put the code in use as the first release, and start it."""
    script = f"""
        set -e; . {ROOT}/deploy/release.sh
        copy_code {code} $HOME_DIR/releases/first
        prepare_release $HOME_DIR/releases/first
        as_koepel $HOME_DIR/releases/first .venv/bin/python manage.py migrate --no-input
        switch_to $HOME_DIR/releases/first
        restart_services
        is_well {__version__}
    """
    run(site, "bash", "-c", script, check=True)
    return site


def run(site, *command, check=False):
    """Run a command with the site's places in its environment."""
    answer = subprocess.run(
        command, env=site.environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert not check or answer.returncode == 0, answer.stdout + answer.stderr
    return answer


def next_release(release, folder, **files):
    """Return a folder with release 9.0.0, in which some files are others."""
    shutil.copytree(release, folder)
    version = folder / "directory" / "__init__.py"
    version.write_text(re.sub(r'__version__ = ".*"', '__version__ = "9.0.0"', version.read_text()))
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.with_suffix(".py").write_text(text)
    return folder


def health(site):
    """Return what the site says of itself."""
    with closing(HTTPConnection(urlsplit(site.url).netloc, timeout=5)) as connection:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().read().decode()


def upgrade(site, what):
    return run(site, str(ROOT / "deploy" / "upgrade.sh"), str(what))


def in_use(site):
    return (site.home / "app").resolve().name


def test_a_new_release_takes_over_with_a_backup_of_before(site, release, tmp_path):
    answer = upgrade(site, next_release(release, tmp_path / "new"))
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert '"version": "9.0.0"' in health(site)
    assert in_use(site).startswith("9.0.0-")
    (backup,) = (site.home / "data" / "backups").glob("koepel-*.zip")
    assert str(backup) in answer.stdout
    # The same packages serve both.
    assert len(list((site.home / "packages").glob("*.whole"))) == 1


def test_a_release_that_does_not_pass_its_checks_changes_nothing(site, release, tmp_path):
    broken = next_release(release, tmp_path / "new", directory__urls="this is no Python")
    answer = upgrade(site, broken)
    assert answer.returncode == 1
    assert "nothing was changed" in answer.stderr
    assert in_use(site) == "first"
    assert [folder.name for folder in (site.home / "releases").iterdir()] == ["first"]
    assert not list((site.home / "data" / "backups").iterdir())
    assert f'"version": "{__version__}"' in health(site)


def test_a_release_that_fails_when_it_serves_is_taken_back(site, release, tmp_path):
    # Its commands run; its web server does not.
    broken = next_release(release, tmp_path / "new", directory__wsgi="raise SystemExit(1)")
    answer = upgrade(site, broken)
    assert answer.returncode == 1
    assert "Release 9.0.0 is not well" in answer.stderr
    assert in_use(site) == "first"
    assert f'"version": "{__version__}"' in health(site)


def test_a_migration_that_fails_leaves_the_old_release_serving(site, release, tmp_path):
    last = max((release / "members" / "migrations").glob("0*.py")).stem
    migration = (
        "from django.db import migrations\n"
        "class Migration(migrations.Migration):\n"
        f"    dependencies = [('members', {last!r})]\n"
        "    operations = [migrations.RunPython(lambda apps, editor: 1 / 0)]\n"
    )
    new = next_release(release, tmp_path / "new", members__migrations__9999_fails=migration)
    answer = upgrade(site, new)
    assert answer.returncode == 1
    assert "could not be migrated" in answer.stderr
    assert in_use(site) == "first"
    assert f'"version": "{__version__}"' in health(site)


def test_an_archive_that_is_not_as_it_was_is_refused(site, release, tmp_path):
    archive = tmp_path / "koepel-9.0.0.tar.gz"
    next_release(release, tmp_path / "koepel-9.0.0")
    subprocess.run(["tar", "-czf", archive, "-C", tmp_path, "koepel-9.0.0"], check=True)
    Path(f"{archive}.sha256").write_text(f"{'0' * 64}  {archive.name}\n")
    answer = upgrade(site, archive)
    assert answer.returncode == 1
    assert "is not what its .sha256 says" in answer.stderr
    assert in_use(site) == "first"
