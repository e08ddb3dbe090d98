"""Forms of steps 12 and 13."""

from datetime import datetime
from mimetypes import guess_type
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from renjana.alur.forms import LARGEST, MEGABYTE, fit_to_keep
from renjana.alur.printed import PrintedForm
from renjana.organisasi.fields import TanggalField
from renjana.pengiriman.models import Pengiriman
from renjana.pengiriman.rules import Bukti, NaskahDikirim, Pengantar
from renjana.surat.rules import safe_name

LINES = 4
SCANS = (".pdf", ".png", ".jpg", ".jpeg")
KINDS = f"PDF, PNG, atau JPEG sampai {LARGEST // MEGABYTE} MB."


class PengantarForm(PrintedForm):
    """To whom, and what is sent."""

    kepada = forms.CharField(label="Yth.", max_length=300)
    tembusan = forms.CharField(label="Tembusan", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="Satu alamat setiap baris.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, LINES + 1):
            self.fields[f"nama-{number}"] = forms.CharField(label=f"Naskah {number}", required=number == 1, max_length=300)
            self.fields[f"banyaknya-{number}"] = forms.CharField(label="Banyaknya", required=False, max_length=60)
            self.fields[f"keterangan-{number}"] = forms.CharField(label="Keterangan", required=False, max_length=200)
        for name, field in self.fields.items():
            field.widget.attrs["data-mirror"] = f"p-{name}"

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The lines of the letter's table, for the template."""
        return [(self[f"nama-{n}"], self[f"banyaknya-{n}"], self[f"keterangan-{n}"]) for n in range(1, LINES + 1)]

    def filled_rows(self) -> list[tuple[Any, Any, Any]]:
        """The lines that say anything, for the paper beside the form."""
        return [row for row in self.rows() if row[0].value()]

    def letter(self) -> Pengantar:
        """The cover letter as a value; empty lines are left out."""
        data = self.cleaned_data
        lines = (NaskahDikirim(data[f"nama-{n}"], data[f"banyaknya-{n}"], data[f"keterangan-{n}"]) for n in range(1, LINES + 1))
        copies = tuple(line.strip() for line in data["tembusan"].splitlines() if line.strip())
        return Pengantar(data["kepada"], tuple(line for line in lines if line.nama.strip()), copies)


class BuktiForm(PrintedForm):
    """Who received the document, when, with what proof, and who got copies."""

    cara = forms.ChoiceField(label="Cara kirim", choices=Pengiriman.Cara.choices)
    penerima = forms.CharField(label="Nama penerima", max_length=120)
    jabatan_penerima = forms.CharField(label="Jabatan penerima", required=False, max_length=200)
    tanggal = TanggalField(label="Tanggal diterima")
    pukul = forms.TimeField(label="Pukul", input_formats=["%H.%M", "%H:%M"], help_text="Misalnya 10.30.")
    pindaian = forms.FileField(
        label="Pindaian bukti terima",
        required=False,
        help_text=f"{KINDS} Bila dikosongkan, tanda terima dicetak untuk ditandatangani; unggah pindaiannya kemudian.",
    )
    salinan = forms.CharField(label="Salinan dibuat untuk", widget=forms.Textarea(attrs={"rows": 3}), help_text="Satu penerima setiap baris.")

    def __init__(self, *args: Any, kept: Pengiriman | None = None, **kwargs: Any) -> None:
        """`kept` is the proof that is corrected."""
        super().__init__(*args, **kwargs)
        if kept is not None and kept.bukti_pindaian:
            self.fields["pindaian"].help_text = f"{KINDS} Tersimpan: {kept.bukti.nama}; kosongkan untuk tetap memakainya."

    def clean_pindaian(self) -> SimpleUploadedFile | None:
        file: SimpleUploadedFile | None = self.cleaned_data["pindaian"]
        return None if file is None else fit_to_keep(file, SCANS)

    def proof(self) -> Bukti:
        """The proof as a value."""
        data = self.cleaned_data
        scan: SimpleUploadedFile | None = data["pindaian"]
        kept = None
        if scan is not None:
            kept = (safe_name(scan.name or "bukti-terima"), scan.read(), guess_type((scan.name or "").lower())[0] or "application/octet-stream")
        return Bukti(
            cara=data["cara"],
            penerima=data["penerima"],
            jabatan_penerima=data["jabatan_penerima"],
            diterima=timezone.make_aware(datetime.combine(data["tanggal"], data["pukul"])),
            salinan=tuple(line.strip() for line in data["salinan"].splitlines() if line.strip()),
            pindaian=kept,
        )


class ArsipForm(forms.Form):
    """Where the paper lies."""

    lokasi = forms.CharField(label="Lokasi simpan", max_length=200, help_text="Misalnya Ruang arsip, rak 2, boks 5.")
