"""A run that stands where the collection does its work, with a small Renstra. Amounts are invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from renjana.alur.models import Run
from renjana.alur.queries import open_task
from renjana.organisasi.models import Orang
from renjana.pengumpulan import actions
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.models import Format, Isian
from renjana.pengumpulan.queries import isian_of
from renjana.pengumpulan.rules import FormatDraft
from renjana.renja.models import Renja
from renjana.renstra.actions import install_nomenklatur
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Nomenklatur, Renstra
from tests.people import WIB, Dinas, a_run, finish

DEADLINE = datetime(2027, 1, 12, 16, tzinfo=WIB)
PLAN = {
    "2.16.01.2.02.0001": ("SEKRETARIAT", 900_000_000),
    "2.16.02.2.01.0014": ("IKP", 150_000_000),
    "2.16.03.2.01.0004": ("APTIKA", 60_000_000),
    "2.16.03.2.02.0040": ("APTIKA", 250_000_000),
    "2.20.02.2.01.0019": ("STATISTIK", 80_000_000),
}


@dataclass
class Stage:
    """A run with the isian of each bidang by code, and the time it stands at."""

    dinas: Dinas
    run: Run
    now: datetime

    def isian(self, kode: str) -> Isian:
        return next(one for one in isian_of(self.run) if one.bidang.kode == kode)


def a_renstra(renja: Renja) -> Renstra:
    """A Renstra 2025-2029 that plans the sub kegiatan of PLAN, with the indicator of the nomenclature."""
    install_nomenklatur(datetime(2026, 1, 1, tzinfo=WIB))
    renstra = Renstra.objects.create(perangkat_daerah=renja.perangkat_daerah, tahun_awal=2025, tahun_akhir=2029)
    for order, (kode, (_, pagu)) in enumerate(PLAN.items()):
        entry = Nomenklatur.objects.filter(versi=renja.versi_nomenklatur, kode__in=[kode, kode.replace("2.16.01", "X.XX.01")]).first()
        item = ItemRenstra.objects.create(
            renstra=renstra,
            tingkat="sub_kegiatan",
            kode=kode,
            nama=entry.nama if entry else f"Sub kegiatan {kode}",
            urutan=order,
            pagu={"2027": pagu, "2028": pagu + 1_000_000},
        )
        IndikatorRenstra.objects.create(
            item=item,
            uraian=entry.indikator if entry else "Jumlah dokumen",
            satuan=entry.satuan if entry else "Dokumen",
            target={"2027": "12", "2028": "15"},
            target_akhir=Decimal(60),
        )
    renja.renstra = renstra
    renja.save(update_fields=["renstra"])
    return renstra


def at_format(dinas: Dinas) -> Stage:
    """Step 2 waits for the Perencana; the sub kegiatan are divided."""
    run = a_run(dinas, langkah=2)
    a_renstra(run.tahap.renja)
    task = open_task(run)
    assert task is not None
    actions.assign(run, {kode: who for kode, (who, _) in PLAN.items()}, by=dinas.perencana, now=task.mulai)
    return Stage(dinas, run, task.mulai)


def at_hand_out(dinas: Dinas) -> Stage:
    """Step 3: the format is published."""
    stage = at_format(dinas)
    publish(stage)
    return stage


def publish(stage: Stage, draft: FormatDraft | None = None, *, by: Orang | None = None) -> Format:
    """Prepare and publish at once."""
    who = by or stage.dinas.perencana
    kept = actions.prepare_format(stage.run, draft or FormatDraft(KEYS, tenggat=DEADLINE), by=who, now=stage.now)
    return actions.publish_format(kept, seen=kept.tanda, by=who, now=stage.now)


def at_gathering(dinas: Dinas) -> Stage:
    """Step 6: every bidang has its format, nobody has sent yet."""
    stage = at_hand_out(dinas)
    stage.now += timedelta(minutes=30)
    actions.hand_out_all(stage.run, by=dinas.staf, now=stage.now)
    actions.finish_hand_out(stage.run, by=dinas.staf, now=stage.now, alasan="Tanda terima menyusul.")
    while (task := open_task(stage.run)) is not None and task.langkah < 6:
        finish(dinas, task)
    assert task is not None
    stage.now = task.mulai + timedelta(minutes=5)
    return stage
