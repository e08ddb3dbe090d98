"""What a workbook carries unseen: whose it is, and a proof that this installation made it."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

SHEET = "_renjana"
MARK = "renjana-isian-1"
FIELDS = ("pd", "nama_pd", "tahun", "tahap", "bidang", "nama_bidang", "format", "keadaan", "dibuat")


@dataclass(frozen=True)
class Seal:
    """Agency (code and name), year, tahap, bidang (code and name; "" for the blank format), version of the format, digest of what the
    bidang's rows were when the workbook was made, and when that was (ISO).
    """

    pd: str
    nama_pd: str
    tahun: int
    tahap: str
    bidang: str
    nama_bidang: str
    format: int
    keadaan: str
    dibuat: str


def mac(seal: Seal, keys: Sequence[str], secret: bytes) -> str:
    """A keyed digest over the seal and the row keys of the workbook."""
    body = json.dumps([MARK, *(str(value) for value in asdict(seal).values()), *keys], ensure_ascii=False, separators=(",", ":"))
    return hmac.new(secret, body.encode(), hashlib.sha256).hexdigest()


def sealed_lines(seal: Seal, keys: Sequence[str], marks: Mapping[str, str], secret: bytes) -> list[tuple[str, str]]:
    """The lines of the hidden sheet, as name and value. `marks` are those of the rows; `keadaan` proves them."""
    fields = [(name, str(getattr(seal, name))) for name in FIELDS]
    handed = [*(("kunci", key) for key in keys), *(("tanda", f"{kode} {mark}") for kode, mark in marks.items())]
    return [("jenis", MARK), *fields, ("mac", mac(seal, keys, secret)), *handed]


def opened(fields: Mapping[str, str], keys: Sequence[str], secret: bytes) -> Seal | None:
    """The seal of a hidden sheet; None when it is not of this installation or was changed."""
    if fields.get("jenis") != MARK or not fields.get("tahun", "").isdecimal() or not fields.get("format", "").isdecimal():
        return None
    texts = {name: fields.get(name, "") for name in FIELDS if name not in {"tahun", "format"}}
    seal = Seal(**texts, tahun=int(fields["tahun"]), format=int(fields["format"]))
    return seal if hmac.compare_digest(mac(seal, keys, secret), fields.get("mac", "")) else None


def mismatch(seal: Seal, *, pd: str, tahun: int, tahap: str, bidang: str) -> str:
    """Why a workbook does not belong to this isian, as a sentence; "" when it does."""
    if seal.pd != pd:
        return f"Berkas ini milik {seal.nama_pd}, bukan perangkat daerah Anda. Unduh format dari halaman ini lalu isi kembali."
    if seal.tahun != tahun:
        return f"Berkas ini untuk Renja {seal.tahun}, sedangkan halaman ini Renja {tahun}. Unduh format dari halaman ini."
    if seal.tahap != tahap:
        return "Berkas ini untuk tahap lain dari Renja tahun ini. Unduh format dari halaman ini lalu salin isinya."
    if seal.bidang == "":
        return "Berkas ini format kosong, belum milik satu bidang pun. Unduh format bidang Anda dari halaman ini."
    if seal.bidang != bidang:
        return f"Berkas ini milik {seal.nama_bidang}, bukan bidang ini. Unggah di halaman bidang itu, atau unduh format dari halaman ini."
    return ""
