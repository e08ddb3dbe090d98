"""The archive of a run: every output, the history and a list of digests in one ZIP whose bytes depend on nothing but its content."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)
MANIFEST = "manifes.json"
SUMS = "SHA256SUMS"
CHECKER = "verify.py"
"""Goes along in every archive: with it anybody with bare Python can check the rest."""


def pack(contents: Sequence[tuple[str, bytes]], about: Mapping[str, Any]) -> bytes:
    """Pack named files with a manifest. Names are made unique in order; `about` goes into the manifest as it is."""
    named = list(unique_names(contents))
    sums = [(name, hashlib.sha256(content).hexdigest(), len(content)) for name, content in named]
    manifest = {**about, "berkas": [{"nama": name, "sha256": digest, "bytes": size} for name, digest, size in sums]}
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    lines = "".join(f"{digest}  {name}\n" for name, digest, _ in sums)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in [*named, (MANIFEST, text.encode()), (SUMS, lines.encode()), (CHECKER, _checker())]:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _checker() -> bytes:
    return Path(__file__).with_name(CHECKER).read_bytes()


def unique_names(contents: Iterable[tuple[str, bytes]]) -> Iterable[tuple[str, bytes]]:
    """The same files, a second file of one name becoming "name-2.ext"."""
    seen: dict[str, int] = {}
    for name, content in contents:
        seen[name] = seen.get(name, 0) + 1
        stem, dot, ending = name.rpartition(".")
        yield (name if seen[name] == 1 else f"{stem}-{seen[name]}{dot}{ending}", content)


def history_lines(events: Iterable[Mapping[str, Any]]) -> bytes:
    """The history, one event a line."""
    return "".join(json.dumps(event, ensure_ascii=False, sort_keys=True) + "\n" for event in events).encode()


def broken_entries(content: bytes) -> tuple[str, ...]:
    """Names in an archive whose digest differs from its manifest or which are missing; empty when all is sound.

    Raises zipfile.BadZipFile for what is no archive.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        names = set(archive.namelist())
        return tuple(
            entry["nama"]
            for entry in manifest["berkas"]
            if entry["nama"] not in names or hashlib.sha256(archive.read(entry["nama"])).hexdigest() != entry["sha256"]
        )
