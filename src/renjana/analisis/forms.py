"""Forms of step 7."""

from typing import ClassVar

from django import forms

from renjana.renja.lists import REALISASI, RKPD, USULAN

MAX_BYTES = 2 * 1024 * 1024


class AlasanForm(forms.Form):
    """Why a finding may stand."""

    alasan = forms.CharField(label="Alasan", min_length=5, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class DataForm(forms.Form):
    """A list that the analysis asks for, as CSV. `text()` gives its words."""

    JENIS: ClassVar = (("realisasi", "Realisasi tahun lalu (T-C.29)"), ("rkpd", "Rancangan awal RKPD (T-C.31)"), ("usulan", "Usulan (T-C.32)"))
    KOLOM: ClassVar = {"realisasi": REALISASI, "rkpd": RKPD, "usulan": USULAN}

    jenis = forms.ChoiceField(label="Isi berkas", choices=JENIS, widget=forms.RadioSelect)
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


class EksporForm(forms.Form):
    """An export of SIPD-RI to be set against the plan."""

    berkas = forms.FileField(
        label="Ekspor Renja dari SIPD-RI",
        help_text="Laporan Renja 17 kolom atau lembar sub kegiatan, sebagai .xlsx atau .html. Berkas hanya dibaca, tidak disimpan.",
    )
