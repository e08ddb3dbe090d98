"""Which agency a command is about: the one that is named, or the only one there is."""

from renjana.organisasi.models import PerangkatDaerah


def agency(word: str | None) -> PerangkatDaerah:
    """The agency with this kode or singkatan; without a word the only one. Raises LookupError with a sentence that names what there is."""
    known = list(PerangkatDaerah.objects.select_related("pemda").order_by("kode"))
    if not known:
        raise LookupError("belum ada perangkat daerah; jalankan renjana run atau renjana init, lalu isi perangkat daerahnya.")
    found = [each for each in known if word is None or word.lower() in (each.kode.lower(), each.singkatan.lower())]
    if len(found) == 1:
        return found[0]
    names = "; ".join(f"{each.kode} ({each.nama})" for each in known)
    told = "sebut salah satu dengan --perangkat-daerah" if word is None or found else f"perangkat daerah {word} tidak ada"
    raise LookupError(f"{told}: {names}.")
