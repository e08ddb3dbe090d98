"""What a format brings into the plan when it is published: made beforehand, kept as a file, so that what was seen is what is planted."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from renjana.organisasi.models import Bidang
from renjana.pengumpulan import rules
from renjana.pengumpulan.models import Format
from renjana.renja.values import IndikatorValue, RencanaValue
from renjana.surat.files import FileDamaged
from renjana.surat.queries import read_file


@dataclass(frozen=True)
class Planting:
    """A bidang with the rows that it gets from the Renstra, how many it has already, and the pagu of all, in whole rupiah."""

    pk: int
    kode: str
    nama: str
    rows: tuple[RencanaValue, ...]
    existing: int
    pagu: int

    @property
    def count(self) -> int:
        """How many sub kegiatan the bidang begins with."""
        return self.existing + len(self.rows)


def planting_of(bidang: Bidang, fresh: Sequence[RencanaValue], existing: Sequence[RencanaValue]) -> Planting:
    """What a bidang begins with."""
    return Planting(bidang.pk, bidang.kode, bidang.nama, tuple(fresh), len(existing), sum(row.pagu or 0 for row in (*existing, *fresh)))


def as_bytes(plantings: Sequence[Planting]) -> bytes:
    """The plantings as JSON; decimals are written as text."""
    return json.dumps([asdict(one) for one in plantings], default=str, ensure_ascii=False).encode()


def from_bytes(content: bytes) -> tuple[Planting, ...]:
    """The plantings that were kept."""
    return tuple(Planting(**{**one, "rows": tuple(map(_row, one["rows"]))}) for one in json.loads(content))


def _row(kept: Mapping[str, Any]) -> RencanaValue:
    return RencanaValue(
        kode=kept["kode"],
        nama=kept["nama"],
        bidang=kept["bidang"],
        pagu=kept["pagu"],
        pagu_maju=kept["pagu_maju"],
        lokasi=kept["lokasi"],
        indikator=tuple(
            IndikatorValue(one["uraian"], one["tipe"], one["satuan"], _number(one["target"]), _number(one["target_maju"]))
            for one in kept["indikator"]
        ),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def planted_by(kept: Format) -> tuple[Planting, ...]:
    """What a prepared format brings into the plan. Raises Unseen when it was not prepared or its file is damaged."""
    if kept.isi_awal is None:
        raise rules.Unseen(rules.NOT_PREPARED)
    try:
        return from_bytes(read_file(kept.isi_awal))
    except FileDamaged as fault:
        raise rules.Unseen(str(fault)) from fault


def every_row(plantings: Sequence[Planting]) -> Iterator[tuple[int, RencanaValue]]:
    """Each row with the id of its bidang."""
    return ((one.pk, row) for one in plantings for row in one.rows)
