"""Sign a tagged PDF so that it stays PDF/A-3a and PDF/UA-1, and judge a signed one.

A plain signer breaks both: it rewrites the XMP and adds a widget outside the tag tree. So the empty field goes in first, as part of
the tag tree, the file is repacked once, and the signer then adds the signature and nothing else. PAdES B-B, EC P-256, PDF 1.7.
"""

import io
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, String
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from renjana.pengesahan.authority import Issued

FIELD = "TandaTangan"
HEAD_WORDS = "Sidik riwayat"
"""Before the head of the history in the reason of a signature."""
PRINTED_AND_LOCKED = 132  # a hidden widget is no PDF/A


@dataclass(frozen=True)
class Verdict:
    """What a signed PDF says of itself. `sah` is the bottom line: intact, trusted, nothing added after.

    `kepala_riwayat` is the head of the history that was signed with it; empty where none was.
    """

    sah: bool
    sebab: str
    oleh: str = ""
    waktu: datetime | None = None
    kepala_riwayat: str = ""


def add_field(pdf: bytes, label: str) -> bytes:
    """The same document with an empty, invisible signature field on its last page and in its tag tree."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page, tree = document.pages[-1], document.Root.StructTreeRoot
        parents = NumberTree(tree.ParentTree)
        key = max([int(tree.get("/ParentTreeNextKey", 0)), *(number + 1 for number in parents)])
        widget = document.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(FIELD),
                TU=String(label),
                F=PRINTED_AND_LOCKED,
                Rect=Array([0, 0, 0, 0]),
                P=page.obj,
                StructParent=key,
            )
        )
        root = tree.K[0] if isinstance(tree.K, Array) else tree.K
        reference = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj)
        form = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Form, P=root, Pg=page.obj, Alt=String(label), K=reference))
        if not isinstance(root.get("/K"), Array):
            root.K = Array([root.K] if "/K" in root else [])
        root.K.append(form)
        parents[key], tree.ParentTreeNextKey = form, key + 1
        if "/Annots" not in page:
            page.Annots = Array([])
        page.Annots.append(widget)
        page.obj.Tabs = Name.S
        document.Root.AcroForm = Dictionary(Fields=Array([widget]), SigFlags=3)
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


class _Untouched(IncrementalPdfFileWriter):
    """Adds the signature and nothing else: no new XMP, and no PDF 2.0 in the catalogue, which EC keys would ask for."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        super().ensure_output_version(min(version, (1, 7)))  # type: ignore[no-untyped-call]

    def _update_meta(self) -> None:
        """Leave the metadata as it was printed."""


class _AtHour(signers.PdfSigner):
    """Signs with the hour given, which is the hour of the act."""

    def __init__(self, *args: Any, hour: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._hour = hour

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._hour
        return session


def sign(pdf: bytes, issued: Issued, authority: Issued, *, label: str, reason: str, now: datetime) -> bytes:
    """Sign a document once. `label` names the field for screen readers; `reason` goes into the signature."""
    signer = signers.SimpleSigner.load(
        str(issued.key), str(issued.certificate), ca_chain_files=(str(authority.certificate),), key_passphrase=issued.passphrase
    )
    if signer is None:
        raise ValueError("Sertifikat penanda tangan tidak dapat dibuka.")
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=reason, name=signer.subject_name
    )
    out = io.BytesIO()
    _AtHour(meta, signer, hour=now).sign_pdf(_Untouched(io.BytesIO(add_field(pdf, label))), existing_fields_only=True, output=out)
    return out.getvalue()


def judge(pdf: bytes, authority: Path) -> Verdict:
    """Judge a PDF anew from its bytes against the local authority. Never raises for a broken file: it says so."""
    try:
        return _judged(pdf, authority)
    except Exception as fault:  # a changed byte can hit any of the parser's layers; whatever it raises, the file is not sound
        return Verdict(False, f"Berkas tidak dapat dibaca sebagai PDF bertanda tangan yang utuh ({type(fault).__name__}).")


def _judged(pdf: bytes, authority: Path) -> Verdict:
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        signatures = reader.embedded_signatures
    except (PdfError, ValueError, KeyError, TypeError, IndexError) as fault:
        return Verdict(False, f"Berkas bukan PDF yang utuh ({fault}).")
    if not signatures:
        return Verdict(False, "Berkas ini tidak memuat tanda tangan elektronik.")
    root = load_cert_from_pemder(str(authority))
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    embedded = signatures[-1]
    try:
        status = validate_pdf_signature(embedded, context)
    except (PdfError, ValueError, KeyError, TypeError, IndexError) as fault:
        return Verdict(False, f"Tanda tangan tidak dapat diperiksa ({fault}).")
    subject = embedded.signer_cert.subject.native.get("common_name", "")
    if status.bottom_line and not plainly_sealed(pdf, embedded, root.dump()):
        return Verdict(False, "Berkas berubah sesudah ditandatangani, pada bagian yang memuat tanda tangannya.", subject, status.signer_reported_dt)
    if status.bottom_line:
        head = re.search(rf"{HEAD_WORDS} ([0-9a-f]{{64}})", str(embedded.sig_object.get("/Reason", "")))
        sentence = "Tanda tangan sah dan berkas tidak berubah sejak ditandatangani."
        return Verdict(True, sentence, subject, status.signer_reported_dt, head[1] if head else "")
    return Verdict(False, _why(status), subject, status.signer_reported_dt)


def plainly_sealed(pdf: bytes, embedded: Any, root: bytes) -> bool:
    """Whether what the signature cannot cover, its own place in the file, is written the one way that signers write it: the signature in hex
    of one case, zeros behind it, and beside the signer's certificate no other than the authority's. A reader passes over anything else there,
    so that bytes could change unseen.
    """
    first, before, after, rest = (int(number) for number in embedded.byte_range)
    gap = pdf[before:after]
    if first != 0 or after + rest != len(pdf) or gap[:1] != b"<" or gap[-1:] != b">":
        return False
    if any(one.dump() != root for one in embedded.other_embedded_certs):
        return False
    own = bytes(embedded.pkcs7_content)
    written = own.hex().encode()
    return gap[1:-1] in {written, written.upper()} and not own[_der_length(own) :].strip(b"\0")


def _der_length(content: bytes) -> int:
    """How many bytes the outermost DER value of the content takes, with its head."""
    short, more = content[1], content[1] & 0x7F
    return 2 + short if short < 0x80 else 2 + more + int.from_bytes(content[2 : 2 + more], "big")


def _why(status: Any) -> str:
    if not status.intact or not status.valid:
        return "Berkas berubah sesudah ditandatangani."
    if not status.trusted:
        return "Penanda tangan tidak dikenal oleh sertifikat lokal instansi ini."
    return "Ada tambahan pada berkas sesudah ditandatangani."
