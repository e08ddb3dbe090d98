"""The meeting's papers as the printers' data."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from renjana.organisasi.dates import pukul
from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.queries import zone_of
from renjana.organisasi.signatory import letterhead, local_day, signature
from renjana.pengumpulan.usulan import told
from renjana.rapat.models import PesertaRapat, Rapat
from renjana.rapat.queries import shown_nip
from renjana.rapat.rules import Keputusan, Notulen, Undangan, discussion_points, paragraphs

IN_LETTER, ONE_SHEET = 3, 30
"""So many guests are named in the invitation itself, and so many on one sheet behind it (surat-undangan.typ)."""


def _clock(pd: PerangkatDaerah, start: datetime, end: datetime) -> str:
    zone = ZoneInfo(zone_of(pd.pk))
    return f"pukul {pukul(start, zone).rsplit(' ', 1)[0]} s.d. {pukul(end, zone)}"


def invitation(pd: PerangkatDaerah, tahun: int, undangan: Undangan, nomor: str, *, by: Orang, now: datetime) -> dict[str, Any]:
    """Data of the template surat-undangan."""
    return {
        "rekaan": by.rekaan,
        "jenis": "undangan",
        "judul": f"Undangan Rapat Pembahasan Renja Tahun {tahun}",
        "instansi": letterhead(pd),
        "nomor": nomor,
        "sifat": undangan.sifat,
        "lampiran": ("1 (satu) lembar" if len(undangan.tamu) <= ONE_SHEET else "1 (satu) berkas") if len(undangan.tamu) > IN_LETTER else "-",
        "hal": "Undangan Rapat Pembahasan Rencana Kerja",
        "kota": pd.pemda.ibu_kota,
        "tanggal": local_day(pd, now).isoformat(),
        "yth": [guest.jabatan if guest.orang else f"{guest.nama}, {guest.jabatan}".rstrip(", ") for guest in undangan.tamu],
        "pembuka": [f"Dalam rangka penyusunan Rencana Kerja (Renja) {pd.nama} Tahun {tahun}, kami mengundang Saudara untuk hadir pada:"],
        "acara": {
            "tanggal": local_day(pd, undangan.mulai).isoformat(),
            "waktu": _clock(pd, undangan.mulai, undangan.selesai),
            "tempat": undangan.tempat,
            "acara": f"Pembahasan Rencana Kerja (Renja) Tahun {tahun}: {'; '.join(undangan.acara)}",
        },
        "penutup": [
            "Saudara diharapkan hadir tepat waktu dengan membawa bahan program dan kegiatan bidang masing-masing.",
            "Atas perhatian dan kehadiran Saudara diucapkan terima kasih.",
        ],
        "ttd": signature(pd, "kepala_dinas", now) | {"tempat": ""},
        "tembusan": list(undangan.tembusan),
    }


def attendance(rapat: Rapat, people: Sequence[PesertaRapat], *, by: Orang, now: datetime) -> dict[str, Any]:
    """Data of the template daftar-hadir."""
    run = rapat.run
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    came = [
        {
            "nama": person.nama,
            "jabatan": person.jabatan,
            "nip": shown_nip(person.nip),
            "hadir": ("hadir" + (f" {person.pukul:%H.%M}" if person.pukul else "")) if person.hadir else "tidak hadir",
        }
        for person in people
    ]
    return {
        "rekaan": by.rekaan,
        "judul": f"Daftar Hadir Rapat Pembahasan Renja Tahun {tahun}",
        "instansi": letterhead(pd),
        "tanggal": local_day(pd, rapat.mulai).isoformat(),
        "waktu": _clock(pd, rapat.mulai, rapat.selesai).capitalize(),
        "tempat": rapat.tempat,
        "acara": f"Pembahasan Rencana Kerja (Renja) Tahun {tahun}",
        "peserta": came,
        "kosong": 0,
        "ttd": _signed_by(pd, by, now),
    }


def minutes(rapat: Rapat, notulen: Notulen, people: Sequence[PesertaRapat], *, by: Orang, now: datetime) -> dict[str, Any]:
    """Data of the template notulen."""
    run = rapat.run
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    present = sum(1 for person in people if person.hadir)
    invited = sum(1 for person in people if person.diundang)
    clock = _clock(pd, rapat.mulai, rapat.selesai)
    acts: list[dict[str, Any]] = [
        {"judul": "Kata pembukaan", "paragraf": list(paragraphs(notulen.pembukaan)) or ["Rapat dibuka oleh pimpinan rapat."]}
    ]
    if notulen.dimajukan.strip():
        acts[0]["paragraf"].append(f"Rapat dimajukan dari waktu undangan karena {notulen.dimajukan.strip().rstrip('.')}.")
    acts.append({"judul": "Pembahasan", "butir": [list(point) for point in discussion_points(notulen.pembahasan)]})
    if notulen.penutup.strip():
        acts.append({"judul": "Penutup", "paragraf": list(paragraphs(notulen.penutup))})
    todo = [entry for entry in notulen.keputusan if entry.siapa.strip()]
    return {
        "rekaan": by.rekaan,
        "judul": f"Notulen Rapat Pembahasan Renja Tahun {tahun}",
        "instansi": letterhead(pd),
        "rapat": f"Pembahasan Rencana Kerja (Renja) Tahun {tahun}",
        "tanggal": local_day(pd, rapat.mulai).isoformat(),
        "waktu_panggilan": clock.split(" s.d.")[0].capitalize(),
        "waktu": clock.capitalize(),
        "tempat": rapat.tempat,
        "kota": pd.pemda.ibu_kota,
        "acara": list(rapat.acara),
        "pimpinan": [["Ketua", notulen.pimpinan], ["Pencatat", by.nama]],
        "peserta": f"{present} orang hadir dari {invited} yang diundang (daftar hadir terlampir)",
        "kegiatan": acts,
        "keputusan": [_decided(entry, tahun) for entry in notulen.keputusan],
        "tindak": [{"apa": entry.isi, "siapa": entry.siapa, "tenggat": entry.tenggat.isoformat() if entry.tenggat else ""} for entry in todo],
        "notulis": {"nama": by.nama, "nip": shown_nip(by.nip or "")},
        "pimpinan_ttd": _chair(pd, people, notulen.pimpinan, now),
    }


def _decided(entry: Keputusan, tahun: int) -> str | dict[str, Any]:
    """A decision as the minutes print it: its words, and beneath them the changes to rows of the plan."""
    return {"isi": entry.isi, "perubahan": [told(change, tahun) for change in entry.perubahan]} if entry.perubahan else entry.isi


def _chair(pd: PerangkatDaerah, people: Sequence[PesertaRapat], name: str, now: datetime) -> dict[str, Any]:
    person = next((person for person in people if person.nama == name), None)
    if person is None:
        return {"jabatan": "Pimpinan rapat", "nama": name, "pangkat": "", "nip": ""}
    rank = person.orang.pangkat if person.orang else ""
    return {"jabatan": person.jabatan, "nama": person.nama, "pangkat": rank, "nip": shown_nip(person.nip)}


def _signed_by(pd: PerangkatDaerah, by: Orang, now: datetime) -> dict[str, Any]:
    return {
        "tempat": pd.pemda.ibu_kota,
        "tanggal": local_day(pd, now).isoformat(),
        "jabatan": "Pencatat kehadiran",
        "nama": by.nama,
        "nip": shown_nip(by.nip or ""),
        "pangkat": by.pangkat,
    }
