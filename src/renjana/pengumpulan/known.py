"""What the lines of a format are held against: the agency's sub kegiatan in the edition, old codes, its Renstra; and what a wrong code is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from renjana.renja.values import IndikatorValue, RencanaValue
from renjana.renstra.codes import TEMPLATE, bidang_urusan_of, in_urusan, is_sub_kegiatan, resolve
from renjana.renstra.nomenklatur import Entry, for_agency
from renjana.renstra.plan import tipe_of

NEAREST, LIKELY = 2, 90


@dataclass(frozen=True)
class Known:
    """What a line is held against: the agency's sub kegiatan by resolved code, old codes with their new ones, names for codes outside."""

    main: str
    urusan: tuple[str, ...] = ()
    edition: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, kode: str) -> str:
        """The name of a sub kegiatan; the code itself when nobody knows it."""
        entry = self.entries.get(kode)
        return entry.nama if entry else self.names.get(kode, kode)


def known_from(entries: Iterable[Entry], urusan: tuple[str, ...], edition: str, *, names: Mapping[str, str] | None = None) -> Known:
    """What lines of an agency are held against. `names` are those of its Renstra by code."""
    main = next(iter(urusan), "")
    own = [entry for entry in entries if is_sub_kegiatan(resolve(entry.kode, main)) and bidang_urusan_of(entry.kode) in {*urusan, TEMPLATE}]
    fitting = {resolve(entry.kode, main): entry for entry in for_agency(own, urusan)}
    successors = {old: kode for kode, entry in fitting.items() for old in entry.kode_sebelumnya if old not in fitting}
    return Known(main, urusan, edition, fitting, successors, names or {})


def code_doubt(kode: str, known: Known) -> str:
    """Why a code is doubtful, with the codes that may be meant; "" for a sub kegiatan of the agency in the edition."""
    if kode in known.entries:
        return ""
    if new := known.successors.get(kode):
        return f"{kode} adalah kode lama; dalam nomenklatur {known.edition} menjadi {new}, {known.name_of(new)}. Ganti dengan kode itu."
    if not is_sub_kegiatan(kode):
        return f"{kode} bukan kode sub kegiatan; kode sub kegiatan berbentuk seperti {known.main}.01.2.01.0001."
    near = [code for code, _, _ in process.extract(kode, list(known.entries), scorer=fuzz.ratio, limit=NEAREST, score_cutoff=LIKELY)]
    meant = " atau ".join(f"{code}, {known.entries[code].nama}" for code in near)
    hint = f"Mungkin maksud Anda {meant}." if near else "Cari kodenya pada nomenklatur, lalu ganti."
    if known.urusan and not in_urusan(kode, known.urusan):
        return f"{kode} di luar urusan perangkat daerah ini ({', '.join(known.urusan)}). {hint}"
    return f"{kode} tidak ada dalam nomenklatur {known.edition}. {hint}"


def new_row(kode: str, known: Known, bidang: str) -> RencanaValue:
    """A sub kegiatan that a bidang adds: name, indicator and unit of the nomenclature, nothing else."""
    return completed(RencanaValue(kode=kode, nama=known.name_of(kode), bidang=bidang), known.entries.get(kode))


def completed(row: RencanaValue, entry: Entry | None) -> RencanaValue:
    """A row with the name of its entry, and with indicator and unit where it has none."""
    if entry is None:
        return row
    indikator = row.indikator or ((IndikatorValue(entry.indikator, tipe_of(entry.satuan), entry.satuan),) if entry.indikator else ())
    return replace(row, nama=entry.nama, indikator=indikator)
