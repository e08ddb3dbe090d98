"""The agenda book of letters sent as a paper (the register lies below the printers, so its paper is made here)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from renjana.cetak.pdf import compile_paper
from renjana.cetak.tables import paper_table
from renjana.organisasi.dates import tanggal
from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.signatory import letterhead, signature
from renjana.surat.models import Surat
from renjana.surat.queries import agenda_rows
from renjana.surat.tables import COLUMNS


def agenda_paper(pd: PerangkatDaerah, letters: Sequence[Surat], mulai: date, selesai: date, *, by: Orang, now: datetime) -> bytes:
    """The agenda book of a period as PDF, with the sekretaris' signature block."""
    return compile_paper("agenda", agenda_data(pd, letters, mulai, selesai, by=by, now=now), timestamp=now)


def agenda_data(pd: PerangkatDaerah, letters: Sequence[Surat], mulai: date, selesai: date, *, by: Orang, now: datetime) -> dict[str, Any]:
    """The same as the printer's data (template agenda)."""
    period = f"{tanggal(mulai)} s.d. {tanggal(selesai)}"
    void = sum(1 for letter in letters if letter.status == Surat.Status.BATAL)
    book = {
        "judul": "Buku Agenda Surat Keluar",
        "periode": period,
        "tabel": paper_table(COLUMNS, agenda_rows(letters)),
        "ringkas": f"{len(letters)} surat keluar, {void} di antaranya batal." if letters else "Tidak ada surat keluar pada masa ini.",
        "ttd": signature(pd, "sekretaris", now),
    }
    return {"judul": f"Buku Agenda Surat Keluar {period}", "instansi": letterhead(pd), "buku": [book], "rekaan": by.rekaan}
