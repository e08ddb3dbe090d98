"""What a plan stands on: T-C.29 filled from what is known, the edition of the nomenclature and the version of the Renstra that it uses."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from renjana.alur.actions import record
from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.bahan.actions.rows import TYPED, back_up, create_rows, open_list, tell
from renjana.bahan.filling import fill, key_of
from renjana.bahan.models import CadanganBahan
from renjana.bahan.queries import moved_codes, place_in_run
from renjana.organisasi.models import Orang
from renjana.renja.models import Indikator, RealisasiLalu, Renja, Tahap
from renjana.renja.queries import evaluasi_values, renstra_values
from renjana.renja.values import RealisasiValue
from renjana.renstra.models import Renstra, VersiNomenklatur


@transaction.atomic
def fill_realisasi(run: Run, *, by: Orang, now: datetime) -> int:
    """Fill T-C.29 from the quarters of year n-2, the targets of year n-1 and the Renstra; how many rows the list has now. Raises Refused."""
    place = place_in_run(run, "realisasi")
    open_list(place)
    renja = run.tahap.renja
    last_year = evaluasi_values(place.pd.pk, renja.tahun - 2)
    if not last_year:
        raise Refused(f"Realisasi triwulan {renja.tahun - 2} belum ada. Isi atau baca berkasnya lebih dahulu.")
    moved = moved_codes(place)
    before = list(place.rows())
    known = [_realisasi(row) for row in before]
    renstra = renstra_values(renja.renstra) if renja.renstra else None
    found = fill(known, last_year, _running(run, moved), renstra, moved)
    if before:
        back_up(place, before, CadanganBahan.Tindakan.IMPOR, "Sebelum diisi dari realisasi triwulan", by=by, now=now)
    origin = {key_of(row.kode, row.indikator, moved): row.asal for row in before}
    from_quarters = {key_of(one.kode, one.indikator, moved) for one in last_year}
    place.rows().delete()
    asal = f"Realisasi triwulan {renja.tahun - 2}"
    fields = []
    for value in found:
        key = key_of(value.kode, value.indikator, moved)
        fields.append((vars(value), asal if key in from_quarters else origin.get(key, TYPED)))
    create_rows(place, fields, by=by, now=now)
    tell(place, f"{len(from_quarters)} indikator diisi dari realisasi triwulan {renja.tahun - 2}.", {"baris": len(found)}, by=by, now=now)
    return len(found)


def _realisasi(row: RealisasiLalu) -> RealisasiValue:
    numbers = (row.target_renstra, row.realisasi_sd_n3, row.target_n2, row.realisasi_n2, row.target_n1)
    return RealisasiValue(row.kode, row.indikator, row.tipe, row.satuan, *numbers)


def _running(run: Run, moved: Mapping[str, str]) -> dict[tuple[str, str], Decimal]:
    """Targets of year n-1 by indicator: of its quarters where they are reported, else of its Renja."""
    renja = run.tahap.renja
    found: dict[tuple[str, str], Decimal] = {}
    of_last_year = Tahap.objects.filter(renja__perangkat_daerah=renja.perangkat_daerah_id, renja__tahun=renja.tahun - 1)
    last = of_last_year.order_by("-renja__jenis", "-pk").first()
    planned = Indikator.objects.filter(rencana__tahap=last, target__isnull=False).values_list("rencana__kode", "uraian", "target")
    found.update({key_of(kode, uraian, moved): target for kode, uraian, target in planned if target is not None})
    reported = evaluasi_values(renja.perangkat_daerah_id, renja.tahun - 1)
    found.update({key_of(one.kode, one.indikator, moved): one.target_k for one in reported if one.target_k is not None})
    return found


@transaction.atomic
def use_basis(run: Run, versi: VersiNomenklatur, renstra: Renstra | None, *, by: Orang, now: datetime) -> Renja:
    """Say which edition of the nomenclature and which version of the Renstra a plan stands on, until its analysis is finished. Raises Refused."""
    place = place_in_run(run, "realisasi")
    open_list(place)
    renja = Renja.objects.select_for_update(of=("self",)).select_related("versi_nomenklatur", "renstra").get(pk=run.tahap.renja_id)
    if renstra is not None and not renstra.tahun_awal <= renja.tahun <= renstra.tahun_akhir:
        raise Refused(f"{renstra} tidak memuat tahun {renja.tahun}.")
    before = (str(renja.versi_nomenklatur), str(renja.renstra or "belum ada"))
    if (renja.versi_nomenklatur, renja.renstra) == (versi, renstra):
        raise Refused("Belum ada yang diubah.")
    renja.versi_nomenklatur, renja.renstra = versi, renstra
    renja.save(update_fields=["versi_nomenklatur", "renstra"])
    after = (str(versi), str(renstra or "belum ada"))
    data = {"lama": {"nomenklatur": before[0], "renstra": before[1]}, "baru": {"nomenklatur": after[0], "renstra": after[1]}}
    record(run, "dasar", f"Renja {renja.tahun} memakai nomenklatur {after[0]} dan {after[1]}.", by=by, now=now, data=data)
    return renja
