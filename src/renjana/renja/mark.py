"""The mark of a plan: a digest of every row that tables, checks and papers read, asked for in one query.

As long as the mark is the same, nothing that was made from the rows need be made again to know that it still says what they say.
It is taken from the rows themselves, so that no writer can forget it: an action, an import, a hand in SQL all change it.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONArray

from renjana.organisasi.models import Bidang, PerangkatDaerah
from renjana.renja.models import Indikator, RealisasiTriwulan, Renja, SumberDanaRencana, Tahap
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra

Rows = QuerySet[Any, Any]
EDITION = ("versi_nomenklatur__nama", "versi_nomenklatur__dibuat")
"""An edition's codes are only ever replaced as a whole, and then it is dated anew."""
PEMDA = ("pemda__nama", "pemda__kode_wilayah", "pemda__ibu_kota", "pemda__lambang")


def told(rows: QuerySet[Any], *fields: str, more: Iterable[str] = ()) -> Rows:
    """Rows as text, each after its table, so that rows of several tables can be read together. Without `fields` every column, and `more`."""
    columns = fields or (*(field.attname for field in rows.model._meta.concrete_fields), *more)
    table = Cast(Value(rows.model._meta.label), CharField())
    found: Rows = rows.order_by().annotate(baris_tertulis=Cast(JSONArray(table, *columns), TextField())).values_list("baris_tertulis", flat=True)
    return found


def plan_rows(tahap: Tahap) -> list[Rows]:
    """Every row that `plan_values` reads."""
    renja = tahap.renja
    agency = renja.perangkat_daerah_id
    return [
        told(Renja.objects.filter(pk=renja.pk), more=EDITION),
        told(Tahap.objects.filter(pk=tahap.pk)),
        told(PerangkatDaerah.objects.filter(pk=agency), more=PEMDA),
        told(Bidang.objects.filter(perangkat_daerah=agency)),
        told(tahap.rencana.all()),
        told(Indikator.objects.filter(rencana__tahap=tahap)),
        told(SumberDanaRencana.objects.filter(rencana__tahap=tahap)),
        told(tahap.indikator_induk.all()),
        told(tahap.realisasi.all()),
        told(tahap.usulan.all()),
        told(tahap.layanan.all()),
        told(tahap.rkpd.all()),
        told(RealisasiTriwulan.objects.filter(perangkat_daerah=agency, tahun=renja.tahun - 1)),
        told(Renstra.objects.filter(renja=renja)),
        told(ItemRenstra.objects.filter(renstra=renja.renstra_id)),
        told(IndikatorRenstra.objects.filter(item__renstra=renja.renstra_id)),
    ]


def mark_of(rows: Iterable[Rows], *said: str) -> str:
    """The SHA-256 of rows, whatever their order, and of what is said besides. One query."""
    first, *others = rows
    lines = sorted(first.union(*others, all=True))
    return hashlib.sha256("\n".join((*said, *lines)).encode()).hexdigest()
