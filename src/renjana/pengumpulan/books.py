"""Workbooks and papers of the collection, from what is stored: one workbook a bidang, the blank one, receipts, the recapitulation."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from renjana.alur.models import Run
from renjana.organisasi.models import Bidang, Orang
from renjana.organisasi.nip import format_nip
from renjana.organisasi.signatory import letterhead, local_iso
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.known import Known
from renjana.pengumpulan.merging import state_of
from renjana.pengumpulan.models import Format, Isian
from renjana.pengumpulan.queries import choices_of, said_at, secret
from renjana.pengumpulan.rules import FormatDraft
from renjana.pengumpulan.seal import Seal
from renjana.pengumpulan.workbook import BookSpec, make_workbook
from renjana.renja.models import Renja
from renjana.renja.values import RencanaValue
from renjana.renstra.workbook import Value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Shelf:
    """What every workbook of a run has in common."""

    run: Run
    renja: Renja
    known: Known
    draft: FormatDraft
    versi: int
    now: datetime

    def spec(self, bidang: Bidang | None, rows: Sequence[RencanaValue]) -> BookSpec:
        """What the workbook of a bidang is made from; the blank format for None."""
        pd, choices = self.renja.perangkat_daerah, choices_of(self.known)
        seal = Seal(
            pd=pd.kode,
            nama_pd=pd.nama,
            tahun=self.renja.tahun,
            tahap=self.run.tahap.jenis,
            bidang=bidang.kode if bidang else "",
            nama_bidang=bidang.nama if bidang else "",
            format=self.versi,
            keadaan=state_of(rows),
            dibuat=local_iso(pd, self.now),
        )
        return BookSpec(
            seal=seal,
            kolom=self.draft.kolom,
            rows=tuple(rows),
            tenggat=said_at(self.run, self.draft.tenggat),
            now=self.now,
            main=self.known.main,
            pengantar=self.draft.pengantar,
            petunjuk=self.draft.petunjuk,
            satuan=choices.satuan,
            sumber_dana=choices.sumber_dana,
            kode=choices.kode,
        )

    def workbook(self, bidang: Bidang | None, rows: Sequence[RencanaValue], filled: Sequence[Mapping[str, Value]] | None = None) -> bytes:
        """The workbook itself; with `filled` as somebody would have filled it."""
        return make_workbook(self.spec(bidang, rows), secret=secret(), filled=filled)


def draft_of(kept: Format | None) -> FormatDraft:
    """The format as a value; everything chosen and no deadline when there is none yet."""
    if kept is None:
        return FormatDraft(KEYS)
    return FormatDraft(tuple(kept.kolom), dict(kept.petunjuk), kept.tenggat, kept.pengantar)


def book_name(tahun: int, kode: str) -> str:
    """File name of a bidang's workbook."""
    return f"isian-renja-{tahun}-{kode.lower()}.xlsx"


def packed(files: Iterable[tuple[str, bytes]], now: datetime) -> bytes:
    """The files in one ZIP; the same files at the same time give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, now.timetuple()[:6]), content)
    return target.getvalue()


def receipts(run: Run, isian: Sequence[Isian], by: Orang, now: datetime) -> dict[str, Any]:
    """Data of the template tanda-terima: a sheet for each bidang; who has not confirmed yet signs by hand."""
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    return {
        "lembar": [
            {
                "rekaan": by.rekaan,
                "instansi": letterhead(pd),
                "nomor": f"TT/{one.bidang.kode}/Renja/{tahun}",
                "dari": pd.nama,
                "waktu": local_iso(pd, one.diterima or one.disampaikan or now),
                "barang": [
                    {
                        "nama": f"Format isian Renja Tahun {tahun}, {one.bidang.nama}",
                        "banyaknya": "1 berkas",
                        "keterangan": f"diisi paling lambat {said_at(run, one.run.format.tenggat)}",
                    }
                ],
                "sidik": "",
                "penyerah": {"nama": by.nama, "nip": format_nip(by.nip or "")},
                "penerima": {"nama": one.penerima, "nip": format_nip(one.penerima_nip)},
            }
            for one in isian
        ]
    }
