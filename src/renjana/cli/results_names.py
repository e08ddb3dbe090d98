"""The names of the files that a rehearsal writes into DIR. Source: the rehearsal contract (docs/rehearse.md)."""

from collections.abc import Iterable

from renjana.renja.tables import COLUMNS

SUMMARY = "ringkasan.json"
"""What every rehearsal leaves in its folder, and so tells an earlier one's."""
PAPERS = {
    "disposisi": "disposisi.pdf",
    "undangan": "undangan.pdf",
    "undangan-ics": "undangan.ics",
    "notulen": "notulen.pdf",
    "renja": "renja.pdf",
    "konsep-docx": "renja.docx",
    "surat-pengantar": "surat-pengantar.pdf",
    "kepatuhan": "kepatuhan.pdf",
    "arsip": "arsip.zip",
}
"""Output of a step (`Keluaran.jenis`) to the name of its file; of several the newest is taken."""


def known_names() -> Iterable[str]:
    """Every name a rehearsal may write at the top of DIR, so that a second one leaves nothing of the first."""
    yield from (SUMMARY, "riwayat.jsonl", "temuan.csv", "ca.pem", "format")
    yield from PAPERS.values()
    yield from (f"{kode}.csv" for kode in COLUMNS)
