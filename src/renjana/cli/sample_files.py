"""The sample as files: the Renstra sheet, the isian of each bidang, and the lists beside them, as `renjana rehearse` reads them."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from renjana.analisis.lists import FAKTOR
from renjana.cli.sample import DATA, YEARS, Head, Measure, Planned, heads, isian_of, planned
from renjana.organisasi.numerals import desimal
from renjana.renja.lists import REALISASI, RKPD
from renjana.renja.rules import FIELDS
from renjana.renja.values import RencanaValue
from renjana.renstra.codes import kegiatan_of, program_of, template
from renjana.renstra.plan import LEVEL_UNITS, PERCENT, final_target, tipe_of

REACHED = (100, 97, 100, 95, 102, 98)
"""Realisation in percent of the target, over and over; invented."""
EXPLAINED = (
    ("Pengadaan selesai lebih lambat dari jadwal.", "Rencana pengadaan diumumkan pada triwulan pertama."),
    ("Permintaan layanan lebih tinggi dari perkiraan.", "Target tahun rencana disesuaikan."),
    ("Sebagian peserta tidak hadir.", "Kegiatan dijadwalkan bersama kecamatan."),
)
SILENT = 5
"""Every so many rows of realisation no factor is given, so that a check has something to ask."""
UNREPORTED = "2.16.03"
"""A program whose indicator of last year nobody has published yet."""
RKPD_APART = {"2.20.02.2.01.0018": -9, "2.16.03.2.02.0040": -2}
"""Sub kegiatan whose rancangan awal RKPD differs from the need, in percent; invented."""
SHEET_YEARS = [f"{word} TAHUN {year}" for year in range(1, YEARS + 1) for word in ("TARGET", "DANA")]
SHEET_HEAD = ["SASARAN", "KODE", "PROGRAM DAN KEGIATAN", "SATUAN", "INDIKATOR", "DATA CAPAIAN AWAL", *SHEET_YEARS, "LOKASI", "KETERANGAN"]
WIDTHS = {0: 30, 1: 20, 2: 46, 3: 12, 4: 46, 5: 12}


def write_folder(folder: Path, *, tahun: int, tahun_awal: int) -> tuple[Path, ...]:
    """Write a whole rehearsal folder; the files written."""
    year = tahun - tahun_awal
    texts = {
        "skenario.toml": (DATA / "skenario.toml").read_text("utf-8"),
        "realisasi.csv": realisasi_csv(year),
        "usulan.csv": (DATA / "usulan.csv").read_text("utf-8"),
        "rkpd.csv": rkpd_csv(year),
        "narasi/2.3.md": (DATA / "narasi.txt").read_text("utf-8"),
    }
    for bidang in dict.fromkeys(row.bidang for row in planned()):
        texts[f"isian/{bidang.lower()}.csv"] = isian_csv(isian_of(year, bidang))
    contents = {name: text.encode() for name, text in texts.items()} | {"renstra.xlsx": renstra_xlsx()}
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in sorted(contents))


def lists(year: int) -> dict[str, str]:
    """The lists beside the isian, by file name. `year` is counted from the Renstra's first as 0."""
    return {"realisasi.csv": realisasi_csv(year), "usulan.csv": (DATA / "usulan.csv").read_text("utf-8"), "rkpd.csv": rkpd_csv(year)}


def narrative() -> dict[str, str]:
    """The subbab that somebody wrote by hand, by number."""
    return {"2.3": (DATA / "narasi.txt").read_text("utf-8").strip()}


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def number(value: Decimal | None) -> str:
    """A number as people write it; empty for none."""
    return "" if value is None else desimal(value)


def isian_csv(rows: Iterable[RencanaValue]) -> str:
    """The isian of a bidang."""
    return _csv(FIELDS, (_isian_row(row) for row in rows))


def _isian_row(row: RencanaValue) -> list[object]:
    one = row.indikator[0]
    return [
        row.kode,
        one.uraian,
        one.tipe,
        one.satuan,
        number(one.target),
        row.pagu,
        row.lokasi,
        row.sumber_dana[0].kode,
        row.kelompok_sasaran,
        row.bulan_awal,
        row.bulan_akhir,
        number(one.target_maju),
        row.pagu_maju,
        row.catatan,
    ]


def realisasi_csv(year: int) -> str:
    """Realisation of earlier years of every program and sub kegiatan; one is not reported yet, and what missed its target is mostly explained."""
    measured = [(head.kode, head.measure) for head in heads() if head.tingkat == "program"]
    measured += [(row.kode, row.measure) for row in planned()]
    return _csv(
        (*REALISASI, *FAKTOR[2:]),
        (_realisasi(kode, measure, year, order) for order, (kode, measure) in enumerate(sorted(measured, key=lambda one: one[0]))),
    )


def _realisasi(kode: str, measure: Measure, year: int, order: int) -> list[str]:
    tipe = tipe_of(measure.satuan)
    targets = {place: measure.at(place) for place in range(YEARS)}
    before = Decimal(0) if tipe == "akumulatif" else measure.at(year - 3)
    reached = None if kode == UNREPORTED else _reached(measure, year, REACHED[order % len(REACHED)])
    numbers = (final_target(tipe, targets), before, measure.at(year - 2), reached, measure.at(year - 1))
    missed = reached is not None and reached != measure.at(year - 2) and order % SILENT
    return [kode, measure.uraian, measure.satuan, *map(number, numbers), *(EXPLAINED[order % len(EXPLAINED)] if missed else ("", ""))]


def _reached(measure: Measure, year: int, percent: int) -> Decimal:
    """What was reached two years before: never more than the target of the year planned, whole where things are counted."""
    exact = min(measure.at(year), measure.at(year - 2) * percent / 100)
    places = Decimal("0.01") if measure.satuan.lower() in PERCENT | LEVEL_UNITS else Decimal(1)
    return exact.quantize(places)


def rkpd_csv(year: int) -> str:
    """The rancangan awal RKPD of every sub kegiatan outside program penunjang; two differ from the need, with a note."""
    rows = [row for row in planned() if template(row.kode) == row.kode]
    return _csv((*RKPD, "catatan"), (_rkpd(row, year) for row in rows))


def _rkpd(row: Planned, year: int) -> list[object]:
    need, apart = row.renja_pagu(year), RKPD_APART.get(row.kode, 0)
    note = "Kebutuhan melebihi rancangan awal RKPD; diusulkan pada forum perangkat daerah." if apart else ""
    target = f"{number(row.measure.at(year))} {row.measure.satuan}"
    return [row.kode, row.lokasi, row.measure.uraian, target, need * (100 + apart) // 100, note]


def renstra_xlsx() -> bytes:
    """The Renstra as people keep it: sasaran, then programs, kegiatan and sub kegiatan, parents with their sums."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Renstra")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        page.write(0, 0, "RENCANA STRATEGIS (contoh rekaan)", book.add_format({"bold": True}))
        page.write_row(2, 0, SHEET_HEAD, bold)
        for line, (cells, is_head) in enumerate(_sheet_rows(), 3):
            for column, cell in enumerate(cells):
                if cell not in ("", None):
                    page.write(line, column, float(cell) if isinstance(cell, Decimal) else cell, bold if is_head else plain)
        for column, width in WIDTHS.items():
            page.set_column(column, column, width)
        page.set_column(6, len(SHEET_HEAD) - 1, 15)
        page.freeze_panes(3, 3)
    return out.getvalue()


def _sheet_rows() -> Iterable[tuple[list[object], bool]]:
    for head in heads():
        if head.tingkat == "sasaran":
            yield _sheet_row(head.nama, "", "", head.measure, (0,) * YEARS), True
    above = {head.kode: head for head in heads() if head.kode}
    seen: set[str] = set()
    for row in planned():
        for kode in (program_of(row.kode), kegiatan_of(row.kode)):
            if kode not in seen:
                seen.add(kode)
                yield _head_row(above[kode]), True
        money = tuple(row.renstra_pagu(year) for year in range(YEARS))
        yield _sheet_row("", row.kode, row.nama, row.measure, money, row.lokasi), False


def _head_row(head: Head) -> list[object]:
    beneath = [row for row in planned() if head.kode in (program_of(row.kode), kegiatan_of(row.kode))]
    return _sheet_row("", head.kode, head.nama, head.measure, tuple(sum(row.renstra_pagu(year) for row in beneath) for year in range(YEARS)))


def _sheet_row(sasaran: str, kode: str, nama: str, measure: Measure, money: Sequence[int], lokasi: str = "") -> list[object]:
    shown = template(kode).replace("X.XX", "x.xx") if kode else ""
    years: list[object] = [cell for year in range(YEARS) for cell in (measure.at(year), money[year] or "")]
    return [sasaran, shown, nama, measure.satuan, measure.uraian, measure.awal, *years, lokasi, ""]
