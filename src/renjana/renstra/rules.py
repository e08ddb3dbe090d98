"""Reads a five-year plan from a sheet as people keep it: head text decides, sums go upward, nothing is lost in silence.

Layout: SASARAN, KODE, PROGRAM DAN KEGIATAN, SATUAN, INDIKATOR, DATA CAPAIAN AWAL, TARGET TAHUN 1, DANA TAHUN 1, ... LOKASI, KETERANGAN.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from renjana.organisasi.numerals import ribuan
from renjana.renstra.cells import CellReader
from renjana.renstra.codes import URUSAN, level, normalize, parents, resolve
from renjana.renstra.faults import Fault
from renjana.renstra.header import find_header
from renjana.renstra.plan import IndikatorBaca, ItemBaca, RenstraBaca, final_target, tipe_of
from renjana.renstra.workbook import SheetRows, text_of

YEARS = 5
HEADS: dict[str, tuple[str, ...]] = {
    "sasaran": ("sasaran", "tujuan sasaran"),
    "kode": ("kode", "kode rekening"),
    "uraian": ("program dan kegiatan", "program kegiatan", "program kegiatan sub kegiatan", "urusan program kegiatan", "uraian", "nama"),
    "satuan": ("satuan",),
    "indikator": ("indikator", "indikator kinerja"),
    "capaian_awal": ("data capaian awal", "capaian awal", "kondisi awal"),
    "target_akhir": ("target akhir", "kondisi akhir", "target akhir renstra"),
    "lokasi": ("lokasi",),
}
NEEDED = ("kode", "uraian", "dana_1")
TOTALS = ("jumlah", "total", "jumlah total", "grand total")
KEPT = frozenset({"urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan"})


def read_renstra(
    sheets: Sequence[SheetRows], *, tahun_awal: int, bidang_urusan: Sequence[str], names: Mapping[str, str] | None = None
) -> RenstraBaca:
    """The Renstra in the first sheet that has its head. Year k of the head is `tahun_awal` + k - 1.

    X.XX.01 goes under the first bidang urusan.
    Money is whole rupiah, halves up, and counts on sub kegiatan alone: what is typed on a parent is compared and reported.
    `names` gives the nomenclature's names for parents that the sheet leaves out.
    """
    heads = dict(HEADS)
    for year in range(1, YEARS + 1):
        either = f"(?:{year}|{tahun_awal + year - 1})"
        heads[f"target_{year}"] = (f"target (?:tahun )?(?:ke )?{either}$",)
        heads[f"dana_{year}"] = (f"(?:dana|pagu|anggaran) (?:tahun )?(?:ke )?{either}$",)
    for sheet in sheets:
        header = find_header(sheet, heads, need=NEEDED)
        if header is not None:
            row, places = header
            shown = {key: text_of(sheet.at(row, place)) for key, place in places.items()}
            return _Reading(CellReader(sheet, places, shown), tahun_awal, tuple(bidang_urusan), names or {}).read(row)
    fault = Fault(
        0,
        "",
        "Tidak ada lembar dengan judul kolom KODE, PROGRAM DAN KEGIATAN, dan DANA TAHUN 1; samakan judul kolomnya dengan format Renstra.",
    )
    return RenstraBaca(tahun_awal, tahun_awal + YEARS - 1, (), (), (fault,))


@dataclass
class _Reading:
    """One pass over the rows. `place` tells where a code stands in `items`; `typed` what a parent's row says, by place."""

    cells: CellReader
    tahun_awal: int
    bidang_urusan: tuple[str, ...]
    names: Mapping[str, str]
    items: list[ItemBaca] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    typed: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    exact: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    above: str = ""
    sasaran: str = ""

    def read(self, header_row: int) -> RenstraBaca:
        for row, _ in self.cells.sheet.lines():
            if row > header_row:
                self._row(row)
        if not self.place and not self.cells.faults:
            self.cells.faults.append(Fault(0, "", "Tidak ada baris berkode di bawah judul kolom; isi kolom KODE."))
        self._compare_sums()
        if self.cells.rounded:
            cells = ", ".join(self.cells.rounded[:5]) + (" dan lainnya" if len(self.cells.rounded) > 5 else "")
            message = f"{len(self.cells.rounded)} nilai dana berpecahan dibulatkan ke rupiah penuh ({cells})."
            self.cells.doubts.append(Fault(0, "", message))
        doubts, faults = tuple(sorted(self.cells.doubts)), tuple(sorted(set(self.cells.faults)))
        return RenstraBaca(self.tahun_awal, self.tahun_awal + YEARS - 1, tuple(self.items), doubts, faults)

    def _row(self, row: int) -> None:
        written, name = self._code(row), self.cells.words(row, "uraian")
        self._sasaran(row, written, name)
        if not written and name.lower().rstrip(":") in TOTALS:
            return
        if written:
            self._coded(row, written, name)
        elif name:
            self._uncoded(row, name)
        elif self.cells.words(row, "indikator") and self.items:
            self._add_indikator(row, len(self.items) - 1)

    def _code(self, row: int) -> str:
        value = self.cells.value(row, "kode")
        text = text_of(value)
        if isinstance(value, float) and f"{value:.2f}" in self.bidang_urusan:
            text = f"{value:.2f}"
        code = resolve(normalize(text), self.bidang_urusan[0] if self.bidang_urusan else "")
        if text and text not in {"0", "-"} and level(code) not in KEPT:
            message = f"Sel {self.cells.cell(row, 'kode')} berisi {text[:40]!r}, bukan kode; baris ini dibaca sebagai baris tanpa kode."
            self.cells.doubts.append(Fault(row, self.cells.heads["kode"], message))
            return ""
        return code

    def _sasaran(self, row: int, code: str, name: str) -> None:
        text = self.cells.words(row, "sasaran")
        if not text or text == self.sasaran:
            return
        self.sasaran = text
        own = self._indikator(row) if not code and not name else ()
        self.items.append(ItemBaca("sasaran", "", text, row, None, indikator=own))

    def _coded(self, row: int, code: str, name: str) -> None:
        kind = level(code) or ""
        if code in self.place:
            self._again(row, code)
            return
        self._expect_place(row, code)
        item = ItemBaca(kind, code, name or self.names.get(code, code), row, self._parent(row, code))
        if not name:
            message = f"Kode {code} tidak bernama; dipakai nama dari nomenklatur." if code in self.names else f"Kode {code} tidak bernama."
            self.cells.doubts.append(Fault(row, self.cells.heads["uraian"], message))
        self._append(replace(item, indikator=self._indikator(row), lokasi=self.cells.words(row, "lokasi")[:300]), row)
        if kind != "sub_kegiatan":
            self.above = code

    def _append(self, item: ItemBaca, row: int) -> None:
        """Put the item at the end with the money of its row: its own for a sub kegiatan, only compared for a parent."""
        where = len(self.items)
        if item.kode:
            self.place[item.kode] = where
        exact = self._typed(row)
        if item.tingkat == "sub_kegiatan":
            pagu = {year: money for year, key in self._money_keys() if (money := self.cells.money(row, key)) is not None}
            self.exact[where] = {year: exact.get(year, Decimal(pagu[year])) for year in pagu}
            item = replace(item, pagu=pagu)
        else:
            self.typed[where] = exact
        self.items.append(item)

    def _money_keys(self) -> list[tuple[int, str]]:
        return [(self.tahun_awal + year - 1, f"dana_{year}") for year in range(1, YEARS + 1)]

    def _typed(self, row: int) -> dict[int, Decimal]:
        return {year: amount for year, key in self._money_keys() if (amount := self.cells.exact(row, key)) is not None}

    def _has_money(self, row: int) -> bool:
        return any(amount > 0 for amount in self._typed(row).values())

    def _uncoded(self, row: int, name: str) -> None:
        """A row with a name and no code: kept under the kegiatan above it, so that totals still match."""
        if not self._has_money(row) and not self.cells.words(row, "indikator"):
            return
        parent = self.place.get(self.above)
        message = f"{name[:60]!r} tidak berkode; disimpan tanpa kode di bawah {self.above or 'Renstra'}. Isi kodenya dari nomenklatur."
        self.cells.doubts.append(Fault(row, self.cells.heads["kode"], message))
        item = ItemBaca("sub_kegiatan", "", name, row, parent, lokasi=self.cells.words(row, "lokasi")[:300], indikator=self._indikator(row))
        self._append(item, row)

    def _again(self, row: int, code: str) -> None:
        """The same code once more: the row of a parent that was added before, or a further indicator; money twice is a fault."""
        where = self.place[code]
        item = self.items[where]
        if item.tingkat != "sub_kegiatan":
            if item.baris == 0:
                self.typed[where] = self._typed(row)
                self.items[where] = replace(item, baris=row, nama=self.cells.words(row, "uraian") or item.nama)
            self._add_indikator(row, where)
            self.above = code
            return
        if self._has_money(row):
            message = f"Kode {code} sudah ada pada baris {item.baris}; gabungkan dananya pada satu baris."
            self.cells.faults.append(Fault(row, self.cells.heads["kode"], message))
            return
        self._add_indikator(row, where)

    def _add_indikator(self, row: int, where: int) -> None:
        item = self.items[where]
        self.items[where] = replace(item, indikator=(*item.indikator, *self._indikator(row)))

    def _expect_place(self, row: int, code: str) -> None:
        """Whether the code stands under its own parent; where it does not, the code decides and the doubt is told."""
        kind = level(code)
        expected = parents(code)[-1:] or ("",)
        if kind == "sub_kegiatan" and level(self.above) == "kegiatan" and self.above != expected[0]:
            message = f"Kode {code} ditulis di bawah {self.above}, padahal menurut kodenya milik {expected[0]}; dihitung pada {expected[0]}."
            self.cells.doubts.append(Fault(row, self.cells.heads["kode"], message))

    def _parent(self, row: int, code: str) -> int | None:
        """The place of the parent; parents that the sheet leaves out are added, and told where they carry a name of their own."""
        above: int | None = None
        for step in parents(code):
            if step not in self.place:
                self.place[step] = len(self.items)
                self.items.append(ItemBaca(level(step) or "", step, URUSAN.get(step) or self.names.get(step, step), 0, above))
                if level(step) in {"program", "kegiatan"}:
                    message = f"Kode {code} tidak mempunyai baris induk {step}; induknya ditambahkan."
                    self.cells.doubts.append(Fault(row, self.cells.heads["kode"], message))
            above = self.place[step]
        return above

    def _indikator(self, row: int) -> tuple[IndikatorBaca, ...]:
        uraian = self.cells.words(row, "indikator")
        if not uraian:
            return ()
        satuan = self.cells.words(row, "satuan")[:100]
        target = {
            self.tahun_awal + year - 1: number for year in range(1, YEARS + 1) if (number := self.cells.number(row, f"target_{year}")) is not None
        }
        tipe = tipe_of(satuan)
        last = self.cells.number(row, "target_akhir")
        start = self.cells.number(row, "capaian_awal")
        return (IndikatorBaca(uraian, satuan, tipe, target, start, final_target(tipe, target) if last is None else last),)

    def _compare_sums(self) -> None:
        """Tell where a parent's typed money differs by a rupiah or more from the sum beneath it; the sum is what counts."""
        sums: dict[int, dict[int, Decimal]] = {}
        for where, amounts in self.exact.items():
            above = self.items[where].induk
            while above is not None:
                total = sums.setdefault(above, {})
                for year, amount in amounts.items():
                    total[year] = total.get(year, Decimal(0)) + amount
                above = self.items[above].induk
        for where, typed in self.typed.items():
            found = sums.get(where, {})
            apart = [
                f"{year} tertulis Rp{ribuan(round(amount))}, jumlahnya Rp{ribuan(round(found.get(year, Decimal(0))))}"
                for year, amount in typed.items()
                if amount and abs(amount - found.get(year, Decimal(0))) >= 1
            ]
            if apart:
                item = self.items[where]
                message = f"Dana {item.kode} tidak sama dengan jumlah di bawahnya ({'; '.join(apart)}); jumlahnya yang dipakai."
                self.cells.doubts.append(Fault(item.baris, self.cells.heads["dana_1"], message))
