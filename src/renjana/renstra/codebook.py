"""Search in an edition of the nomenclature, and a single code of it with everything that is known."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, overload

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from renjana.renstra.codes import PENUNJANG, TEMPLATE, normalize, parents, resolve, search_key, template
from renjana.renstra.models import Nomenklatur, RincianNomenklatur, Tingkat

CODE_LIKE = re.compile(r"[\dxX][\d.xX]*")
OF_BIDANG = 3
BELOW: dict[str, str] = {Tingkat.BIDANG_URUSAN: Tingkat.PROGRAM, Tingkat.PROGRAM: Tingkat.KEGIATAN, Tingkat.KEGIATAN: Tingkat.SUB_KEGIATAN}


def search_nomenklatur(
    versi: int, text: str = "", *, bidang_urusan: Sequence[str] = (), tingkat: str = Tingkat.SUB_KEGIATAN, lists: Collection[str] = ()
) -> QuerySet[Nomenklatur]:
    """Entries whose code (with or without points) begins with, or whose words hold, every word of `text`, in order of code.

    With `bidang_urusan` only theirs and program penunjang; with `lists` only codes of these fourth parts (see codes.lists_of).
    """
    rows = Nomenklatur.objects.filter(versi=versi).order_by("kode")
    if tingkat:
        rows = rows.filter(tingkat=tingkat)
    if bidang_urusan:
        rows = rows.filter(of_urusan(bidang_urusan))
    if lists:
        rows = rows.filter(reduce(or_, (Q(segmen__contains=one) for one in sorted(lists)), Q(segmen="")))
    for word in text.lower().split():
        rows = rows.filter(_by_code(word) | Q(GreaterThan(StrIndex("teks", Value(word)), 0)))
    return rows


@dataclass(frozen=True)
class Found(Sequence[Nomenklatur]):
    """What a search finds: codes by key, in order of code."""

    keys: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, part: int) -> Nomenklatur: ...

    @overload
    def __getitem__(self, part: slice) -> list[Nomenklatur]: ...

    def __getitem__(self, part: int | slice) -> Nomenklatur | list[Nomenklatur]:
        """Some of the codes, whole. One query."""
        if isinstance(part, int):
            return Nomenklatur.objects.get(pk=self.keys[part])
        wanted = self.keys[part]
        rows = Nomenklatur.objects.in_bulk(wanted)
        return [rows[key] for key in wanted]


def find(versi: int, text: str = "", **limits: Any) -> Found:
    """The same as `search_nomenklatur`, read once: the count and any page of it cost one pass over the edition."""
    return Found(tuple(search_nomenklatur(versi, text, **limits).values_list("pk", flat=True)))


def of_urusan(bidang_urusan: Iterable[str]) -> Q:
    """Codes of these bidang urusan and of program penunjang."""
    return reduce(or_, (Q(kode=code) | Q(kode__startswith=f"{code}.") for code in bidang_urusan), Q(kode__startswith=f"{TEMPLATE}."))


def _by_code(word: str) -> Q:
    """Codes that begin with what was typed; a program penunjang is also found by the code that the agency prints (216012... is XXX012...)."""
    if not CODE_LIKE.fullmatch(word):
        return Q()
    key = search_key(word)
    wanted = Q(ringkas__startswith=key)
    if key[OF_BIDANG : OF_BIDANG + len(PENUNJANG)] == PENUNJANG:
        wanted |= Q(ringkas__startswith=search_key(TEMPLATE) + key[OF_BIDANG:])
    return wanted


@dataclass(frozen=True)
class CodePage:
    """A code with what stands above and beneath it. `printed` is the code as the agency prints it; `successors` took its place."""

    row: Nomenklatur
    rincian: RincianNomenklatur | None
    printed: str
    above: tuple[Nomenklatur, ...]
    beneath: tuple[Nomenklatur, ...]
    successors: tuple[Nomenklatur, ...]
    old: tuple[tuple[str, str], ...]


def code_page(versi: int, kode: str, *, main: str, lists: Collection[str] = ()) -> CodePage | None:
    """A code of an edition, asked for as listed (X.XX.01...) or as printed; None when the edition has neither it nor a code that replaced it.

    At most five queries.
    """
    rows = {row.kode: row for row in Nomenklatur.objects.filter(versi=versi, kode__in={kode, template(kode)}).select_related("rincian")}
    row = rows.get(kode) or rows.get(template(kode))
    moved = _successors(versi, {kode, template(kode)})
    if row is None:
        return CodePage(Nomenklatur(versi_id=versi, kode=kode, nama="", tingkat=""), None, kode, (), (), moved, ()) if moved else None
    above = tuple(Nomenklatur.objects.filter(versi=versi, kode__in=parents(row.kode)).order_by("kode"))
    below = BELOW.get(row.tingkat)
    deeper = search_nomenklatur(versi, tingkat=below, lists=lists).filter(kode__startswith=f"{row.kode}.") if below else ()
    rincian = getattr(row, "rincian", None)
    return CodePage(row, rincian, resolve(row.kode, main), above, tuple(deeper), moved, _old_codes(row, rincian))


def _successors(versi: int, olds: Collection[str]) -> tuple[Nomenklatur, ...]:
    rows = Nomenklatur.objects.filter(versi=versi).exclude(kode_sebelumnya=[]).order_by("kode")
    return tuple(row for row in rows if not {normalize(old) for old in row.kode_sebelumnya}.isdisjoint(olds))


def _old_codes(row: Nomenklatur, rincian: RincianNomenklatur | None) -> tuple[tuple[str, str], ...]:
    """The codes that this one took the place of, with the name that the export gives the first of them."""
    said = rincian.sebelumnya if rincian else ""
    return tuple(
        (old, said.partition(old)[2].strip(" -") if said.count(old) == 1 and len(row.kode_sebelumnya) == 1 else "") for old in row.kode_sebelumnya
    )
