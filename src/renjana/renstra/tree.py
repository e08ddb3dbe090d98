"""The Renstra as its page shows it: nodes with sums that go upward, indicators with their targets, and a filter over both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from renjana.organisasi.numerals import desimal_ringkas
from renjana.renstra.codes import search_key
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra, Tingkat

DEPTH = {"program": 3, "kegiatan": 5}


@dataclass(frozen=True)
class IndikatorLine:
    """An indicator as the page shows it; numbers as text, "" where the plan gives none."""

    uraian: str
    satuan: str
    tipe: str
    awal: str
    target: tuple[str, ...]
    akhir: str


@dataclass(frozen=True)
class RenstraLine:
    """A node as the page shows it: money by year in whole rupiah, parents as sums of what is beneath them. `sasaran` names what a program serves."""

    pk: int
    tingkat: str
    kode: str
    nama: str
    indikator: tuple[IndikatorLine, ...]
    pagu: tuple[int, ...]
    program: str = ""
    sasaran: str = ""

    @property
    def has_pagu(self) -> bool:
        """Whether money belongs on the row: a tujuan or sasaran carries none."""
        return self.tingkat not in {Tingkat.TUJUAN, Tingkat.SASARAN}


@dataclass(frozen=True)
class Filters:
    """What of the tree is asked for: one program by its code, a depth (program, kegiatan or all), words."""

    program: str = ""
    depth: str = ""
    words: str = ""

    def takes(self, line: RenstraLine) -> bool:
        """Whether a line is shown."""
        if self.program and line.program != self.program:
            return False
        if self.depth in DEPTH and (not line.kode or line.kode.count(".") + 1 > DEPTH[self.depth]) and line.has_pagu:
            return False
        said = " ".join([line.nama, *(one.uraian for one in line.indikator)]).lower()
        return all(word in said or (line.kode and search_key(line.kode).startswith(search_key(word))) for word in self.words.lower().split())


def renstra_lines(renstra: Renstra) -> tuple[list[RenstraLine], dict[int, int]]:
    """The nodes of a Renstra in its order, and the total by year. Two queries."""
    years = range(renstra.tahun_awal, renstra.tahun_akhir + 1)
    wanted = ("id", "induk", "tingkat", "kode", "nama", "pagu", "sasaran__nama")
    items = list(ItemRenstra.objects.filter(renstra=renstra).order_by("urutan").values_list(*wanted))
    sums, total = _sums(((pk, induk, pagu) for pk, induk, _, _, _, pagu, _ in items), years)
    above = {pk: (induk, tingkat, kode) for pk, induk, tingkat, kode, *_ in items}
    indikator = _indikator(renstra, years)
    lines = [
        RenstraLine(pk, tingkat, kode, nama, tuple(indikator[pk]), tuple(sums[pk][year] for year in years), _program(pk, above), sasaran or "")
        for pk, _, tingkat, kode, nama, _, sasaran in items
    ]
    return lines, total


def _sums(items: Iterable[tuple[int, int | None, Mapping[str, Any]]], years: Sequence[int]) -> tuple[dict[int, dict[int, int]], dict[int, int]]:
    rows = list(items)
    sums: dict[int, dict[int, int]] = {pk: dict.fromkeys(years, 0) for pk, _, _ in rows}
    above = {pk: induk for pk, induk, _ in rows}
    total = dict.fromkeys(years, 0)
    for pk, _, pagu in rows:
        for year in years:
            money = int(pagu.get(str(year), 0))
            total[year] += money
            step: int | None = pk
            while step is not None and money:
                sums[step][year] += money
                step = above.get(step)
    return sums, total


def _program(pk: int, above: Mapping[int, tuple[int | None, str, str]]) -> str:
    """The code of the program at or above a node; "" where there is none."""
    step: int | None = pk
    while step is not None:
        induk, tingkat, kode = above[step]
        if tingkat == Tingkat.PROGRAM:
            return kode
        step = induk
    return ""


def _indikator(renstra: Renstra, years: Sequence[int]) -> defaultdict[int, list[IndikatorLine]]:
    labels = dict(IndikatorRenstra._meta.get_field("tipe").choices or ())
    found: defaultdict[int, list[IndikatorLine]] = defaultdict(list)
    wanted = ("item", "uraian", "satuan", "tipe", "capaian_awal", "target", "target_akhir")
    for item, uraian, satuan, tipe, awal, target, akhir in (
        IndikatorRenstra.objects.filter(item__renstra=renstra).order_by("item", "urutan", "id").values_list(*wanted)
    ):
        numbers = tuple(_shown(Decimal(target[str(year)])) if str(year) in target else "" for year in years)
        found[item].append(IndikatorLine(uraian, satuan, str(labels.get(tipe, tipe)), _shown(awal), numbers, _shown(akhir)))
    return found


def _shown(number: Decimal | None) -> str:
    return "" if number is None else desimal_ringkas(number)
