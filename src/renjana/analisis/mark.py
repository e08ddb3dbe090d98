"""The mark of what the checks look at: the plan, what was gathered for it, and what the analysis itself keeps."""

from renjana.alur.models import Run
from renjana.analisis.models import DataSipd, FaktorCapaian, PrioritasSubKegiatan
from renjana.pengumpulan.models import Format, Isian
from renjana.renja.mark import Rows, mark_of, plan_rows, told
from renjana.renja.models import RencanaSubKegiatan


def check_rows(run: Run) -> list[Rows]:
    """Every row that `check_values` reads."""
    past = RencanaSubKegiatan.objects.filter(
        tahap__renja__perangkat_daerah=run.perangkat_daerah_id, tahap__renja__tahun=run.tahap.renja.tahun - 2, tahap__run__status=Run.Status.SELESAI
    )
    return [
        *plan_rows(run.tahap),
        told(Isian.objects.filter(run=run), "bidang_id", "status"),
        told(Format.objects.filter(run=run), "kolom"),
        told(FaktorCapaian.objects.filter(run=run)),
        told(PrioritasSubKegiatan.objects.filter(run=run)),
        told(DataSipd.objects.filter(run=run)),
        told(past, "tahap_id", "kode", "pagu"),
    ]


def check_mark(run: Run) -> str:
    """The mark of what the checks of step 7 look at. One query."""
    return mark_of(check_rows(run))
