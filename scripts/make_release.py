"""Makes what a release consists of: the source archive, its hash and its bill of materials.

    git tag v1.1.0 && python scripts/make_release.py          into dist/

The archive is of the commit that is checked out and the same each time it is made. The bill is
CycloneDX 1.6: every package of requirements.txt with its hashes and licence, and every file of
others that the code carries along.
"""

import gzip
import hashlib
import json
import re
import subprocess
import sys
import uuid
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from directory import __version__  # noqa: E402

_PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:.*\\\n)*.*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VENDORED = re.compile(r"(.+?)-(\d+(?:\.\d+)+)(?:\.min)?\.\w+")


def main(folder=ROOT / "dist"):
    """Write the three files; return the archive's Path."""
    folder.mkdir(exist_ok=True)
    name = f"koepel-{__version__}"
    archive = folder / f"{name}.tar.gz"
    archive.write_bytes(_archive(name))
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    Path(f"{archive}.sha256").write_text(f"{digest}  {archive.name}\n")
    bill = json.dumps(bill_of_materials(digest), indent=1, ensure_ascii=False)
    (folder / f"{name}.cdx.json").write_text(f"{bill}\n")
    return archive


def _archive(name):
    """Return the commit's files as a tar.gz without a moment of its own."""
    command = ["git", "archive", "--format=tar", f"--prefix={name}/", "HEAD"]
    plain = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    return gzip.compress(plain, mtime=0)


def bill_of_materials(digest):
    """Return the CycloneDX document of a release whose archive has a SHA-256."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "koepel",
                "name": "koepel",
                "version": __version__,
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
        },
        "components": [*packages(), *vendored()],
    }


def packages():
    """Yield the component of each package that requirements.txt names."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name, version, rest in _PACKAGE.findall(text):
        address = f"pkg:pypi/{name.lower()}@{version}"
        component = {"type": "library", "bom-ref": address, "name": name, "version": version}
        component["purl"] = address
        hashes = _HASH.findall(rest)
        component["hashes"] = [{"alg": "SHA-256", "content": one} for one in hashes]
        if licence := licence_of(name):
            component["licenses"] = [{"license": {"name": licence}}]
        yield component


def licence_of(name):
    """Return the licence that an installed package states, or ""."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    stated = about.get("License-Expression") or ""
    classified = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    return stated or ", ".join(classified) or (about.get("License") or "").partition("\n")[0][:80]


def vendored():
    """Yield the component of each file of others that the repository carries along."""
    for path in sorted((ROOT / "static" / "vendor").iterdir()):
        if match := _VENDORED.fullmatch(path.name):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield {
                "type": "file",
                "bom-ref": path.relative_to(ROOT).as_posix(),
                "name": match[1],
                "version": match[2],
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }


if __name__ == "__main__":
    print(main())  # noqa: T201 - what a script says
