"""Forms of step 7."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from renjana.alur.forms import ACCEPTED, LARGEST
from renjana.analisis.checks import AMBANG
from renjana.analisis.lists import FAKTOR, PRIORITAS, SIPD
from renjana.renja.lists import REALISASI, RKPD, USULAN

MAX_BYTES = 2 * 1024 * 1024


class AlasanForm(forms.Form):
    """Why a finding may stand."""

    alasan = forms.CharField(label="Alasan", min_length=5, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class DataForm(forms.Form):
    """A list that the analysis asks for, as CSV. `text()` gives its words."""

    JENIS: ClassVar = (
        ("realisasi", "Realisasi tahun lalu (T-C.29)"),
        ("rkpd", "Rancangan awal RKPD (T-C.31)"),
        ("usulan", "Usulan (T-C.32)"),
    )
    OWN: ClassVar = (("faktor", "Faktor dan tindak lanjut capaian"), ("prioritas", "Prioritas dan tag"), ("sipd", "Pagu menurut SIPD-RI"))
    KOLOM: ClassVar = {"realisasi": REALISASI, "rkpd": RKPD, "usulan": USULAN, "faktor": FAKTOR, "prioritas": PRIORITAS, "sipd": SIPD}

    jenis = forms.ChoiceField(label="Isi berkas", choices=(*JENIS, *OWN), widget=forms.RadioSelect)
    berkas = forms.FileField(label="Berkas CSV", help_text="Dari Excel: Simpan Sebagai, CSV UTF-8. Isi sebelumnya diganti.")

    def clean_berkas(self) -> str:
        """The text of the file."""
        berkas = self.cleaned_data["berkas"]
        if berkas.size > MAX_BYTES:
            raise forms.ValidationError("Berkas lebih besar dari 2 MB; unggah CSV tanpa lampiran.")
        try:
            return str(berkas.read().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise forms.ValidationError("Berkas bukan teks UTF-8; simpan dari Excel sebagai CSV UTF-8.") from fault


class CatatanForm(forms.Form):
    """A note on a warning."""

    catatan = forms.CharField(label="Catatan", min_length=5, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class AmbangForm(forms.Form):
    """The thresholds of the checks, a whole number each."""

    def __init__(self, *args: Any, kept: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in AMBANG:
            help_ = f"Aturan {one.kunci.partition('_')[0]}. Bawaan {one.nilai} {one.satuan}: {one.sumber}."
            label = f"{one.makna[0].upper()}{one.makna[1:]} ({one.satuan})"
            self.fields[one.kunci] = forms.IntegerField(
                label=label, min_value=0, max_value=1000, help_text=help_, initial=kept.get(one.kunci, one.nilai)
            )

    def thresholds(self) -> dict[str, int]:
        """What was asked for, by key."""
        return {key: int(value) for key, value in self.cleaned_data.items()}


class BuktiForm(forms.Form):
    """A proof that a verifier asks to see."""

    berkas = forms.FileField(
        label="Berkas", help_text="PDF, gambar, atau dokumen, paling besar 5 MB.", widget=forms.FileInput(attrs={"accept": ", ".join(ACCEPTED)})
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = forms.ChoiceField(label="Bukti", choices=[("", "Pilih bukti"), *kinds])
        self.fields = {"jenis": choice, **self.fields}

    def clean_berkas(self) -> Any:
        """Only ordinary office files, within the size."""
        upload = self.cleaned_data["berkas"]
        if not upload.name.lower().endswith(ACCEPTED):
            raise forms.ValidationError(f"Jenis berkas ini tidak diterima. Kirim salah satu dari: {', '.join(ACCEPTED)}.")
        if upload.size > LARGEST:
            raise forms.ValidationError("Berkas ini lebih besar dari 5 MB; perkecil dahulu.")
        return upload


class EksporForm(forms.Form):
    """An export of SIPD-RI to be set against the plan."""

    berkas = forms.FileField(
        label="Ekspor Renja dari SIPD-RI",
        help_text="Laporan Renja 17 kolom atau lembar sub kegiatan, sebagai .xlsx atau .html. Berkas hanya dibaca, tidak disimpan.",
    )
