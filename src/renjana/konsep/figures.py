"""Figures that the text can name: each stands for a value of the plan, so that text and tables cannot disagree. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from renjana.analisis.findings import CheckValues
from renjana.analisis.pictures import of_table
from renjana.konsep.prepared import Material
from renjana.organisasi.numerals import rupiah
from renjana.renja.tables import NAMES
from renjana.renja.values import PlanValues
from renjana.renstra.codes import program_of


@dataclass(frozen=True)
class Figure:
    """A value with the name by which the text calls it, and what it is, in a few words."""

    nama: str
    arti: str
    nilai: str


def figures(material: Material) -> Iterator[Figure]:
    """Every figure that a text of this plan can name, those of the whole plan first."""
    values = material.values
    yield from _of_plan(values)
    yield from (Figure(f"pagu:{kode}", f"Pagu program {values.name_of(kode)}", rupiah(pagu)) for kode, pagu in values.per_program.items())
    yield from (
        Figure(f"jumlah_sub_kegiatan:{kode}", f"Jumlah sub kegiatan program {values.name_of(kode)}", str(count))
        for kode, count in _counts(values).items()
    )
    for kode, pagu in _per_sub_kegiatan(values).items():
        yield Figure(f"pagu:{kode}", f"Pagu sub kegiatan {values.name_of(kode)}", rupiah(pagu))
    yield from _drawings(material)
    for entry in material.sistematika.bagian:
        for kode in entry.tabel:
            yield Figure(f"tabel:{kode}", f"Rujukan ke Tabel {NAMES[kode]}", f"Tabel {NAMES[kode]}")
        yield Figure(f"subbab:{entry.nomor}", f"Rujukan ke subbab {entry.judul}", f"subbab {entry.nomor}")


def _drawings(material: Material) -> Iterator[Figure]:
    """The charts with the number that they are printed with."""
    checked = CheckValues(material.values)
    for number in range(1, len(material.sistematika.bab) + 1):
        codes = [kode for entry in material.sistematika.of_chapter(number) for kode in entry.tabel]
        drawn = [picture for kode in codes for picture in of_table(kode, checked, material.lalu) if picture.draw is not None]
        for place, picture in enumerate(drawn, 1):
            yield Figure(f"gambar:{picture.judul}", f"Rujukan ke Gambar {picture.judul}", f"Gambar {number}.{place}")


def _of_plan(values: PlanValues) -> Iterator[Figure]:
    yield Figure("total_pagu", "Kebutuhan dana seluruhnya", rupiah(values.total))
    yield Figure("total_pagu_maju", "Prakiraan maju seluruhnya", rupiah(values.total_maju))
    if values.pagu_indikatif is not None:
        yield Figure("pagu_indikatif", "Pagu indikatif perangkat daerah", rupiah(values.pagu_indikatif))
        yield Figure("selisih_pagu", "Selisih kebutuhan dana dan pagu indikatif", rupiah(abs(values.pagu_indikatif - values.total)))
    yield Figure("jumlah_program", "Jumlah program", str(len(values.programs)))
    yield Figure("jumlah_kegiatan", "Jumlah kegiatan", str(len(values.kegiatan)))
    yield Figure("jumlah_sub_kegiatan", "Jumlah sub kegiatan", str(len(values.sub_kegiatan)))
    yield Figure("jumlah_indikator", "Jumlah indikator", str(values.indikator_count))
    yield Figure("jumlah_bidang", "Jumlah unit kerja", str(len(values.bidang)))
    yield Figure("tahun", "Tahun rencana", str(values.tahun))
    yield Figure("tahun_maju", "Tahun prakiraan maju", str(values.tahun + 1))


def _counts(values: PlanValues) -> Mapping[str, int]:
    found: dict[str, int] = dict.fromkeys(values.per_program, 0)
    for kode in values.sub_kegiatan:
        found[program_of(kode)] = found.get(program_of(kode), 0) + 1
    return found


def _per_sub_kegiatan(values: PlanValues) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for row in values.rows:
        found[row.kode] = found.get(row.kode, 0) + (row.pagu or 0)
    return found


def values_of(material: Material) -> Mapping[str, str]:
    """The values of all figures by their names."""
    return {figure.nama: figure.nilai for figure in figures(material)}
