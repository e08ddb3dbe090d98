"""What makes a readable definition a sound procedure: order, start and end, actors, decisions with both ways, times, notes."""

import re
from collections.abc import Callable, Sequence

from renjana.sop.model import KEPUTUSAN, MULAI, PROSES, SELESAI, Langkah, Sop
from renjana.sop.waktu import WORKDAY_MINUTES, parse, standard_minutes

SHAPES = (MULAI, PROSES, KEPUTUSAN, SELESAI)
LONGEST_DAYS = 366
_CODE = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_WORK = re.compile(r"[a-z_]+\.[a-z_]+")

Note = Callable[[str, str], None]
"""Receives a place and a sentence."""


def check_sop(sop: Sop, note: Note) -> None:
    """Every unsoundness of the procedure as a whole goes to `note`."""
    for label, count in (("langkah", len(sop.langkah)), ("pelaksana", len(sop.pelaksana))):
        if not count:
            note(label, f"belum ada; tulis paling sedikit satu bagian [[{label}]].")
    if sop.kode and not (_CODE.fullmatch(sop.kode) and len(sop.kode) <= 60):
        note("kode", 'harus huruf kecil, angka, dan tanda hubung, paling banyak 60, misalnya "penyusunan-renja".')
    if len(sop.versi) > 20:
        note("versi", "paling banyak 20 karakter.")
    if len(sop.nama) > 200:
        note("nama", "paling banyak 200 karakter.")
    _check_ids("pelaksana", [actor.id for actor in sop.pelaksana], note)
    _check_ids("catatan", [entry.id for entry in sop.catatan], note)
    actors, notes = {actor.id for actor in sop.pelaksana}, {entry.id for entry in sop.catatan}
    for place, langkah in enumerate(sop.langkah, 1):
        where = f"langkah[{place}]."
        _check_row(place, langkah, where, note)
        _check_names(langkah, where, actors, notes, note)
        _check_ways(sop, place, where, note)
    _check_ends(sop, note)


def _check_ids(label: str, ids: Sequence[str], note: Note) -> None:
    for number, entry in enumerate(ids, 1):
        if entry.strip() and not _CODE.fullmatch(entry):
            note(f"{label}[{number}].id", "harus huruf kecil, angka, tanda hubung, atau garis bawah.")
        if entry and entry in ids[: number - 1]:
            note(f"{label}[{number}].id", f'"{entry}" dipakai lebih dari sekali.')


def _check_row(place: int, langkah: Langkah, where: str, note: Note) -> None:
    """Number, shape, time and the name of the work."""
    if langkah.nomor != place:
        note(f"{where}nomor", f"bernomor {langkah.nomor}, padahal urutannya {place}; nomor harus 1, 2, 3 tanpa loncat atau ganda.")
    if langkah.bentuk not in SHAPES:
        note(f"{where}bentuk", f'bentuk "{langkah.bentuk}" tidak dikenal; pilih mulai, proses, keputusan, atau selesai.')
    if langkah.kerja and not _WORK.fullmatch(langkah.kerja):
        note(f"{where}kerja", 'harus berbentuk "area.pekerjaan", misalnya "rapat.undangan".')
    if langkah.sop_terkait and not _CODE.fullmatch(langkah.sop_terkait):
        note(f"{where}sop_terkait", 'harus kode SOP, misalnya "rapat-internal".')
    if langkah.waktu.strip():
        _check_time(langkah.waktu, where, note)


def _check_time(text: str, where: str, note: Note) -> None:
    try:
        waktu = parse(text)
    except ValueError as fault:
        note(f"{where}waktu", str(fault))
    else:
        if standard_minutes(waktu) > LONGEST_DAYS * WORKDAY_MINUTES:
            note(f"{where}waktu", f"terlalu lama; paling banyak {LONGEST_DAYS} hari kerja.")


def _check_names(langkah: Langkah, where: str, actors: set[str], notes: set[str], note: Note) -> None:
    """Actors and notes that a step names must exist, once each."""
    if not langkah.pelaksana:
        note(f"{where}pelaksana", 'belum ada pelaksananya; tulis id-nya, misalnya ["staf"].')
    for key, named, known in (("pelaksana", langkah.pelaksana, actors), ("catatan", langkah.catatan, notes)):
        for number, entry in enumerate(named, 1):
            if entry not in known:
                note(f"{where}{key}[{number}]", f'{key} "{entry}" tidak ada pada [[{key}]].')
            if entry in named[: number - 1]:
                note(f"{where}{key}[{number}]", f'"{entry}" disebut dua kali.')


def _check_ways(sop: Sop, place: int, where: str, note: Note) -> None:
    """A decision goes on and goes back; nothing else goes back; a way back points to an earlier step."""
    langkah = sop.langkah[place - 1]
    if langkah.bentuk == KEPUTUSAN and not langkah.kembali:
        note(f"{where}kembali", "keputusan harus punya dua jalan; tulis langkah tujuan bila tidak disetujui, misalnya [8].")
    if langkah.bentuk == KEPUTUSAN and place == len(sop.langkah):
        note(f"{where}bentuk", "keputusan tidak boleh menjadi langkah terakhir: jalan setujunya tidak menuju langkah mana pun.")
    if langkah.bentuk in SHAPES and langkah.bentuk != KEPUTUSAN and langkah.kembali:
        note(f"{where}bentuk", "langkah yang punya jalan kembali harus berbentuk keputusan.")
    if langkah.kembali_disimpulkan and not langkah.kembali:
        note(f"{where}kembali_disimpulkan", "tidak berlaku karena langkah ini tidak punya jalan kembali.")
    for number, target in enumerate(langkah.kembali, 1):
        if not 1 <= target < place:
            note(f"{where}kembali[{number}]", f"jalan kembali ke langkah {target} harus menunjuk langkah sebelumnya yang ada.")
        if target in langkah.kembali[: number - 1]:
            note(f"{where}kembali[{number}]", f"langkah {target} disebut dua kali.")


def _check_ends(sop: Sop, note: Note) -> None:
    """One start, which is the first step; one end, which is the last, so that no step stands behind an end unreached."""
    last = len(sop.langkah)
    if last == 1:
        note("langkah", "hanya satu; SOP memerlukan langkah mulai dan langkah selesai.")
        return
    for place, langkah in enumerate(sop.langkah, 1):
        where = f"langkah[{place}].bentuk"
        if langkah.bentuk == MULAI and place > 1:
            note(where, "hanya langkah pertama yang boleh berbentuk mulai.")
        if langkah.bentuk == SELESAI and place < last:
            note(where, f"langkah selesai harus yang terakhir; langkah {place + 1} dan seterusnya tidak akan tercapai.")
        if place == 1 and langkah.bentuk in SHAPES and langkah.bentuk != MULAI:
            note(where, "langkah pertama harus berbentuk mulai.")
        if place == last and langkah.bentuk in (MULAI, PROSES):
            note(where, "langkah terakhir harus berbentuk selesai.")
