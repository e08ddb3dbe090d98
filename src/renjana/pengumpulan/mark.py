"""The mark of a format: what its workbooks and the first rows of the plan are made from."""

from renjana.alur.models import Run
from renjana.organisasi.models import Bidang, PerangkatDaerah
from renjana.pengumpulan.models import Format, Pengampu
from renjana.renja.mark import EDITION, PEMDA, Rows, mark_of, told
from renjana.renja.models import Indikator, RencanaSubKegiatan, Renja, SumberDanaRencana, Tahap
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra

ASKED = ("kolom", "petunjuk", "pengantar", "tenggat", "lembar", "pertanyaan", "versi")


def format_rows(run: Run) -> list[Rows]:
    """Every row that a format is prepared from; of earlier plans and Renstra the places that the drop-downs offer."""
    agency, renja = run.perangkat_daerah_id, run.tahap.renja
    return [
        told(Format.objects.filter(run=run), *ASKED),
        told(Pengampu.objects.filter(run=run), "kode", "bidang_id"),
        told(Renja.objects.filter(pk=renja.pk), more=EDITION),
        told(Tahap.objects.filter(pk=run.tahap_id)),
        told(PerangkatDaerah.objects.filter(pk=agency), more=PEMDA),
        told(Bidang.objects.filter(perangkat_daerah=agency)),
        told(RencanaSubKegiatan.objects.filter(tahap=run.tahap_id)),
        told(Indikator.objects.filter(rencana__tahap=run.tahap_id)),
        told(SumberDanaRencana.objects.filter(rencana__tahap=run.tahap_id)),
        told(run.tahap.realisasi.all()),
        told(Renstra.objects.filter(renja=renja)),
        told(ItemRenstra.objects.filter(renstra=renja.renstra_id)),
        told(IndikatorRenstra.objects.filter(item__renstra=renja.renstra_id)),
        told(RencanaSubKegiatan.objects.filter(tahap__renja__perangkat_daerah=agency).exclude(lokasi=""), "lokasi"),
        told(ItemRenstra.objects.filter(renstra__perangkat_daerah=agency).exclude(lokasi=""), "lokasi"),
    ]


def format_mark(run: Run) -> str:
    """The mark of a format. One query."""
    return mark_of(format_rows(run))
