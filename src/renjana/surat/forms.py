"""Forms of the register: what to look for, which period to print, why a letter is void."""

from typing import Any

from django import forms

from renjana.organisasi.fields import TanggalField
from renjana.surat.models import Surat


class CariForm(forms.Form):
    """Filters of the register."""

    q = forms.CharField(label="Nomor, perihal, atau tujuan", required=False, max_length=100)
    tahun = forms.TypedChoiceField(label="Tahun", required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Semua status"), *Surat.Status.choices])

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tahun"].choices = [("", "Semua tahun"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]


class PeriodeForm(forms.Form):
    """The period of the agenda book, both days inside."""

    mulai = TanggalField(label="Dari tanggal")
    selesai = TanggalField(label="Sampai tanggal")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mulai") and data.get("selesai") and data["selesai"] < data["mulai"]:
            self.add_error("selesai", "Tanggal akhir harus sama dengan atau sesudah tanggal awal.")
        return data


class BatalSuratForm(forms.Form):
    """Why a letter is void."""

    alasan = forms.CharField(
        label="Alasan pembatalan",
        max_length=300,
        help_text="Nomornya tetap tercatat dan tidak dipakai lagi. Alasan ini tercetak pada buku agenda.",
    )
