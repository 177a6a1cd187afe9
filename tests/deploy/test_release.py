"""What a release consists of: the same archive each time, its hash, its bill of materials."""

import hashlib
import json
import re
import tarfile

import pytest

from directory import __version__
from scripts import make_release

ROOT = make_release.ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    make_release.main(folder)
    return folder


def test_the_archive_is_the_same_each_time_and_has_its_hash(folder, tmp_path):
    archive = folder / f"koepel-{__version__}.tar.gz"
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert (folder / f"{archive.name}.sha256").read_text() == f"{digest}  {archive.name}\n"
    assert make_release.main(tmp_path).read_bytes() == archive.read_bytes()


def test_the_archive_is_what_an_upgrade_takes(folder):
    with tarfile.open(folder / f"koepel-{__version__}.tar.gz") as archive:
        names = archive.getnames()
    assert {f"koepel-{__version__}/{name}" for name in ("manage.py", "deploy/upgrade.sh")} <= {
        *names
    }
    assert not [name for name in names if ".git/" in name or "/var/" in name]


def test_the_bill_names_every_package_with_hashes_and_licence(folder):
    bill = json.loads((folder / f"koepel-{__version__}.cdx.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    libraries = {one["name"]: one for one in bill["components"] if one["type"] == "library"}
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert set(libraries) == set(locked)
    for name, one in libraries.items():
        assert one["hashes"], name
    # What this machine does not install is of another system.
    assert sum("licenses" in one for one in libraries.values()) > 0.9 * len(locked)


def test_the_bill_names_the_files_of_others(folder):
    bill = json.loads((folder / f"koepel-{__version__}.cdx.json").read_text())
    files = {one["bom-ref"] for one in bill["components"] if one["type"] == "file"}
    carried = {p.name for p in (ROOT / "static/vendor").iterdir() if p.suffix == ".js"}
    assert {path.rpartition("/")[2] for path in files} == carried
