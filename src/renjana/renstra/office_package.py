"""An Office file that a stranger sent, unpacked within limits: no entities, no macros, no passwords, nothing of another kind.

Read in a child process (`limit`), so that whatever the file does to its reader it does to a process that is thrown away.
"""

import io
import re
import resource
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

MAX_ENTRIES = 1_000
MAX_PART = 64 * 1024 * 1024
MAX_TOTAL = 96 * 1024 * 1024
MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 8

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARK = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
BROKEN = "Berkas {name} terpotong atau rusak; unggah ulang dari berkas aslinya."


class GuardFault(Exception):
    """Why a file is refused; `{name}` stands for the file's name."""


@dataclass(frozen=True)
class Sort:
    """The kind of file that is wanted, in the words of its refusals. `main` is a pattern for the name of its main part, `others` are the
    folders of other kinds with their name, `binary` a part that only a binary kind has and that kind's ending.
    """

    what: str
    program: str
    ending: str
    old: str
    open_document: str
    main: str
    others: tuple[tuple[str, ...], str]
    binary: tuple[str, str]
    smaller: str
    save_as: str


def limit() -> None:
    """No more memory, time or files than a file of ours can need. Called in the child before the first byte is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def checked_parts(content: bytes, sort: Sort) -> dict[str, bytes]:
    """The XML parts of the package by name. Raises GuardFault."""
    parts = _unpack(content, sort)
    for name, part in parts.items():
        if part[:2] in {b"\xff\xfe", b"\xfe\xff"} or part[:4] in {b"\x00<\x00?", b"<\x00?\x00"} or b"\x00" in part[:64]:
            raise GuardFault(f"Berkas {{name}} memakai penyandian yang tidak biasa; {sort.save_as}")
        if MARK.search(part):
            raise GuardFault(f"Berkas {{name}} memuat definisi entitas ({name}) yang tidak boleh ada pada {_plain(sort)}; {sort.save_as}")
    return parts


def _plain(sort: Sort) -> str:
    return sort.what.removesuffix(f" {sort.program}")


def _unpack(content: bytes, sort: Sort) -> dict[str, bytes]:
    _check_kind(content, sort)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as fault:
        raise GuardFault(BROKEN) from fault
    _check_entries(entries, sort)
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        if not _is_xml(entry):
            continue
        parts[entry.filename] = part = _read(archive, entry, sort)
        total += len(part)
        if total > MAX_TOTAL:
            raise GuardFault(_too_large(sort))
    return parts


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))


def _too_large(sort: Sort) -> str:
    return f"Isi berkas {{name}} terlalu besar setelah dibuka; {sort.smaller}"


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, sort: Sort) -> bytes:
    try:
        with archive.open(entry) as stream:
            part = stream.read(MAX_PART + 1)
    except Exception as fault:  # BadZipFile, zlib.error and kin: all of them mean a broken stream
        raise GuardFault(BROKEN) from fault
    if len(part) > MAX_PART:
        raise GuardFault(_too_large(sort))
    return part


def _check_kind(content: bytes, sort: Sort) -> None:
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    looks: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: not content, "Berkas {name} kosong (0 byte); unggah ulang dari berkas aslinya."),
        (
            lambda: content.startswith(OLE) and b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P" in content,
            f"Berkas {{name}} dikunci dengan kata sandi; hapus kata sandinya di {sort.program}, simpan, lalu unggah lagi.",
        ),
        (lambda: content.startswith(OLE), f"Berkas {{name}} berformat {sort.program} lama ({sort.old}); {sort.save_as}"),
        (lambda: head.startswith(b"%PDF"), f"Berkas {{name}} adalah PDF, bukan {sort.what}; unggah berkas {sort.ending}."),
        (lambda: head[:1] == b"<", f"Berkas {{name}} adalah halaman web atau XML, bukan {sort.what}; {sort.save_as}"),
        (
            lambda: not content.startswith(b"PK") and b"\0" not in content[:4096],
            f"Berkas {{name}} adalah teks (misalnya CSV), bukan {sort.what}; {sort.save_as}",
        ),
        (lambda: not content.startswith(b"PK"), f"Berkas {{name}} bukan {sort.what} ({sort.ending}); unggah berkas {sort.ending}."),
    )
    for matches, sentence in looks:
        if matches():
            raise GuardFault(sentence)


def _check_entries(entries: list[zipfile.ZipInfo], sort: Sort) -> None:
    names = [entry.filename for entry in entries]
    lower = {name.lower() for name in names}
    odd = f"Susunan berkas {{name}} tidak wajar untuk {sort.what}; {sort.save_as}"
    if len(entries) > MAX_ENTRIES or len(lower) != len(names):
        raise GuardFault(odd)
    if any(entry.flag_bits & 1 for entry in entries):
        raise GuardFault("Berkas {name} dikunci dengan kata sandi; hapus kata sandinya, simpan, lalu unggah lagi.")
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names):
        raise GuardFault(odd)
    if any("vbaproject" in name or "macrosheets" in name for name in lower):
        raise GuardFault(f"Berkas {{name}} memuat makro; simpan sebagai {sort.ending} tanpa makro lalu unggah lagi.")
    _check_main(lower, sort)
    if sum(entry.file_size for entry in entries if _is_xml(entry)) > MAX_TOTAL:
        raise GuardFault(_too_large(sort))


def _check_main(names: set[str], sort: Sort) -> None:
    folders, other = sort.others
    if sort.binary[0] in names:
        raise GuardFault(f"Berkas {{name}} berformat {sort.binary[1]}; {sort.save_as}")
    if "mimetype" in names or "content.xml" in names:
        raise GuardFault(f"Berkas {{name}} berformat OpenDocument ({sort.open_document}); simpan sebagai {sort.ending} lalu unggah lagi.")
    if any(name.startswith(folders) for name in names):
        raise GuardFault(f"Berkas {{name}} adalah {other}, bukan {sort.what}; unggah berkas {sort.ending}.")
    if "[content_types].xml" not in names or not any(re.search(sort.main, name) for name in names):
        raise GuardFault(f"Berkas {{name}} bukan {sort.what} ({sort.ending}); unggah berkas {sort.ending}.")
