"""The agency and the year that a command is about. Raises LookupError with a sentence that names what there is."""

from renjana.alur.models import Run
from renjana.organisasi.models import PerangkatDaerah


def agency(word: str | None) -> PerangkatDaerah:
    """The agency with this kode or singkatan; without a word the only one."""
    known = list(PerangkatDaerah.objects.select_related("pemda").order_by("kode"))
    if not known:
        raise LookupError("belum ada perangkat daerah; jalankan renjana run atau renjana init, lalu isi perangkat daerahnya.")
    found = [each for each in known if word is None or word.lower() in (each.kode.lower(), each.singkatan.lower())]
    if len(found) == 1:
        return found[0]
    names = "; ".join(f"{each.kode} ({each.nama})" for each in known[:20])
    told = "sebut salah satu dengan --pd" if word is None or found else f"perangkat daerah {word} tidak ada"
    raise LookupError(f"{told}: {names}.")


def run_of(pd: PerangkatDaerah, tahun: int) -> Run:
    """The newest run of a year that was not cancelled, else the newest."""
    found = Run.objects.filter(perangkat_daerah=pd, tahap__renja__tahun=tahun).select_related("tahap__renja").order_by("-mulai", "-id")
    runs = sorted(found, key=lambda run: run.status == Run.Status.DIBATALKAN)
    if not runs:
        known = sorted(set(Run.objects.filter(perangkat_daerah=pd).values_list("tahap__renja__tahun", flat=True)))
        there = f" Yang ada: {', '.join(map(str, known))}." if known else ""
        raise LookupError(f"Renja {tahun} belum dimulai pada {pd.nama}.{there}")
    return runs[0]
