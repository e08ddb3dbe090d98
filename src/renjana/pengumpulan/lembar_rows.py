"""The rows of the further parts: as a bidang filled them, and those that the format brings."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from renjana.alur.models import Run
from renjana.organisasi.numerals import desimal_ringkas
from renjana.pengumpulan.book_parts import PartSheet
from renjana.pengumpulan.lembar import NARASI, REALISASI, Lembar, asked, filled
from renjana.pengumpulan.models import BarisLembar, Isian
from renjana.pengumpulan.queries import format_of, known_for, renja_of, rows_of
from renjana.renja.models import RealisasiLalu
from renjana.renja.values import RencanaValue

Figures = Mapping[str, str | Decimal | None]
FIGURES = ("kode", "indikator", "satuan", "target_n2", "realisasi_n2", "target_n1")


@dataclass(frozen=True)
class Offer:
    """What the format brings into the parts of every bidang: its questions, last year's figures, and old codes with their new ones."""

    pertanyaan: Sequence[str]
    figures: Sequence[Figures] = ()
    successors: Mapping[str, str] = field(default_factory=dict)

    def rows(self, part: Lembar, planned: Sequence[RencanaValue]) -> list[dict[str, str]]:
        """The rows of a part for a bidang that plans these sub kegiatan."""
        if part.key == NARASI:
            return [{"kunci": _key(words), "pertanyaan": words} for words in self.pertanyaan]
        return self._realisasi(planned) if part.key == REALISASI else []

    def sheets(self, parts: Iterable[Lembar], planned: Sequence[RencanaValue]) -> list[PartSheet]:
        """The parts as the workbook of such a bidang holds them before anybody filled it."""
        return [PartSheet(part, rows, rows) for part in parts for rows in [tuple(_whole(part, self.rows(part, planned)))]]

    def _realisasi(self, planned: Sequence[RencanaValue]) -> list[dict[str, str]]:
        """A row for each indicator of last year under a code of the bidang, with the figures that are known; else for each it plans."""
        moved, codes = self.successors, {row.kode for row in planned}
        known = [one for one in self.figures if moved.get(str(one["kode"]), one["kode"]) in codes]
        have = {moved.get(str(one["kode"]), one["kode"]) for one in known}
        fresh = [(row.kode, one) for row in planned if row.kode not in have for one in row.indikator if one.uraian]
        plain = [{"kode": kode, "indikator": one.uraian, "satuan": one.satuan} for kode, one in fresh]
        texts = [{key: value if isinstance(value, str) else _figure(value) for key, value in one.items()} for one in known]
        return [{"kunci": _key(one["kode"], one["indikator"]), **one} for one in sorted((*texts, *plain), key=lambda one: one["kode"])]


def _key(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:32]


def _figure(value: Decimal | None) -> str:
    return "" if value is None else desimal_ringkas(value)


def _whole(part: Lembar, rows: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    blank = dict.fromkeys((one.key for one in part.columns), "")
    return [{**blank, **row} for row in rows]


def figures_of(tahap: int) -> list[Figures]:
    """Last year's figures of a stage, by id. One query."""
    return list(RealisasiLalu.objects.filter(tahap=tahap).values(*FIGURES))


def lembar_of(run: Run) -> tuple[Lembar, ...]:
    """The further parts that the format of a run asks for. One query."""
    kept = format_of(run)
    return asked(kept.lembar, kept.pertanyaan) if kept else ()


def lembar_rows(isian: Isian, part: Lembar) -> list[dict[str, str]]:
    """The rows of a part: as they were filled, and those that the format brings. At most eight queries."""
    stored = [{"kunci": kunci, **sel} for kunci, sel in BarisLembar.objects.filter(isian=isian, lembar=part.key).values_list("kunci", "sel")]
    have = {row["kunci"] for row in stored}
    fresh = [row for row in _offered(isian, part) if row["kunci"] not in have]
    return _whole(part, (*stored, *fresh))


def _offered(isian: Isian, part: Lembar) -> list[dict[str, str]]:
    if part.key == NARASI:
        kept = format_of(isian.run)
        return Offer(kept.pertanyaan if kept else ()).rows(part, ())
    if part.key == REALISASI:
        successors = known_for(renja_of(isian.run)).successors
        return Offer((), figures_of(isian.run.tahap_id), successors).rows(part, rows_of(isian))
    return []


def lembar_states(isian: Isian) -> list[tuple[Lembar, tuple[int, int]]]:
    """Each further part with how many of its rows are complete, and of how many."""
    return [(part, filled(part, lembar_rows(isian, part))) for part in lembar_of(isian.run)]


def last_writer(isian: Isian, part: Lembar) -> tuple[str, datetime | None]:
    """Who wrote into a part last, and when. One query."""
    told = isian.run.event.filter(jenis="isian-diisi", data__bidang=isian.bidang.kode, data__lembar=part.key).order_by("-urutan").first()
    return (told.nama_oleh, told.waktu) if told else ("orang lain", None)


def part_sheets(isian: Isian) -> list[PartSheet]:
    """The further parts of an isian as its workbook holds them."""
    return [PartSheet(part, rows, rows) for part in lembar_of(isian.run) for rows in [tuple(lembar_rows(isian, part))]]
