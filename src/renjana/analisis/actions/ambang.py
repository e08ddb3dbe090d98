"""The thresholds of the checks, as the agency sets them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from renjana.alur.models import Run
from renjana.analisis.actions.bahan import must_look_again
from renjana.analisis.checks import AMBANG
from renjana.organisasi.actions.perubahan import locked, note
from renjana.organisasi.models import Orang, PerangkatDaerah


@transaction.atomic
def save_thresholds(pd: PerangkatDaerah, wanted: Mapping[str, int], *, by: Orang, now: datetime) -> int:
    """Keep the agency's thresholds; one that equals the default is not kept. How many changed. Running analyses have to be run again."""
    kept = locked(pd)
    known = {one.kunci: one for one in AMBANG}
    before = {key: int(kept.ambang.get(key, one.nilai)) for key, one in known.items()}
    changed = {key: value for key, value in wanted.items() if key in known and value != before[key]}
    if not changed:
        return 0
    after = {**before, **changed}
    kept.ambang = {key: value for key, value in after.items() if value != known[key].nilai}
    kept.save(update_fields=["ambang"])
    told = "; ".join(f"{known[key].makna} dari {before[key]} menjadi {value} {known[key].satuan}" for key, value in changed.items())
    note(kept, f"Ambang pemeriksaan diubah: {told}.", by=by, now=now)
    for run in Run.objects.filter(perangkat_daerah=kept, status=Run.Status.BERJALAN):
        must_look_again(run)
    return len(changed)
