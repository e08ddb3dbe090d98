"""Bytes on disk, kept by their SHA-256 under FILES/<first two>/<digest>."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class FileDamaged(Exception):
    """The kept bytes are gone or no longer match their digest. The message is an Indonesian sentence."""


def place_of(sha256: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.FILES) / sha256[:2] / sha256


def write(content: bytes) -> tuple[str, bool]:
    """Keep the bytes; their digest, and whether they are new here. They are on the disk, whole, before this returns; a second time costs one look.

    A crash leaves at most a temporary file, which nothing refers to.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    target = place_of(sha256)
    new = not target.exists()
    if not new and hashlib.sha256(target.read_bytes()).hexdigest() == sha256:
        return sha256, False
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".tulis-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o440)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)
    _sync_folder(target.parent.parent)
    return sha256, new


def read(sha256: str) -> bytes:
    """The kept bytes. Raises FileDamaged when they are gone or were changed."""
    try:
        content = place_of(sha256).read_bytes()
    except OSError as fault:
        raise FileDamaged("Isi berkas ini tidak ada di penyimpanan; pulihkan dari cadangan.") from fault
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileDamaged("Isi berkas ini tidak lagi cocok dengan sidiknya; pulihkan dari cadangan.")
    return content


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
