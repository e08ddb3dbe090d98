"""What of a Word file may be read: a checked package without macros, embedded documents, or parts that lie elsewhere."""

import posixpath
import re
from collections.abc import Mapping
from xml.etree import ElementTree

from renjana.renstra.office_package import BROKEN, GuardFault, Sort, checked_parts

SAVE_AS = "buka di Word, pilih Simpan Sebagai, jenis Dokumen Word (.docx), lalu unggah lagi."
DOCUMENT = Sort(
    what="dokumen Word",
    program="Word",
    ending=".docx",
    old=".doc",
    open_document=".odt",
    main=r"^word/document\d*\.xml$",
    others=(("xl/", "ppt/"), "buku kerja Excel atau PowerPoint"),
    binary=("word/document.bin", ".docb"),
    smaller="hapus gambar atau bagian yang tidak dipakai.",
    save_as=SAVE_AS,
)
MACROS = re.compile(rb"macroEnabled|ms-word\.vbaData", re.IGNORECASE)
EMBEDDED = re.compile(rb"<(?:\w+:)?(?:altChunk|subDoc)\b")
MAIN = "/officeDocument"


def word_parts(content: bytes) -> dict[str, bytes]:
    """The parts that are read, by role: document, styles, numbering, comments. Raises GuardFault."""
    parts = checked_parts(content, DOCUMENT)
    if MACROS.search(parts.get("[Content_Types].xml", b"")):
        raise GuardFault("Berkas {name} memuat makro; simpan sebagai .docx tanpa makro lalu unggah lagi.")
    for name, part in parts.items():
        if name.endswith(".rels"):
            _check_relations(part)
    try:
        main = _main(parts)
        found = {"document": parts[main]} | {
            role: parts[name] for role in ("styles", "numbering", "comments") if (name := _beside(parts, main, role)) in parts
        }
    except (ElementTree.ParseError, KeyError, StopIteration) as fault:
        raise GuardFault(BROKEN) from fault
    if EMBEDDED.search(found["document"]):
        raise GuardFault(f"Berkas {{name}} memuat dokumen lain di dalamnya; {SAVE_AS}")
    return found


def _check_relations(part: bytes) -> None:
    """Links that a reader may press do no harm; what Word would fetch by itself does."""
    try:
        relations = ElementTree.fromstring(part)  # noqa: S314 - the guard refused every DTD before
    except ElementTree.ParseError as fault:
        raise GuardFault(BROKEN) from fault
    for relation in relations:
        if relation.get("TargetMode", "").lower() == "external" and not relation.get("Type", "").endswith("/hyperlink"):
            raise GuardFault(f"Berkas {{name}} memuat bagian yang diambil dari tempat lain (templat, gambar, atau objek tertaut); {SAVE_AS}")


def _main(parts: Mapping[str, bytes]) -> str:
    root = ElementTree.fromstring(parts["_rels/.rels"])  # noqa: S314 - the same
    return next(one.get("Target", "").lstrip("/") for one in root if one.get("Type", "").endswith(MAIN))


def _beside(parts: Mapping[str, bytes], main: str, role: str) -> str:
    """The name of the part that the document relates to in this role; "" without one."""
    folder, file = posixpath.split(main)
    relations = ElementTree.fromstring(parts[f"{folder}/_rels/{file}.rels"])  # noqa: S314 - the same
    for relation in relations:
        if relation.get("Type", "").endswith(f"/{role}"):
            target = relation.get("Target", "")
            return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return ""
