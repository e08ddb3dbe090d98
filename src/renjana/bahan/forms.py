"""Forms of the source data: a row of a list, a file, what a plan stands on."""

from collections.abc import Mapping
from typing import Any

from django import forms

from renjana.bahan.rules import STATUSES, Daftar, Kolom, head_of, rejects
from renjana.organisasi.fields import DesimalField, RupiahField
from renjana.organisasi.models import PerangkatDaerah
from renjana.renstra.codes import normalize, resolve
from renjana.renstra.models import Renstra, TipeIndikator, VersiNomenklatur
from renjana.renstra.workbook import MAX_BYTES

MEGABYTES = MAX_BYTES // 1024 // 1024
MOST_WORDS = 4000
CHOICES = {"tipe": TipeIndikator.choices, "status": [(one, one.capitalize()) for one in STATUSES]}


class BarisForm(forms.Form):
    """A row of a list; fields by its columns."""

    dilihat = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, daftar: Daftar, tahun: int, main: str, initial: Mapping[str, Any] | None = None) -> None:
        self.daftar, self.main = daftar, main
        super().__init__(data, initial=dict(initial or {}))
        for kolom in daftar.kolom:
            self.fields[kolom.key] = field_of(kolom, tahun)

    def clean(self) -> dict[str, Any]:
        """Codes in their kept form; what a row lacks beyond its single cells."""
        data = super().clean() or {}
        if "kode" in data:
            text = str(data["kode"]).strip()
            data["kode"] = resolve(normalize(text), self.main)
            if text and not data["kode"]:
                self.add_error("kode", "Ini bukan kode; tulis seperti 2.16.03.2.02.0040, dengan atau tanpa titik.")
        for key, value in data.items():
            if isinstance(value, str) and key != "dilihat":
                data[key] = " ".join(value.split())
        for key, sentence in rejects(self.daftar.jenis, data).items():
            if key not in self.errors:
                self.add_error(key, sentence)
        return data

    def values(self) -> dict[str, Any]:
        """The row by column."""
        return {key: self.cleaned_data[key] for key in self.daftar.keys}


def field_of(kolom: Kolom, tahun: int) -> forms.Field:
    """The form field of a column."""
    label, needed, hint = head_of(kolom, tahun), kolom.needed, kolom.hint
    if kolom.kind == "number":
        return DesimalField(label=label, required=needed, help_text=hint)
    if kolom.kind == "money":
        return RupiahField(label=label, required=needed, help_text=hint)
    if kolom.kind in CHOICES:
        return forms.ChoiceField(label=label, choices=CHOICES[kolom.kind])
    if kolom.kind == "long":
        rows = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(label=label, required=needed, help_text=hint, max_length=MOST_WORDS, widget=rows)
    room = 2 if kolom.kind == "code" else 1
    return forms.CharField(label=label, required=needed, help_text=hint, max_length=(kolom.limit or 200) * room)


class BerkasForm(forms.Form):
    """A file with a list; `berkas` gives (name, bytes)."""

    CARA = (("ganti", "Ganti seluruh isi daftar"), ("tambah", "Tambahkan; baris yang sama mendapat angka baru"))

    berkas = forms.FileField(label="Berkas Excel atau CSV", allow_empty_file=True, widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}))
    cara = forms.ChoiceField(label="Isi yang sudah ada", choices=CARA, initial="ganti", widget=forms.RadioSelect)

    def clean_berkas(self) -> tuple[str, bytes]:
        """The file's name and content; the content itself is judged by the reader."""
        file = self.cleaned_data["berkas"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"Berkas lebih besar dari {MEGABYTES} MB; hapus gambar di dalamnya lalu unggah lagi.")
        return file.name, file.read()


class DasarForm(forms.Form):
    """The edition and the Renstra that a plan stands on."""

    nomenklatur = forms.ModelChoiceField(label="Versi nomenklatur", queryset=VersiNomenklatur.objects.none(), empty_label=None)
    renstra = forms.ModelChoiceField(label="Renstra", queryset=Renstra.objects.none(), required=False, empty_label="Belum ada")

    def __init__(self, data: Any = None, *, pd: PerangkatDaerah, tahun: int, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["nomenklatur"].queryset = VersiNomenklatur.objects.order_by("-dibuat")  # type: ignore[attr-defined]
        renstra = Renstra.objects.filter(perangkat_daerah=pd, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
        self.fields["renstra"].queryset = renstra.order_by("-berlaku", "-perubahan")  # type: ignore[attr-defined]
