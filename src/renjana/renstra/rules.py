"""Reads a five-year plan from a sheet as people keep it: head text decides, sums go upward, nothing is lost in silence.

Layout: SASARAN, KODE, PROGRAM DAN KEGIATAN, SATUAN, INDIKATOR, DATA CAPAIAN AWAL, TARGET TAHUN 1, DANA TAHUN 1, ... LOKASI, KETERANGAN.
Any other sheet is read with a mapping (see pemetaan).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from renjana.renstra.cells import CellReader
from renjana.renstra.codes import URUSAN, level, normalize, parents, resolve, split
from renjana.renstra.doubts import compare_sums, foreign_urusan, missing_cells, unknown_code
from renjana.renstra.faults import Fault
from renjana.renstra.pemetaan import PERIOD, Pemetaan, find_pemetaan, sheet_of, spoken
from renjana.renstra.plan import IndikatorBaca, ItemBaca, RenstraBaca, final_target, parse_tipe, tipe_of
from renjana.renstra.workbook import SheetRows, column_letters, text_of

TOTALS = ("jumlah", "total", "jumlah total", "grand total")
KEPT = frozenset({"urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan"})
NO_HEAD = "Tidak ada lembar dengan judul kolom KODE, PROGRAM DAN KEGIATAN, dan DANA TAHUN 1; samakan judul kolomnya, atau tunjukkan kolomnya."


@dataclass(frozen=True)
class Known:
    """What the nomenclature says of the agency's codes: names of program and kegiatan (`names`) and of sub kegiatan (`sub_kegiatan`), and which
    code took the place of which (`moved`). Without sub kegiatan no code is doubted.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    sub_kegiatan: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    edition: str = ""


def read_renstra(
    sheets: Sequence[SheetRows],
    *,
    tahun_awal: int,
    bidang_urusan: Sequence[str],
    names: Mapping[str, str] | None = None,
    known: Known | None = None,
    pemetaan: Pemetaan | None = None,
) -> RenstraBaca:
    """The Renstra in the first sheet that has its head, or where the mapping says. Year k of the head is `tahun_awal` + k - 1.

    X.XX.01 goes under the first bidang urusan.
    Money is whole rupiah, halves up, and counts on sub kegiatan alone: what is typed on a parent is compared and reported.
    `names` gives the nomenclature's names for parents that the sheet leaves out; `known` those and more.
    """
    found = pemetaan if pemetaan is not None and pemetaan.kolom else find_pemetaan(sheets, tahun_awal=tahun_awal)
    if found is None:
        return refused(tahun_awal, NO_HEAD)
    if pemetaan is not None and found is not pemetaan:
        found = replace(found, kode=pemetaan.kode)
    sheet = sheet_of(found, sheets)
    if sheet is None:
        return refused(tahun_awal, f"Lembar {found.lembar} tidak ada pada berkas ini; yang ada: {', '.join(one.nama for one in sheets)}.")
    shown = {key: text_of(sheet.at(found.baris_judul, place)) or column_letters(place) for key, place in found.kolom.items()}
    cells = CellReader(sheet, found.kolom, shown)
    reading = _Reading(cells, tahun_awal, found.years, tuple(bidang_urusan), known or Known(names or {}), found.told())
    return reading.read(found.baris_judul)


def refused(tahun_awal: int, sentence: str) -> RenstraBaca:
    """A reading that came to nothing, with its one reason."""
    return RenstraBaca(tahun_awal, tahun_awal + PERIOD - 1, (), (), (Fault(0, "", sentence, kind="lembar"),))


@dataclass
class _Reading:
    """One pass over the rows. `place` tells where a code stands in `items`; `typed` what a parent's row says, by place."""

    cells: CellReader
    tahun_awal: int
    years: int
    bidang_urusan: tuple[str, ...]
    known: Known
    told: Mapping[str, str]
    items: list[ItemBaca] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    typed: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    exact: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    above: str = ""
    tujuan: int | None = None
    sasaran: int | None = None

    def read(self, header_row: int) -> RenstraBaca:
        for row, values in self.cells.sheet.lines():
            if row > header_row and not (row == header_row + 1 and is_number_row(values)):
                self._row(row)
        if not self.place and not self.cells.faults:
            self.cells.faults.append(Fault(0, "", "Tidak ada baris berkode di bawah judul kolom; isi kolom KODE.", kind="lembar"))
        self.cells.doubts += compare_sums(self.cells, self.items, self.typed, self.exact, self.tahun_awal)
        self.cells.doubts += foreign_urusan(self.cells, self.items, self.bidang_urusan)
        self.cells.doubts += missing_cells(self.cells, self.items, range(self.tahun_awal, self.tahun_awal + self.years))
        if self.cells.rounded:
            cells = ", ".join(self.cells.rounded[:5]) + (" dan lainnya" if len(self.cells.rounded) > 5 else "")
            message = f"{len(self.cells.rounded)} nilai dana berpecahan dibulatkan ke rupiah penuh ({cells})."
            self.cells.doubts.append(Fault(0, "", message, self.cells.rounded[0], "bulat", "pecahan rupiah", "rupiah penuh"))
        doubts, faults = tuple(sorted(self.cells.doubts)), tuple(sorted(set(self.cells.faults)))
        return RenstraBaca(self.tahun_awal, self.tahun_awal + self.years - 1, tuple(self.items), doubts, faults, self.cells.sheet.nama)

    def _row(self, row: int) -> None:
        written, name = self._code_and_name(row)
        self._goals(row, written, name)
        if not written and name.lower().rstrip(":") in TOTALS:
            return
        if written:
            self._coded(row, written, name)
        elif name:
            self._uncoded(row, name)
        elif self.cells.words(row, "indikator") and self.items:
            self._add_indikator(row, len(self.items) - 1)

    def _code_and_name(self, row: int) -> tuple[str, str]:
        """The code and the name of a row, from two columns or glued together in one; "" for a row without a code."""
        name = self.cells.words(row, "uraian")
        glued = self.cells.places.get("kode", self.cells.places["uraian"]) == self.cells.places["uraian"]
        text = name if glued else text_of(self.cells.value(row, "kode"))
        value = self.cells.value(row, "kode")
        if isinstance(value, float) and f"{value:.2f}" in self.bidang_urusan:
            text = f"{value:.2f}"
        found, rest = split(text)
        if glued:
            name = rest or name
        code = resolve(self.told.get(found, found), self._main)
        if glued and level(code) not in KEPT:
            return "", name
        if not glued and text and text not in {"0", "-"} and level(code) not in KEPT:
            message = f"Sel {self.cells.cell(row, 'kode')} berisi {text[:40]!r}, bukan kode; baris ini dibaca sebagai baris tanpa kode."
            self.cells.doubts.append(self.cells.fault(row, "kode", message, kind="bukan_kode", read_as="tanpa kode"))
            return "", name
        return code, name

    @property
    def _main(self) -> str:
        return self.bidang_urusan[0] if self.bidang_urusan else ""

    def _goals(self, row: int, code: str, name: str) -> None:
        """Tujuan and sasaran as they change from row to row; on a row of their own they take its indicator."""
        own = () if code or name else self._indikator(row)
        tujuan, sasaran = self.cells.words(row, "tujuan"), self.cells.words(row, "sasaran")
        if tujuan and (self.tujuan is None or self.items[self.tujuan].nama != tujuan):
            self.tujuan = len(self.items)
            self.items.append(ItemBaca("tujuan", "", tujuan, row, None, indikator=() if sasaran else own))
        if sasaran and (self.sasaran is None or self.items[self.sasaran].nama != sasaran):
            self.sasaran = len(self.items)
            self.items.append(ItemBaca("sasaran", "", sasaran, row, self.tujuan, indikator=own))

    def _coded(self, row: int, code: str, name: str) -> None:
        kind = level(code) or ""
        if code in self.place:
            self._again(row, code)
            return
        self._expect_place(row, code)
        nama = name or self.known.names.get(code) or self.known.sub_kegiatan.get(code) or code
        sasaran = self.sasaran if kind == "program" else None
        item = ItemBaca(kind, code, nama, row, self._parent(row, code), sasaran=sasaran)
        if not name:
            message = f"Kode {code} tidak bernama{'' if nama == code else '; dipakai nama dari nomenklatur'}."
            self.cells.doubts.append(self.cells.fault(row, "uraian", message, kind="nama", read_as=nama))
        self._append(replace(item, indikator=self._indikator(row), lokasi=self.cells.words(row, "lokasi")[:300]), row)
        if kind != "sub_kegiatan":
            self.above = code
        elif (doubt := unknown_code(self.cells, row, code, self.known.sub_kegiatan, self.known.moved, self.known.edition)) is not None:
            self.cells.doubts.append(doubt)

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
        return [(self.tahun_awal + year - 1, f"dana_{year}") for year in range(1, self.years + 1)]

    def _typed(self, row: int) -> dict[int, Decimal]:
        return {year: amount for year, key in self._money_keys() if (amount := self.cells.exact(row, key)) is not None}

    def _has_money(self, row: int) -> bool:
        return any(amount > 0 for amount in self._typed(row).values())

    def _uncoded(self, row: int, name: str) -> None:
        """A row with a name and no code: under the code that a person gave it, else kept under the kegiatan above it, so that totals match."""
        if not self._has_money(row) and not self.cells.words(row, "indikator"):
            return
        if code := self.told.get(spoken(name)):
            self._coded(row, resolve(normalize(code), self._main), name)
            return
        parent = self.place.get(self.above)
        under = self.above or "Renstra"
        message = f"{name[:60]!r} tidak berkode; disimpan tanpa kode di bawah {under}. Isi kodenya dari nomenklatur."
        place = "kode" if "kode" in self.cells.places else "uraian"
        self.cells.doubts.append(self.cells.fault(row, place, message, kind="tanpa_kode", read_as=f"tanpa kode di bawah {under}"))
        item = ItemBaca("sub_kegiatan", "", name, row, parent, lokasi=self.cells.words(row, "lokasi")[:300], indikator=self._indikator(row))
        self._append(item, row)

    def _again(self, row: int, code: str) -> None:
        """The same code once more: the row of a parent that was added before, or a further indicator; money twice is a fault."""
        where = self.place[code]
        item = self.items[where]
        if item.tingkat != "sub_kegiatan":
            if item.baris == 0:
                self.typed[where] = self._typed(row)
                sasaran = self.sasaran if item.tingkat == "program" else None
                self.items[where] = replace(item, baris=row, nama=self._code_and_name(row)[1] or item.nama, sasaran=sasaran)
            self._add_indikator(row, where)
            self.above = code
            return
        if self._has_money(row):
            message = f"Kode {code} sudah ada pada baris {item.baris}; gabungkan dananya pada satu baris."
            self.cells.faults.append(self.cells.fault(row, "kode", message, kind="ganda"))
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
            self.cells.doubts.append(self.cells.fault(row, "kode", message, kind="induk", read_as=f"di bawah {expected[0]}"))

    def _parent(self, row: int, code: str) -> int | None:
        """The place of the parent; parents that the sheet leaves out are added, and told where they carry a name of their own."""
        above: int | None = None
        for step in parents(code):
            if step not in self.place:
                self.place[step] = len(self.items)
                sasaran = self.sasaran if level(step) == "program" else None
                name = URUSAN.get(step) or self.known.names.get(step, step)
                self.items.append(ItemBaca(level(step) or "", step, name, 0, above, sasaran=sasaran))
                if level(step) in {"program", "kegiatan"}:
                    message = f"Kode {code} tidak mempunyai baris induk {step}; induknya ditambahkan."
                    self.cells.doubts.append(self.cells.fault(row, "kode", message, kind="induk", read_as=f"{step} {name}"[:120]))
            above = self.place[step]
        return above

    def _indikator(self, row: int) -> tuple[IndikatorBaca, ...]:
        uraian = self.cells.words(row, "indikator")
        if not uraian:
            return ()
        satuan = self.cells.words(row, "satuan")[:100]
        wanted = [(self.tahun_awal + year - 1, f"target_{year}") for year in range(1, self.years + 1)]
        target = {year: number for year, key in wanted if (number := self.cells.number(row, key)) is not None}
        tipe = self._tipe(row, satuan)
        last = self.cells.number(row, "target_akhir")
        start = self.cells.number(row, "capaian_awal")
        return (IndikatorBaca(uraian, satuan, tipe, target, start, final_target(tipe, target) if last is None else last),)

    def _tipe(self, row: int, satuan: str) -> str:
        """The type that the row names, else the one that its unit suggests."""
        said, meant = self.cells.words(row, "tipe"), tipe_of(satuan)
        if not said or parse_tipe(said):
            return parse_tipe(said) or meant
        used = meant.replace("_", " ")
        message = f"Sel {self.cells.cell(row, 'tipe')} berisi {said[:40]!r}, bukan tipe indikator yang dikenal; dipakai {used}."
        self.cells.doubts.append(self.cells.fault(row, "tipe", message, kind="tipe", read_as=used))
        return meant


def is_number_row(values: Sequence[object]) -> bool:
    """Whether a row below the head only numbers the columns: 1, 2, 3 and so on."""
    numbers = [str(value).strip("() ") for value in values if value is not None]
    return len(numbers) > 2 and all(number.isdigit() for number in numbers) and len(set(numbers)) == len(numbers)
