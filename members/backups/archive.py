"""The file of a backup: a zip with a manifest that names every part and its checksum."""

import hashlib
import json
import zipfile
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path

# What a flipped bit makes of a zip: wrong lengths, methods, names, sums, or a password’s mark.
_UNREADABLE = (
    OSError,
    EOFError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
MANIFEST, FORMAT = "manifest.json", 1
_PIECE = 1024 * 1024


class Damaged(Exception):
    """A backup that is not what its manifest says, and why."""


@dataclass
class Manifest:
    """What a backup says of itself.

    Attributes:
        made_at: when, as ISO 8601.
        release: Koepel's version.
        database: "sqlite" or "postgresql".
        migrations: {app: name of the last one}.
        counts: {table: number of rows}, as the copy holds them.
        parts: {name in the archive: SHA-256}.
        format: of the archive itself.
    """

    made_at: str
    release: str
    database: str
    migrations: dict
    counts: dict
    parts: dict = field(default_factory=dict)
    format: int = FORMAT


def write(target, manifest, files):
    """Write a backup whole or not at all.

    Args:
        target: the Path of the new file.
        manifest: a Manifest, whose parts are filled in.
        files: iterable of (name in the archive, Path).
    """
    half = target.with_suffix(".part")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            for name, path in files:
                with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as part:
                    manifest.parts[name] = _copy(source, part)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        half.chmod(0o600)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def read_manifest(path):
    """Return the Manifest of a backup.

    Raises:
        Damaged: where it has none that can be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
    except _UNREADABLE as error:
        raise Damaged(f"{path} is no backup that can be read: {error}") from None
    if manifest.format != FORMAT:
        raise Damaged(f"{path} is of format {manifest.format}; this release reads {FORMAT}")
    return manifest


def unpack(path, folder=None):
    """Compare every part with its checksum; with a folder, write the parts there too.

    Returns:
        The Manifest.

    Raises:
        Damaged: naming the first part that is not as it was.
    """
    manifest = read_manifest(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()) - {MANIFEST}
            if names != set(manifest.parts):
                raise Damaged(f"missing or added: {', '.join(names ^ set(manifest.parts))}")
            for name, checksum in manifest.parts.items():
                with archive.open(name) as part:
                    actual = _copy(part, _at(folder, name)) if folder else _copy(part)
                if actual != checksum:
                    raise Damaged(f"{name} is not as it was")
    except _UNREADABLE as error:
        raise Damaged(f"{path} is damaged: {error}") from None
    return manifest


def _at(folder, name):
    path = (Path(folder) / name).resolve()
    if not path.is_relative_to(Path(folder).resolve()):
        raise Damaged(f"{name} leads out of the backup")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _copy(source, target=None):
    """Copy a file; return its SHA-256. A target is a file object, a Path or None."""
    if isinstance(target, Path):
        with target.open("wb") as file:
            return _copy(source, file)
    digest = hashlib.sha256()
    while piece := source.read(_PIECE):
        digest.update(piece)
        if target:
            target.write(piece)
    return digest.hexdigest()
