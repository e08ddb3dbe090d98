"""The agency and the year that a command is about. Raises OfficeFault with a sentence that says what to name."""

from renjana.alur.models import Run
from renjana.organisasi.models import PerangkatDaerah


class OfficeFault(Exception):
    """The command names no single agency, or a year without a Renja; `str()` is a sentence."""


def agency(kode: str | None) -> PerangkatDaerah:
    """The agency with this code; without one the only agency of the installation."""
    known = {one.kode: one for one in PerangkatDaerah.objects.select_related("pemda").order_by("kode")}
    if not known:
        raise OfficeFault("Belum ada perangkat daerah; jalankan renjana run atau renjana demo.")
    if kode is None and len(known) == 1:
        return next(iter(known.values()))
    if kode in known:
        return known[kode]
    shown = ", ".join(f"{one.kode} ({one.nama})" for one in list(known.values())[:20])
    raise OfficeFault(f"{'Sebutkan perangkat daerah dengan --pd' if kode is None else f'Perangkat daerah {kode} tidak dikenal'}: {shown}.")


def run_of(pd: PerangkatDaerah, tahun: int) -> Run:
    """The newest run of a year that was not cancelled, else the newest."""
    found = Run.objects.filter(perangkat_daerah=pd, tahap__renja__tahun=tahun).select_related("tahap__renja").order_by("-mulai", "-id")
    runs = sorted(found, key=lambda run: run.status == Run.Status.DIBATALKAN)
    if not runs:
        known = sorted(set(Run.objects.filter(perangkat_daerah=pd).values_list("tahap__renja__tahun", flat=True)))
        there = f" Yang ada: {', '.join(map(str, known))}." if known else ""
        raise OfficeFault(f"Renja {tahun} belum dimulai pada {pd.nama}.{there}")
    return runs[0]
