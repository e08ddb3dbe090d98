"""What decides in steps 2, 3 and 6: who fills what, what is still empty, what may happen to an isian, when a step may close."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from renjana.organisasi.refusal import Refused
from renjana.organisasi.table import fill_years
from renjana.pengumpulan.columns import BY_KEY, only, parts
from renjana.pengumpulan.lembar import BY_KEY as LEMBAR
from renjana.renja.values import IndikatorValue, RencanaValue
from renjana.renstra.codes import kegiatan_of, parents, program_of

BELUM, DISAMPAIKAN, DITERIMA, DIISI, DIKIRIM, DIKEMBALIKAN, DISETUJUI, DILEWATI = (
    "belum",
    "disampaikan",
    "diterima",
    "diisi",
    "dikirim",
    "dikembalikan",
    "disetujui",
    "dilewati",
)
OPEN = frozenset({DISAMPAIKAN, DITERIMA, DIISI, DIKEMBALIKAN})
SETTLED = frozenset({DISETUJUI, DILEWATI})
FORMAT, HAND_OUT, GATHER, ANALYSE = "pengumpulan.format", "pengumpulan.penyampaian", "pengumpulan.penghimpunan", "analisis.analisis"
COLLECTING = frozenset({HAND_OUT, "rapat.undangan", "rapat.pelaksanaan", GATHER})
SHORTEST = 5
"""So many letters a reason has at least."""
NOT_PLANNED = "-"
"""What an assignment says of a sub kegiatan that the agency does not plan this year."""


class Unreceipted(Refused):
    """Step 3 would finish although a bidang has not said that it received the format; a reason lets it."""


class Unseen(Refused):
    """A format that nobody has seen as it would go out now; it is prepared and shown before it is published."""


NOT_PREPARED = "Format ini belum pernah disiapkan, atau rancangannya disimpan lagi sesudah pratinjau yang Anda lihat."
CHANGED = "Format, pembagian, atau data sumbernya berubah sesudah pratinjau disiapkan."
LOOK_AGAIN = "Pratinjau di bawah ini disiapkan ulang dan belum diterbitkan: periksa, lalu tekan “Terbitkan format”."


@dataclass(frozen=True)
class FormatDraft:
    """The format as the planner draws it up. `tenggat` is aware, None while not chosen; `petunjuk` by column key; `lembar` are the
    further parts, `pertanyaan` the questions.
    """

    kolom: tuple[str, ...]
    petunjuk: Mapping[str, str] = field(default_factory=dict)
    tenggat: datetime | None = None
    pengantar: str = ""
    lembar: tuple[str, ...] = ()
    pertanyaan: tuple[str, ...] = ()


def deadline_fault(tenggat: datetime | None, *, now: datetime) -> str:
    """Why this deadline cannot go out; "" when it can."""
    if tenggat is None:
        return "Tenggat pengisian belum diisi; pilih tanggal dan jamnya."
    return "Tenggat pengisian sudah lewat; pilih waktu sesudah sekarang." if tenggat <= now else ""


def repeated(questions: Iterable[str]) -> str:
    """What to say of questions that are asked twice, spaces, capitals and the closing mark apart; "" when each is asked once."""
    seen, twice = set(), []
    for words in (" ".join(one.split()) for one in questions):
        plain = words.casefold().rstrip("?.! ")
        if plain and plain in seen:
            twice.append(f"“{words}”")
        seen.add(plain)
    return f"Pertanyaan {', '.join(twice)} ditulis dua kali; hapus salah satunya." if twice else ""


def format_faults(draft: FormatDraft, unassigned: Collection[str], *, now: datetime) -> tuple[str, ...]:
    """Every reason why a format cannot be published yet."""
    reasons = []
    if fault := deadline_fault(draft.tenggat, now=now):
        reasons.append(fault)
    if twice := repeated(draft.pertanyaan):
        reasons.append(twice)
    if unknown := sorted(set(draft.kolom) - set(BY_KEY)):
        reasons.append(f"Kolom {', '.join(unknown)} tidak dikenal; pilih dari daftar kolom.")
    if unassigned:
        shown = ", ".join(sorted(unassigned)[:3]) + (" dan lainnya" if len(unassigned) > 3 else "")
        reasons.append(f"{len(unassigned)} sub kegiatan belum dibagi ({shown}); pilih bidangnya atau “Tidak direncanakan”.")
    return tuple(reasons)


def deadline_warning(tenggat: datetime | None, gathered: datetime | None, said: str) -> str:
    """What to think over when bidang may fill longer than the gathering may take; "" when they may not. `said` is `gathered` as read aloud."""
    if tenggat is None or gathered is None or tenggat <= gathered:
        return ""
    return f"Tenggat pengisian melewati jatuh tempo langkah 6 menurut jadwal ({said}). Bila bidang mengisi sampai tenggat itu, langkah 6 terlambat."


def assigned(kode: str, pengampu: Mapping[str, str]) -> str:
    """Who fills a sub kegiatan: its own assignment, else that of its kegiatan, else of its program; "" when nobody was chosen."""
    return pengampu.get(kode) or pengampu.get(kegiatan_of(kode)) or pengampu.get(program_of(kode)) or ""


def propose(
    codes: Iterable[str], *, last: Mapping[str, str], bidang: Mapping[str, str], sekretariat: str, name_of: Callable[[str], str]
) -> dict[str, str]:
    """A first assignment of sub kegiatan: who planned the same code before, else the sekretariat for program penunjang, else the bidang
    whose name stands in the name of the kegiatan or program. What fits nobody is left out.

    `bidang` gives names by code, `last` the bidang by code of an earlier year.
    """
    words = {kode: _words(nama) - {"bidang", "dan", "seksi", "urusan"} for kode, nama in bidang.items()}
    found: dict[str, str] = {}
    for kode in codes:
        support = kode.split(".")[2:3] == ["01"]
        who = last.get(kode) or (sekretariat if support else "") or _named(words, [kegiatan_of(kode), program_of(kode)], name_of)
        if who in bidang:
            found[kode] = who
    return found


def _named(words: Mapping[str, set[str]], codes: Iterable[str], name_of: Callable[[str], str]) -> str:
    for code in codes:
        title = _words(name_of(code))
        fitting = [kode for kode, wanted in words.items() if wanted and wanted <= title]
        if fitting:
            return max(fitting, key=lambda kode: len(words[kode]))
    return ""


def raised(pengampu: Mapping[str, str], codes: Collection[str]) -> dict[str, str]:
    """The same assignment said as high as possible: at the program or kegiatan when all its sub kegiatan have the same bidang."""
    found: dict[str, str] = {}
    for kode in codes:
        for upper in (program_of(kode), kegiatan_of(kode), kode):
            whose = {pengampu.get(one, "") for one in codes if one == upper or one.startswith(f"{upper}.")}
            if len(whose) == 1 and (who := next(iter(whose))):
                found[upper] = who
                break
    return found


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


@dataclass(frozen=True)
class Gap:
    """A cell that the format asks for and that is still empty. `nomor` counts the indicators from 0."""

    kode: str
    nama: str
    nomor: int
    key: str
    message: str


def gaps(rows: Iterable[RencanaValue], keys: Collection[str], tahun: int) -> tuple[Gap, ...]:
    """Every empty cell of the chosen columns, row by row; a note may stay empty."""
    found = []
    for row in rows:
        for column in only(keys):
            if column.key in {"kode", "catatan"}:
                continue
            for number, value in enumerate(_values(row, column.key)):
                if value in (None, "", ()):
                    hint = " Bila berhenti, tulis 0 dan beri catatan." if column.key == "pagu_maju" else ""
                    found.append(Gap(row.kode, row.nama, number, column.key, f"{column.judul(tahun)} belum diisi.{hint}"))
    return tuple(found)


def _values(row: RencanaValue, key: str) -> list[str | int | Decimal | tuple[object, ...] | None]:
    if not BY_KEY[key].per_indikator:
        return [getattr(row, key)]
    attribute = "uraian" if key == "indikator" else key
    return [getattr(one, attribute) for one in row.indikator or (IndikatorValue("", "", ""),)]


def completeness(rows: Sequence[RencanaValue], keys: Collection[str]) -> dict[str, tuple[int, int]]:
    """Of each part: how many sub kegiatan have it complete, and of how many."""
    empty: dict[str, set[str]] = {}
    for gap in gaps(rows, keys, 0):
        empty.setdefault(BY_KEY[gap.key].bagian, set()).add(gap.kode)
    return {key: (len(rows) - len(empty.get(key, ())), len(rows)) for key, _ in parts(keys)}


def heat(filled: int, total: int) -> int:
    """How dark a cell of the matrix is: 0 nothing, 1 under half, 3 half and more, 4 complete (a bidang without rows has nothing)."""
    if not filled:
        return 0
    return 4 if filled == total else 3 if filled * 2 >= total else 1


def why_not_edit(status: str, kerja: str, *, corrector: bool) -> str:
    """Why the rows of an isian cannot be changed now; "" when they can. During the analysis a `corrector` (Perencana, Staf) still can, and
    the bidang itself once it was given its isian back with the findings.
    """
    if kerja == ANALYSE and status != BELUM and (corrector or status in {DIISI, DIKEMBALIKAN}):
        return ""
    if status == BELUM:
        return "Format belum disampaikan kepada bidang ini; tunggu langkah 3."
    if kerja not in COLLECTING:
        return "Pengumpulan sudah ditutup; isian tidak dapat diubah lagi."
    if status == DIKIRIM:
        return "Isian sudah dikirim dan menunggu diperiksa. Tarik kembali dahulu bila perlu diubah."
    if status == DISETUJUI:
        return "Isian sudah diterima. Minta Staf mengembalikannya bila perlu diubah."
    if status == DILEWATI:
        return "Isian bidang ini dilewati. Minta Staf membukanya kembali bila perlu diisi."
    return ""


@dataclass(frozen=True)
class Standing:
    """How one bidang stands at a gate."""

    nama: str
    status: str
    rows: int = 0


def hand_out_faults(standings: Iterable[Standing]) -> tuple[str, ...]:
    """Every reason why step 3 cannot finish: the format has to reach every bidang and the sekretariat."""
    missing = [one.nama for one in standings if one.status == BELUM]
    return (f"Format belum disampaikan kepada {', '.join(missing)}.",) if missing else ()


def unreceipted(nama: Sequence[str]) -> str:
    """What to think over when these bidang have not said that they received the format; "" for none."""
    return (
        f"Belum ada tanda terima dari {', '.join(nama)}. Mintalah tanda terimanya, atau tuliskan alasan menutup langkah ini tanpanya." if nama else ""
    )


def closing_faults(standings: Iterable[Standing]) -> tuple[str, ...]:
    """Every reason why step 6 cannot close: each isian is accepted, or waived with a reason."""
    waiting = list(standings)
    sent = [one.nama for one in waiting if one.status == DIKIRIM]
    missing = [one.nama for one in waiting if one.status not in {*SETTLED, DIKIRIM}]
    reasons = []
    if missing:
        reasons.append(f"Isian {', '.join(missing)} belum dikirim; ingatkan, atau lewati dengan alasan.")
    if sent:
        reasons.append(f"Isian {', '.join(sent)} belum diperiksa; terima atau kembalikan.")
    return tuple(reasons)


def news(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> list[str]:
    """What a format asks for that its earlier version did not, in words."""
    found = [f"kolom {BY_KEY[key].label.split(' {')[0]}" for key in after["kolom"] if key not in before["kolom"]]
    found += [f"bagian {LEMBAR[key].label}" for key in after["lembar"] if key not in before["lembar"]]
    count = len([one for one in after["pertanyaan"] if one not in before["pertanyaan"]])
    return [*found, f"{count} pertanyaan"] if count else found


def with_years(text: str, tahun: int) -> str:
    """A sentence with the years of the plan in it."""
    return fill_years(text, tahun)


def send_faults(rows: Sequence[RencanaValue], empty: Sequence[Gap], alasan: str, open_parts: Sequence[str] = ()) -> tuple[str, ...]:
    """Every reason why an isian cannot be sent: it holds nothing, or has gaps that nobody explained. `open_parts` are further parts."""
    if not rows and not alasan.strip():
        return ("Isian masih kosong. Tambahkan sub kegiatan, atau tuliskan alasan bila bidang ini memang tidak merencanakan apa pun.",)
    if empty and not alasan.strip():
        return (f"{len(empty)} sel belum diisi. Lengkapi, atau tuliskan alasan mengapa dikirim apa adanya.",)
    if open_parts and not alasan.strip():
        return (f"{' dan '.join(open_parts)} belum lengkap. Lengkapi, atau tuliskan alasan mengapa dikirim apa adanya.",)
    return ()


def hand_out_text(nama: str, bidang: str, tahun: int, tenggat: str, tautan: str, penanda: str) -> str:
    """The message that brings the format to a contact person. `tenggat` as read aloud, `penanda` who signs."""
    return (
        f"Yth. {nama}, berikut format isian Renja {tahun} untuk {bidang}. Mohon diisi paling lambat {tenggat}, "
        f"lewat halaman atau Excel di {tautan}. Terima kasih. {penanda}"
    )


def reminder_text(nama: str, bidang: str, tahun: int, lacking: str, tenggat: str, tautan: str, penanda: str) -> str:
    """The message that reminds a contact person. `lacking` says what is missing."""
    return f"Yth. {nama}, isian Renja {tahun} {bidang} {lacking}. Tenggat pengisian {tenggat}. Mohon dilanjutkan di {tautan}. Terima kasih. {penanda}"


NEAR, PAST = "dekat", "lewat"
WARNING_MINUTES = 450
"""A bidang is told one working day (7,5 working hours) before its deadline."""


def reminder_stage(tenggat: datetime, now: datetime, *, left: int) -> str:
    """PAST from the deadline on, NEAR in the last working day before it, else "". `left` is in working minutes."""
    if now >= tenggat:
        return PAST
    return NEAR if left <= WARNING_MINUTES else ""


def reminder_key(stage: str, tenggat: datetime) -> str:
    """Names a reminder once for all; a deadline that moves makes a new one."""
    return f"tenggat-{stage}-{tenggat.timestamp():.0f}"


def reminder_words(stage: str, bidang: str, tahun: int, tenggat: str) -> tuple[str, str]:
    """Title and text of an automatic reminder. `tenggat` as read aloud."""
    if stage == NEAR:
        return f"Isian Renja {tahun} {bidang} ditunggu sampai {tenggat}", "Isian belum dikirim. Lanjutkan di halaman isian atau unggah Excelnya."
    return (
        f"Isian Renja {tahun} {bidang} melewati tenggat",
        f"Tenggat pengisian {tenggat} sudah lewat dan isian belum dikirim. Kirim secepatnya, atau hubungi Staf bila ada kendala.",
    )


def under(codes: Iterable[str]) -> list[str]:
    """Programs and kegiatan above these sub kegiatan with the sub kegiatan themselves, parents first, in order of code."""
    return sorted({step for code in codes for step in (*(one for one in parents(code) if one.count(".") >= 2), code)})
