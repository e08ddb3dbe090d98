"""Reads the lists that come beside the format: realisation of earlier years, proposals, the rancangan awal RKPD. Comma or semicolon, UTF-8."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from renjana.organisasi.numerals import parse_decimal, parse_rupiah
from renjana.renja.values import EvaluasiValue, RealisasiValue, RkpdValue, UsulanValue
from renjana.renstra.cells import tidy
from renjana.renstra.codes import normalize, resolve
from renjana.renstra.faults import Fault
from renjana.renstra.plan import parse_tipe, tipe_of

REALISASI = ("kode", "indikator", "satuan", "target_renstra", "realisasi_sd_n3", "target_n2", "realisasi_n2", "target_n1")
USULAN = ("pengusul", "sumber", "kode", "uraian", "lokasi", "indikator", "volume", "status", "alasan")
RKPD = ("kode", "lokasi", "indikator", "target", "pagu")
TRIWULAN = ("kode", "indikator", "satuan", "target_k", "target_rp", "lalu_k", "lalu_rp")
QUARTERS = tuple(f"tw{number}_{kind}" for number in range(1, 5) for kind in ("k", "rp"))
STATUS = ("diterima", "ditolak", "dipertimbangkan")
TIPE = ("akumulatif", "persentase", "nilai_akhir", "tren_negatif")
EMPTY = frozenset({"", "-", "–"})
T = TypeVar("T")


class Line:
    """One line of a list; reads cells by column and keeps what is wrong with them."""

    def __init__(self, cells: Mapping[str, str], row: int, faults: list[Fault]) -> None:
        self.cells, self.row, self.faults = cells, row, faults

    def text(self, column: str, *, needed: str = "", limit: int = 0) -> str:
        """The words of a cell. `needed` is what to say when it is empty; longer than `limit` is a fault."""
        words = " ".join(self.cells.get(column, "").split())
        words = "" if words in EMPTY else words
        if needed and not words:
            self.fault(column, needed)
        if limit and len(words) > limit:
            self.fault(column, f"{len(words)} huruf; singkatkan sampai {limit} huruf.")
        return words

    def fault(self, column: str, message: str) -> None:
        self.faults.append(Fault(self.row, column, message))

    def code(self, main: str, *, needed: bool) -> str:
        words = self.text("kode", needed="Kode kosong; isi kodenya." if needed else "")
        kode = resolve(normalize(words), main)
        if words and (not kode or len(kode) > 20):
            self.fault("kode", f"{words[:40]!r} bukan kode; tulis seperti 2.16.03.2.02.0040.")
        return kode

    def number(self, column: str) -> Decimal | None:
        return self._parsed(column, lambda words: tidy(parse_decimal(words.removesuffix("%").strip())))

    def money(self, column: str) -> int | None:
        return self._parsed(column, parse_rupiah)

    def _parsed(self, column: str, parse: Callable[[str], T]) -> T | None:
        words = self.text(column)
        if not words:
            return None
        try:
            return parse(words)
        except ValueError as fault:
            self.fault(column, str(fault))
            return None


def lines(text: str, columns: tuple[str, ...], faults: list[Fault]) -> Iterator[Line]:
    """The lines of a list below its head, empty ones left out. A column that is missing or doubled is a fault."""
    text = text.lstrip("\ufeff")
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        names = [name.strip().lower().replace(" ", "_") for name in next(rows, [])]
        missing = [column for column in columns if column not in names]
        doubled = sorted({name for name in names if name and names.count(name) > 1})
        for column in missing:
            faults.append(Fault(1, column, f"Kolom tidak ada; judul yang diperlukan: {', '.join(columns)}."))
        for column in doubled:
            faults.append(Fault(1, column, "Kolom ditulis dua kali; hapus salah satunya."))
        if missing or doubled:
            return
        for row in rows:
            if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
                faults.append(Fault(rows.line_num, "", f"Baris berisi {len(row)} kolom, judulnya {len(names)}; beri tanda kutip pada koma."))
            elif any(cell.strip() for cell in row):
                yield Line(dict(zip(names, row, strict=False)), rows.line_num, faults)
    except csv.Error as fault:
        faults.append(Fault(rows.line_num, "", f"Baris ini tidak dapat dibaca sebagai CSV ({fault})."))


def read_realisasi(text: str, *, main: str) -> tuple[tuple[RealisasiValue, ...], tuple[Fault, ...]]:
    """Rows of T-C.29; a further column `tipe` is understood, without it the unit decides."""
    faults: list[Fault] = []
    rows = []
    for line in lines(text, REALISASI, faults):
        satuan = line.text("satuan", limit=100)
        tipe = _tipe(line, satuan)
        kode = line.code(main, needed=True)
        indikator = line.text("indikator", needed="Indikator kosong; isi uraian indikatornya.")
        rows.append(RealisasiValue(kode, indikator, tipe, satuan, *(line.number(column) for column in REALISASI[3:])))
    return tuple(rows), tuple(sorted(set(faults)))


def read_triwulan(text: str, *, main: str) -> tuple[tuple[EvaluasiValue, ...], tuple[Fault, ...]]:
    """Rows of E.81: K and Rp of a year by quarter. Columns but the first three may be absent; `tipe`, `unit` and `keterangan` are understood."""
    faults: list[Fault] = []
    rows = []
    for line in lines(text, TRIWULAN[:3], faults):
        satuan = line.text("satuan", limit=100)
        rows.append(
            EvaluasiValue(
                kode=line.code(main, needed=True),
                indikator=line.text("indikator", needed="Indikator kosong; isi uraian indikatornya."),
                tipe=_tipe(line, satuan),
                satuan=satuan,
                target_k=line.number("target_k"),
                target_rp=line.money("target_rp"),
                lalu_k=line.number("lalu_k"),
                lalu_rp=line.money("lalu_rp"),
                triwulan_k=(line.number("tw1_k"), line.number("tw2_k"), line.number("tw3_k"), line.number("tw4_k")),
                triwulan_rp=(line.money("tw1_rp"), line.money("tw2_rp"), line.money("tw3_rp"), line.money("tw4_rp")),
                unit=line.text("unit", limit=200),
                keterangan=line.text("keterangan"),
            )
        )
    return tuple(rows), tuple(sorted(set(faults)))


def _tipe(line: Line, satuan: str) -> str:
    """The type that a line names, else the one that its unit suggests; another word is a fault."""
    said = line.text("tipe")
    tipe = parse_tipe(said)
    if said and not tipe:
        line.fault("tipe", f"{said[:40]!r} tidak dikenal; pilih {', '.join(TIPE)}.")
    return tipe or tipe_of(satuan)


def read_usulan(text: str, *, main: str) -> tuple[tuple[UsulanValue, ...], tuple[Fault, ...]]:
    """Rows of T-C.32."""
    faults: list[Fault] = []
    rows = []
    for line in lines(text, USULAN, faults):
        status = line.text("status").lower() or "dipertimbangkan"
        if status not in STATUS:
            line.fault("status", f"{status!r} tidak dikenal; pilih {', '.join(STATUS)}.")
        rows.append(
            UsulanValue(
                pengusul=line.text("pengusul", needed="Pengusul kosong; isi siapa yang mengusulkan.", limit=200),
                sumber=line.text("sumber", limit=100),
                kode=line.code(main, needed=False),
                uraian=line.text("uraian", needed="Uraian kosong; isi apa yang diusulkan."),
                lokasi=line.text("lokasi", limit=300),
                indikator=line.text("indikator"),
                volume=line.text("volume", limit=100),
                status=status,
                alasan=line.text("alasan"),
            )
        )
    return tuple(rows), tuple(sorted(set(faults)))


def read_rkpd(text: str, *, main: str) -> tuple[tuple[RkpdValue, ...], tuple[Fault, ...]]:
    """Rows of the rancangan awal RKPD, one a code; a further column `catatan` is understood."""
    faults: list[Fault] = []
    rows: dict[str, RkpdValue] = {}
    for line in lines(text, RKPD, faults):
        kode = line.code(main, needed=True)
        if kode and kode in rows:
            line.fault("kode", f"Kode {kode} sudah ada pada baris sebelumnya; gabungkan.")
        rows[kode] = RkpdValue(
            kode,
            line.text("lokasi", limit=300),
            line.text("indikator"),
            line.text("target", limit=100),
            line.money("pagu"),
            line.text("catatan"),
        )
    return tuple(rows.values()), tuple(sorted(set(faults)))
