"""Forms of the calendar: a day of the agency's own, Ramadan."""

from typing import Any

from django import forms

from renjana.organisasi.fields import TanggalField

KINDS = (("libur", "Libur setempat"), ("masuk", "Tetap masuk kerja"))


class HariForm(forms.Form):
    """What the agency says of a day."""

    tanggal = TanggalField(label="Tanggal", help_text="Misalnya 24/11/2026.")
    jenis = forms.ChoiceField(label="Pada hari ini kantor", choices=KINDS, widget=forms.RadioSelect, initial="libur")
    sebab = forms.CharField(label="Sebab atau dasar", max_length=200, help_text="Misalnya hari jadi kabupaten, pilkada, atau nomor surat edaran.")


class RamadanForm(forms.Form):
    """First and last day of Ramadan hours."""

    mulai = TanggalField(label="Hari pertama")
    selesai = TanggalField(label="Hari terakhir")
    sumber = forms.CharField(label="Dasar", max_length=200, required=False, help_text="Misalnya surat edaran jam kerja Ramadan.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("mulai") and data.get("selesai") and data["selesai"] < data["mulai"]:
            self.add_error("selesai", "Hari terakhir tidak boleh sebelum hari pertama.")
        return data
