"""An SOP as plain text of 100 columns, to read in a terminal or to paste into a letter."""

from collections.abc import Iterable
from datetime import date
from textwrap import wrap

from renjana.sop.model import KEPUTUSAN, MULAI, SELESAI, Langkah, Sop
from renjana.sop.waktu import WORKDAY_MINUTES, parse, standard_minutes

WIDTH = 100
BOXES = (
    ("Dasar Hukum", "dasar_hukum"),
    ("Kualifikasi Pelaksana", "kualifikasi"),
    ("Keterkaitan", "keterkaitan"),
    ("Peralatan/Perlengkapan", "peralatan"),
    ("Peringatan", "peringatan"),
    ("Pencatatan dan Pendataan", "pencatatan"),
)
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")


def as_text(sop: Sop) -> str:
    """The whole SOP: identity block, the six boxes, every step with all its columns, editor's notes."""
    lines = [*_title(sop), "", *_identity(sop)]
    for label, key in BOXES:
        lines += ["", label.upper(), *_numbered(getattr(sop, key))]
    lines += ["", f"SOP : {sop.nama.upper()}"]
    for langkah in sop.langkah:
        lines += ["", *_step(sop, langkah)]
    lines += ["", *_total(sop)]
    if sop.catatan:
        lines += ["", "CATATAN PENYUNTING (bukan bagian dari SOP)"]
        for entry in sop.catatan:
            lines += _hanging("- ", f"{entry.letak}: {entry.isi}")
    return "\n".join(lines) + "\n"


def _title(sop: Sop) -> list[str]:
    lines = [sop.pemda.upper(), sop.perangkat_daerah.upper(), "", "STANDAR OPERASIONAL PROSEDUR (SOP)", sop.nama.upper()]
    state = [f"Versi {sop.versi}", *([sop.status] if sop.status else [])]
    return [line.center(WIDTH).rstrip() for line in (*lines, f"({'; '.join(state)})")]


def _identity(sop: Sop) -> list[str]:
    block = sop.identitas
    signer = (block.disahkan_oleh, block.disahkan_nama, f"NIP {block.disahkan_nip}" if block.disahkan_nip else "")
    rows = (
        ("Nomor SOP", block.nomor),
        ("Tanggal Pembuatan", _date(block.tanggal_pembuatan)),
        ("Tanggal Revisi", _date(block.tanggal_revisi)),
        ("Tanggal Pengesahan", _date(block.tanggal_pengesahan)),
        ("Disahkan Oleh", ", ".join(part for part in signer if part)),
        ("Nama SOP", sop.nama),
    )
    return [line for label, value in rows for line in _hanging(f"{label:<19}: ", value)]


def _date(text: str) -> str:
    if not text:
        return ""
    day = date.fromisoformat(text)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _step(sop: Sop, langkah: Langkah) -> list[str]:
    names = {actor.id: actor.nama for actor in sop.pelaksana}
    mark = {MULAI: " [MULAI]", SELESAI: " [SELESAI]", KEPUTUSAN: " [KEPUTUSAN]"}.get(langkah.bentuk, "")
    actors = " dan ".join(names[actor] for actor in langkah.pelaksana)
    rows = [
        ("Pelaksana", actors + (" (disimpulkan)" if langkah.disimpulkan else "")),
        ("Kelengkapan", langkah.kelengkapan),
        ("Waktu", langkah.waktu),
        ("Output", langkah.output),
        ("Keterangan", langkah.keterangan),
    ]
    if langkah.kembali:
        ways = " atau ".join(str(number) for number in langkah.kembali)
        rows.append(("Bila tidak", f"kembali ke langkah {ways}" + (" (disimpulkan)" if langkah.kembali_disimpulkan else "")))
    lines = _hanging(f"{f'{langkah.nomor}.':<4}", langkah.uraian + mark)
    return lines + [line for label, value in rows for line in _hanging(f"    {label:<11}: ", value)]


def _total(sop: Sop) -> list[str]:
    standards = [parse(langkah.waktu) for langkah in sop.langkah]
    days = sum(waktu.jumlah for waktu in standards if waktu.satuan == "hari")
    minutes = sum(standard_minutes(waktu) for waktu in standards) - days * WORKDAY_MINUTES
    hours, rest = divmod(minutes, 60)
    parts = [f"{count} {unit}" for count, unit in ((days, "hari kerja"), (hours, "jam"), (rest, "menit")) if count]
    return [f"Jumlah waktu {sop.judul_mutu.title()}: {', '.join(parts)}."]


def _numbered(entries: Iterable[str]) -> list[str]:
    return [line for number, entry in enumerate(entries, 1) for line in _hanging(f"{f'{number}.':<4}", entry)]


def _hanging(head: str, body: str) -> list[str]:
    """The body wrapped behind its head, further lines indented under the first."""
    lines = wrap(body, WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False)
    return lines or [head.rstrip()]
