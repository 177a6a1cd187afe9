"""Backups that only who has the key can read: AES-256-GCM over pieces, the key made by scrypt.

A sealed file is a mark, a salt, and pieces that each carry their length. A piece is bound to its
place and to whether it is the last one, so that nothing can be cut off, swapped or repeated.
"""

import hashlib
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from .archive import Damaged

SUFFIX = ".sealed"
_MARK, _SALT, _LENGTH = b"KOEPEL-1", 16, 4
_PIECE = 1024 * 1024
_SCRYPT = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32}


def seal(source, target):
    """Write a file so that BACKUP_KEY alone opens it.

    Args:
        source: the Path of the plain file.
        target: the Path of the new one.
    """
    salt = os.urandom(_SALT)
    cipher = _cipher(salt)
    half = target.with_suffix(".part")
    try:
        with source.open("rb") as plain, half.open("wb") as sealed:
            sealed.write(_MARK + salt)
            number, piece = 0, plain.read(_PIECE)
            while True:
                following = plain.read(_PIECE)
                text = cipher.encrypt(_nonce(number), piece, _place(following))
                sealed.write(len(text).to_bytes(_LENGTH) + text)
                if not following:
                    break
                number, piece = number + 1, following
        half.chmod(0o600)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def opened(path):
    """Give the Path of a backup that can be read: itself, or a copy of what was sealed.

    Raises:
        Damaged: where the key is another one, or the file is not as it was.
    """
    path = Path(path)
    if path.suffix != SUFFIX:
        yield path
        return
    # Not beside the sealed file: its disk is the one that need not be trusted.
    with tempfile.TemporaryDirectory(prefix="koepel-opened-") as scratch:
        plain = Path(scratch) / path.stem
        _open(path, plain)
        yield plain


def _open(path, plain):
    try:
        with path.open("rb") as sealed, plain.open("wb") as file:
            head = sealed.read(len(_MARK) + _SALT)
            if head[: len(_MARK)] != _MARK:
                raise Damaged(f"{path} is no sealed backup")
            _copy_opened(sealed, file, _cipher(head[len(_MARK) :]))
    except (InvalidTag, OSError) as error:
        raise Damaged(
            f"{path} does not open: BACKUP_KEY is another one, or the file is not as it was"
        ) from error


def _copy_opened(sealed, file, cipher):
    number, length = 0, sealed.read(_LENGTH)
    while True:
        text = sealed.read(int.from_bytes(length))
        length = sealed.read(_LENGTH)
        file.write(cipher.decrypt(_nonce(number), text, _place(length)))
        if not length:
            break
        number += 1


def _cipher(salt):
    if not settings.BACKUP_KEY:
        raise Damaged("this backup is sealed, and BACKUP_KEY is not set")
    return AESGCM(hashlib.scrypt(settings.BACKUP_KEY.encode(), salt=salt, **_SCRYPT))


def _nonce(number):
    # The key is another one for each file, by its salt: a number never comes twice under one key.
    return number.to_bytes(12)


def _place(following):
    return b"more" if following else b"last"
