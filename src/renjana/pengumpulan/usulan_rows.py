"""Reads of the changes that the meeting decided on: what they are held against, what is kept, what a bidang sees of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from renjana.alur.models import Run
from renjana.organisasi.models import Bidang
from renjana.pengumpulan.known import Known
from renjana.pengumpulan.merging import column_label, mark_of
from renjana.pengumpulan.models import Isian, UsulanRapat
from renjana.pengumpulan.queries import active_bidang, known_for, renja_of, rows_by_bidang
from renjana.pengumpulan.usulan import Perubahan, cell_of
from renjana.renja.values import RencanaValue


@dataclass(frozen=True)
class Plan:
    """What changes to rows are held against: the plans of the bidang by code, the active bidang, what the nomenclature knows.

    Each is read when it is asked for, and once, so that minutes without a change read none of it.
    """

    tahun: int
    rows: Callable[[], Mapping[str, Sequence[RencanaValue]]]
    bidang: Callable[[], Sequence[Bidang]]
    known: Callable[[], Known]


def plan_to_change(run: Run) -> Plan:
    """The plan of a run as the minutes of its meeting may change it."""
    return Plan(run.tahap.renja.tahun, cache(lambda: rows_by_bidang(run)), cache(lambda: active_bidang(run)), cache(lambda: known_for(renja_of(run))))


def change_of(usulan: UsulanRapat) -> Perubahan:
    """A change of the meeting as a value; its bidang must have been read."""
    return Perubahan(usulan.bidang.kode, usulan.kode, usulan.kolom, usulan.menjadi, usulan.alasan, usulan.nomor, usulan.semula)


@dataclass(frozen=True)
class UsulanLine:
    """A change of the meeting as a bidang sees it: the head of its column, what stands there now, and the mark of its row ("" for none)."""

    usulan: UsulanRapat
    nama: str
    kolom: str
    kini: str
    dasar: str

    @property
    def fits(self) -> bool:
        """Whether the cell says already what is proposed."""
        return self.kini == self.usulan.menjadi


def usulan_lines(isian: Isian, rows: Sequence[RencanaValue]) -> list[UsulanLine]:
    """What the closed meeting proposes for the rows of a bidang, in the order of its decisions. One query."""
    found = UsulanRapat.objects.filter(run=isian.run_id, bidang=isian.bidang_id, diajukan__isnull=False).select_related("diputuskan_oleh")
    by_code, tahun = {row.kode: row for row in rows}, isian.run.tahap.renja.tahun
    lines = []
    for one in found:
        row, label = by_code.get(one.kode), column_label(one.kolom, tahun, one.nomor)
        lines.append(UsulanLine(one, row.nama if row else "", label, cell_of(row, one.kolom, one.nomor) if row else "", mark_of(row) if row else ""))
    return lines
