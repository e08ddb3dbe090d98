"""The SIPD pack: what is typed into SIPD-RI for each sub kegiatan, in the order of its screens and in the form its fields take.

Source: the fields of a sub kegiatan in SIPD-RI and the head of its sub kegiatan sheet (docs/tabel.md). The order of the screens and the form
of numbers follow practice and are to be confirmed by whoever types into SIPD-RI; the page says so. Money is typed as digits alone, other
numbers with a comma.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from renjana.organisasi.dates import MONTHS
from renjana.organisasi.table import Column
from renjana.renja.numbers import with_unit
from renjana.renja.plan_rows import rows_by_code
from renjana.renja.rows import JUMLAH, Row, Rows, row_of
from renjana.renja.values import IndikatorValue, PlanValues, RencanaValue
from renjana.renstra.codes import kegiatan_of, program_of

SHEET = (
    Column(1, "kode", "KODE SUB KEGIATAN", kind="code"),
    Column(2, "nama", "PROGRAM DAN KEGIATAN", width=4.0),
    Column(3, "capaian", "TOLAK UKUR CAPAIAN KEG."),
    Column(4, "target_capaian", "TARGET KINERJA CAPAIAN KEG."),
    Column(5, "keluaran", "TOLAK UKUR KELUARAN"),
    Column(6, "target_keluaran", "TARGET KINERJA KELUARAN"),
    Column(7, "hasil", "TOLAK UKUR HASIL"),
    Column(8, "target_hasil", "TARGET KINERJA HASIL"),
    Column(9, "sumber_dana", "SUMBER DANA"),
    Column(10, "lokasi", "LOKASI"),
    Column(11, "keluaran_sub", "KELUARAN SUB KEG.", width=3.0),
    Column(12, "awal", "AWAL PELAKSANAAN"),
    Column(13, "akhir", "AKHIR PELAKSANAAN"),
    Column(14, "pagu", "JUMLAH PAGU", kind="money"),
    Column(15, "keterangan", "KETERANGAN"),
)
"""The sub kegiatan sheet of SIPD-RI: the overview of the pack, and one of the two forms that `sipd_reading` takes."""
PRIORITAS = "Label prioritas"


@dataclass(frozen=True)
class Field:
    """One field of a screen: its label and what is typed. `ukuran` is a number for the sheet where `isi` is one written out, else None."""

    label: str
    isi: str
    ukuran: Decimal | None = None


@dataclass(frozen=True)
class Screen:
    """One screen of SIPD-RI with its fields in order."""

    judul: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class SipdEntry:
    """Everything to type for one sub kegiatan. Two bidang with one sub kegiatan are one entry: SIPD-RI keeps it once, their money added."""

    kode: str
    nama: str
    screens: tuple[Screen, ...]
    pagu: int
    pagu_maju: int
    bidang: tuple[str, ...]

    @property
    def sidik(self) -> str:
        """The digest of everything that is typed; a copy made before a change has another. Priorities count once they are said."""
        screens = [screen for screen in self.screens if screen.judul != PRIORITAS or any(field.isi for field in screen.fields)]
        text = "\x1e".join(f"{screen.judul}\x1f{field.label}\x1f{field.isi}" for screen in screens for field in screen.fields)
        return hashlib.sha256(text.encode()).hexdigest()


def digits(amount: int | None) -> str:
    """Money as SIPD-RI takes it: digits alone."""
    return "" if amount is None else str(amount)


def plain_number(value: Decimal | None) -> str:
    """A target as SIPD-RI takes it: no dots between thousands, a comma before decimals."""
    if value is None:
        return ""
    return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value != value.to_integral_value() else str(int(value))


def month(number: int | None) -> str:
    """The name of a month; "" for none or one that there is not."""
    return MONTHS[number - 1] if number and 1 <= number <= len(MONTHS) else ""


def pack(values: PlanValues) -> tuple[SipdEntry, ...]:
    """An entry for each sub kegiatan of the plan, in order of code."""
    return tuple(_entry(values, kode, rows) for kode, rows in sorted(rows_by_code(values).items()))


def _entry(values: PlanValues, kode: str, rows: Sequence[RencanaValue]) -> SipdEntry:
    names = {unit.kode: unit.nama for unit in values.bidang}
    return SipdEntry(
        kode,
        values.name_of(kode),
        tuple(_screens(values, kode, rows)),
        pagu=sum(row.pagu or 0 for row in rows),
        pagu_maju=sum(row.pagu_maju or 0 for row in rows),
        bidang=tuple(names.get(row.bidang, row.bidang) for row in rows),
    )


def _screens(values: PlanValues, kode: str, rows: Sequence[RencanaValue]) -> Iterable[Screen]:
    program, kegiatan = program_of(kode), kegiatan_of(kode)
    yield Screen(
        "Sub kegiatan",
        (
            Field("Program", f"{program} {values.name_of(program)}"),
            Field("Kegiatan", f"{kegiatan} {values.name_of(kegiatan)}"),
            Field("Sub kegiatan", f"{kode} {values.name_of(kode)}"),
            _money("Pagu", [row.pagu for row in rows], values.tahun),
            _money("Pagu", [row.pagu_maju for row in rows], values.tahun + 1),
            Field("Waktu mulai", month(_first(row.bulan_awal for row in rows))),
            Field("Waktu selesai", month(_last(row.bulan_akhir for row in rows))),
            Field("Kelompok sasaran", _joined(row.kelompok_sasaran for row in rows)),
        ),
    )
    yield Screen("Sumber dana", tuple(_sources(rows)))
    yield Screen("Lokasi", (Field("Lokasi", _joined(row.lokasi for row in rows)),))
    yield Screen("Capaian program", tuple(_indikator(values.induk.get(program, ()))))
    yield Screen("Keluaran dan hasil kegiatan", tuple(_indikator(values.induk.get(kegiatan, ()))))
    yield Screen("Keluaran sub kegiatan", tuple(_indikator(_distinct(one for row in rows for one in row.indikator))))
    nasional, daerah, _ = values.prioritas.get(kode, ("", "", ()))
    yield Screen(PRIORITAS, (Field("Prioritas nasional", nasional), Field("Prioritas daerah", daerah)))
    yield Screen("Keterangan", (Field("Catatan", _joined(row.catatan for row in rows)),))


def _money(label: str, amounts: Sequence[int | None], tahun: int) -> Field:
    known = [amount for amount in amounts if amount is not None]
    total = sum(known) if known else None
    return Field(f"{label} {tahun} (Rp)", digits(total), None if total is None else Decimal(total))


def _first(months: Iterable[int | None]) -> int | None:
    return min((one for one in months if one), default=None)


def _last(months: Iterable[int | None]) -> int | None:
    return max((one for one in months if one), default=None)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))


def _sources(rows: Sequence[RencanaValue]) -> Iterable[Field]:
    """Each source once with its money. One source alone carries the whole pagu of its row."""
    sums: dict[tuple[str, str], int | None] = {}
    for row in rows:
        for source in row.sumber_dana:
            amount = source.pagu if source.pagu is not None else row.pagu if len(row.sumber_dana) == 1 else None
            known = sums.get((source.kode, source.nama))
            sums[source.kode, source.nama] = amount if known is None else known + (amount or 0)
    for number, ((kode, nama), amount) in enumerate(sums.items(), 1):
        yield Field(f"Sumber dana {number}", f"{kode} {nama}".strip())
        yield Field(f"Pagu sumber dana {number} (Rp)", digits(amount), None if amount is None else Decimal(amount))


def _distinct(indikator: Iterable[IndikatorValue]) -> list[IndikatorValue]:
    return list(dict.fromkeys(indikator))


def _indikator(indikator: Iterable[IndikatorValue]) -> Iterable[Field]:
    for number, one in enumerate(indikator, 1):
        yield Field(f"Indikator {number}", one.uraian)
        yield Field(f"Target {number}", plain_number(one.target), one.target)
        yield Field(f"Satuan {number}", one.satuan)


def overview(values: PlanValues) -> Rows:
    """The sub kegiatan sheet, a row for each sub kegiatan, with the total."""
    rows = tuple(_overview(values, kode, found) for kode, found in sorted(rows_by_code(values).items()))
    total = row_of(JUMLAH, JUMLAH, nama="JUMLAH", pagu=values.total) | {"dari": {"pagu": list(range(len(rows)))}}
    return Rows(rows, total if rows else None)


def _overview(values: PlanValues, kode: str, rows: Sequence[RencanaValue]) -> Row:
    above = values.induk.get(program_of(kode), ()), values.induk.get(kegiatan_of(kode), ())
    own = _distinct(one for row in rows for one in row.indikator)
    outputs = [f"{one.uraian}: {with_unit(one.target, one.satuan) or '-'}" for one in own]
    return row_of(
        "sub_kegiatan",
        kode,
        kode=kode,
        nama=values.name_of(kode),
        **_measures("capaian", above[0]),
        **_measures("keluaran", above[1]),
        hasil=None,
        target_hasil=None,
        sumber_dana=_joined(source.nama for row in rows for source in row.sumber_dana) or None,
        lokasi=_joined(row.lokasi for row in rows) or None,
        keluaran_sub=outputs or None,
        awal=month(_first(row.bulan_awal for row in rows)) or None,
        akhir=month(_last(row.bulan_akhir for row in rows)) or None,
        pagu=sum(row.pagu or 0 for row in rows),
        keterangan=_joined(row.catatan for row in rows) or None,
    )


def _measures(key: str, indikator: Sequence[IndikatorValue]) -> dict[str, object]:
    targets = [with_unit(one.target, one.satuan) or "-" for one in indikator]
    return {key: [one.uraian for one in indikator] or None, f"target_{key}": targets or None}
