"""The output of step 11 on paper: the disposisi that passes the signed document on to the Perencana."""

from datetime import datetime
from typing import Any

from renjana.alur.models import Run
from renjana.organisasi.models import Orang
from renjana.organisasi.signatory import letterhead, local_day, local_iso, signature
from renjana.pengesahan.rules import shown_code


def approval_sheet(run: Run, kode: str, *, by: Orang, now: datetime) -> dict[str, Any]:
    """Data of the template disposisi, filled as the approval."""
    pd, tahun = run.perangkat_daerah, run.tahap.renja.tahun
    today = local_day(pd, now).isoformat()
    wishes = ("Proses lebih lanjut", "Buat surat pengantar", "Kirim ke Bappeda", "Arsip")
    return {
        "rekaan": by.rekaan,
        "instansi": letterhead(pd),
        "dari": "Sekretaris",
        "nomor_surat": "-",
        "tanggal_surat": today,
        "tanggal_terima": today,
        "nomor_agenda": f"P-{shown_code(kode)}",
        "pilihan_sifat": ["Sangat segera", "Segera", "Rahasia"],
        "sifat": "Segera",
        "hal": f"Persetujuan Dokumen Renja Tahun {tahun}",
        "penerima": [{"jabatan": "Perencana", "pilih": True}, {"jabatan": "Sekretaris", "pilih": False}],
        "harap": [{"isi": wish, "pilih": wish != "Arsip"} for wish in wishes],
        "catatan": f"Dokumen Renja Tahun {tahun} disetujui dan ditandatangani. Buat surat pengantar dan nomornya, lalu kirim ke Bappeda.",
        "tenggat": local_iso(pd, run.tenggat or now),
        "paraf": ["Perencana"],
        "ttd": signature(pd, "kepala_dinas", now, by=by) | {"tempat": ""},
    }
