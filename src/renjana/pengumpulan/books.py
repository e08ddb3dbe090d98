"""Workbooks and papers of the collection, from what is stored: one workbook a bidang, the blank one, receipts, the recapitulation."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from renjana.alur.models import Run
from renjana.organisasi.models import Bidang, Orang
from renjana.organisasi.nip import format_nip
from renjana.organisasi.signatory import letterhead, local_iso
from renjana.pengumpulan.book_parts import PartSheet
from renjana.pengumpulan.book_reading import Book
from renjana.pengumpulan.book_spec import FIRST_ROW, BookSpec, Entry, Marks, Note
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.known import Known
from renjana.pengumpulan.merging import state_of
from renjana.pengumpulan.models import Format, Isian
from renjana.pengumpulan.queries import Choices, choices_of, said_at, secret
from renjana.pengumpulan.reading import Finding, Line
from renjana.pengumpulan.rules import FormatDraft
from renjana.pengumpulan.seal import Seal, sealed_lines
from renjana.pengumpulan.workbook import assemble, make_workbook
from renjana.renja.models import Renja
from renjana.renja.values import RencanaValue
from renjana.renstra.codes import normalize, resolve
from renjana.renstra.workbook import Value, text_of

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

    @cached_property
    def choices(self) -> Choices:
        """What the drop-downs of every workbook offer. Two queries, once for the whole shelf."""
        return choices_of(self.renja, self.known)

    def spec(self, bidang: Bidang | None, rows: Sequence[RencanaValue]) -> BookSpec:
        """What the workbook of a bidang is made from; the blank format for None."""
        pd, choices = self.renja.perangkat_daerah, self.choices
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
            lokasi=choices.lokasi,
        )

    def workbook(
        self,
        bidang: Bidang | None,
        rows: Sequence[RencanaValue],
        filled: Sequence[Mapping[str, Value]] | None = None,
        parts: Sequence[PartSheet] = (),
        marks: Marks | None = None,
    ) -> bytes:
        """The workbook itself with the further parts; with `filled` as somebody would have filled it, with `marks` as comments on its cells."""
        return make_workbook(replace(self.spec(bidang, rows), parts=tuple(parts)), secret=secret(), filled=filled, marks=marks)

    def marked(self, bidang: Bidang, book: Book, findings: Sequence[Finding]) -> bytes:
        """A workbook that came back, as it was filled, with every cell in question coloured and commented; it can be corrected and sent again."""
        lines = {line.row: line for line in (*book.lines, *book.below)}
        last = max((*lines, FIRST_ROW + 1))
        entries = [self._entry(lines.get(row)) for row in range(FIRST_ROW + 1, last + 3)]
        notes: dict[tuple[int, str], Note] = {}
        by_cell: dict[str, str] = {}
        for one in findings:
            if "!" in one.cell:
                by_cell[one.cell] = one.message
                continue
            place, known = (one.row, one.key or "kode"), notes.get((one.row, one.key or "kode"))
            text = f"{known.text}\n{one.message}" if known else one.message
            notes[place] = Note(text, not one.blocking and (known is None or known.doubt))
        parts = tuple(
            PartSheet(one.part, one.rows, one.base, {place: by_cell[cell] for place, cell in one.places.items() if cell in by_cell})
            for one in book.parts
        )
        spec = replace(self.spec(bidang, ()), seal=book.seal, parts=parts)
        return assemble(spec, entries, sealed_lines(book.seal, book.keys, book.marks, secret()), notes)

    def _entry(self, line: Line | None) -> Entry:
        if line is None:
            return Entry("", "", True, {})
        code = resolve(normalize(text_of(line.cells.get("kode"))), self.known.main)
        return Entry(line.handed, self.known.name_of(code) if code else "", not line.handed or line.handed.endswith("#1"), dict(line.cells))


def draft_of(kept: Format | None) -> FormatDraft:
    """The format as a value; everything chosen and no deadline when there is none yet."""
    if kept is None:
        return FormatDraft(KEYS)
    return FormatDraft(tuple(kept.kolom), dict(kept.petunjuk), kept.tenggat, kept.pengantar, tuple(kept.lembar), tuple(kept.pertanyaan))


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
