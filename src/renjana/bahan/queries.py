"""Reads of the source data: a list in its place, its rows, what can be put back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from renjana.alur.models import Run
from renjana.alur.queries import open_task, sop_of
from renjana.bahan.models import CadanganBahan
from renjana.bahan.rules import DAFTAR, Daftar
from renjana.organisasi.models import PerangkatDaerah
from renjana.renja.models import RancanganRkpd, RealisasiLalu, RealisasiTriwulan, Usulan
from renjana.renstra.queries import current_edition, successors

KERJA = "analisis.analisis"
MODELS: Mapping[str, type[Model]] = {"realisasi": RealisasiLalu, "usulan": Usulan, "rkpd": RancanganRkpd, "triwulan": RealisasiTriwulan}
CLOSED = "Analisis sudah selesai; data ini tidak dapat diubah lagi pada putaran ini."


@dataclass(frozen=True)
class Place:
    """A list where it belongs: of a plan (with its run) or of a year. `scope` are the fields that every row of it shares."""

    daftar: Daftar
    pd: PerangkatDaerah
    tahun: int
    run: Run | None
    scope: Mapping[str, Any]

    @property
    def model(self) -> type[Model]:
        """The model of its rows."""
        return MODELS[self.daftar.jenis]

    @property
    def main(self) -> str:
        """The agency's main bidang urusan, for X.XX.01."""
        return str(self.pd.bidang_urusan[0]) if self.pd.bidang_urusan else ""

    @property
    def judul(self) -> str:
        """What the list is called, with its year where it has one."""
        return f"{self.daftar.judul} {self.tahun}" if self.daftar.of_year else self.daftar.judul

    def rows(self) -> QuerySet[Any]:
        """Its rows, in order."""
        return self.model._default_manager.filter(**self.scope).select_related("diubah_oleh")


def place_in_run(run: Run, jenis: str) -> Place:
    """A list of a plan."""
    return Place(DAFTAR[jenis], run.perangkat_daerah, run.tahap.renja.tahun, run, {"tahap": run.tahap})


def place_of_year(pd: PerangkatDaerah, tahun: int) -> Place:
    """The realisation by quarter of a year."""
    return Place(DAFTAR["triwulan"], pd, tahun, None, {"perangkat_daerah": pd, "tahun": tahun})


def why_closed(place: Place) -> str:
    """Why a list can no longer change; "" while it can. A list of a year stays open."""
    if place.run is None:
        return ""
    task = open_task(place.run)
    analysis = next((step.nomor for step in sop_of(place.run.sop).langkah if step.kerja == KERJA), 0)
    return CLOSED if task is None or task.langkah > analysis else ""


def backups_of(place: Place) -> QuerySet[CadanganBahan]:
    """What can be put back, newest first."""
    own = Q(tahap=place.scope.get("tahap")) if place.run else Q(tahap=None, tahun=place.tahun)
    return CadanganBahan.objects.filter(own, perangkat_daerah=place.pd, jenis=place.daftar.jenis, dipulihkan=None)


def moved_codes(place: Place) -> dict[str, str]:
    """Old code to the code that took its place: in the edition of the plan, or in the newest one."""
    edition = place.run.tahap.renja.versi_nomenklatur_id if place.run else getattr(current_edition(), "pk", None)
    return successors(edition, place.pd.bidang_urusan) if edition else {}


def years_reported(pd: PerangkatDaerah) -> dict[int, int]:
    """How many rows of realisation by quarter each year has, newest year first."""
    years = RealisasiTriwulan.objects.filter(perangkat_daerah=pd).order_by("-tahun").values_list("tahun", flat=True)
    counted: dict[int, int] = {}
    for year in years:
        counted[year] = counted.get(year, 0) + 1
    return counted
