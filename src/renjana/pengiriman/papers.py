"""Cover letter, receipt and compliance sheet as the printers' data."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from renjana.alur.models import Run
from renjana.alur.queries import sop_of
from renjana.organisasi.models import Orang
from renjana.organisasi.nip import format_nip
from renjana.organisasi.signatory import letterhead, local_day, local_iso, signature
from renjana.pengiriman.rules import Bukti, Passage, Pengantar, verdict
from renjana.surat.models import Surat


def cover_letter(run: Run, pengantar: Pengantar, nomor: str, *, by: Orang, now: datetime) -> dict[str, Any]:
    """Data of the template surat-pengantar."""
    pd = run.perangkat_daerah
    return {
        "rekaan": by.rekaan,
        "jenis": "pengantar",
        "judul": f"Surat Pengantar Dokumen Renja Tahun {run.tahap.renja.tahun}",
        "instansi": letterhead(pd),
        "nomor": nomor,
        "kota": pd.pemda.ibu_kota,
        "tanggal": local_day(pd, now).isoformat(),
        "yth": [pengantar.kepada],
        "telepon": pd.kontak,
        "naskah": [{"nama": entry.nama, "banyaknya": entry.banyaknya, "keterangan": entry.keterangan} for entry in pengantar.naskah],
        "ttd": signature(pd, "kepala_dinas", now) | {"tempat": ""},
        "tembusan": list(pengantar.tembusan),
    }


def receipt(run: Run, surat: Surat, sidik: str, bukti: Bukti, *, by: Orang, now: datetime) -> dict[str, Any]:
    """Data of the template tanda-terima."""
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    return {
        "rekaan": by.rekaan,
        "instansi": letterhead(pd),
        "nomor": f"TT/{surat.nomor}",
        "dari": f"{pd.nama} {pd.pemda.nama}",
        "waktu": local_iso(pd, bukti.diterima),
        "barang": [
            {"nama": f"Surat Pengantar Nomor {surat.nomor}", "banyaknya": "1 lembar", "keterangan": "asli"},
            {"nama": f"Dokumen Renja Tahun {tahun}", "banyaknya": "1 berkas", "keterangan": "ditandatangani"},
        ],
        "sidik": sidik,
        "penyerah": {"nama": by.nama, "nip": format_nip(by.nip) if by.nip else ""},
        "penerima": {"nama": bukti.penerima, "nip": ""},
    }


def compliance(run: Run, passages: Sequence[Passage], *, by: Orang, now: datetime) -> dict[str, Any]:
    """Data of the template kepatuhan: each step's standard against its actual time."""
    pd, sop = run.perangkat_daerah, sop_of(run.sop)
    return {
        "rekaan": by.rekaan,
        "judul": "Lembar Kepatuhan SOP Penyusunan Renja",
        "instansi": letterhead(pd),
        "sop": f"SOP {sop.nama} versi {sop.versi}",
        "dokumen": f"Dokumen Renja Tahun {run.tahap.renja.tahun}",
        "jalan": f"{run.mulai.year}/{run.pk:02d}",
        "kota": pd.pemda.ibu_kota,
        "tanggal": local_day(pd, now).isoformat(),
        "jumlah_langkah": len(sop.langkah),
        "langkah": [
            {
                "no": passage.nomor,
                "uraian": passage.uraian,
                "oleh": passage.oleh or by.nama,
                "untuk": passage.untuk,
                "putaran": passage.putaran,
                "mulai": local_iso(pd, passage.mulai),
                "selesai": local_iso(pd, passage.selesai),
                "baku": passage.baku,
                "nyata": passage.nyata,
                "hasil": passage.hasil,
                "alasan": passage.alasan,
            }
            for passage in passages
        ],
        "sidik": run.kepala,
        "keterangan": verdict(passages, len(sop.langkah)),
        "ttd": signature(pd, "sekretaris", now) | {"tempat": ""},
    }
