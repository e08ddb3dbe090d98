"""Forms of the Renstra and the nomenclature."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from renjana.organisasi.fields import DesimalField, RupiahField
from renjana.renstra.actions import IndikatorKoreksi, Koreksi
from renjana.renstra.codes import normalize
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Tingkat, TipeIndikator
from renjana.renstra.pemetaan import Pemetaan, PemetaanFault, parse
from renjana.renstra.workbook import MAX_BYTES

MEGABYTES = MAX_BYTES // 1024 // 1024
MAX_TOML = 64 * 1024


class WorkbookField(forms.FileField):
    """An XLSX; gives (name, bytes)."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(label=label, help_text=help_text, widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}), allow_empty_file=True)

    def clean(self, data: object, initial: object = None) -> tuple[str, bytes]:
        """The file's name and content; the content itself is judged by the reader."""
        file = super().clean(data, initial)
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"Berkas lebih besar dari {MEGABYTES} MB; hapus gambar di dalamnya lalu unggah lagi.")
        return file.name, file.read()


class RenstraForm(forms.Form):
    """A Renstra sheet and its period."""

    tahun_awal = forms.IntegerField(label="Tahun pertama", min_value=2015, max_value=2095, help_text="Misalnya 2025 untuk Renstra 2025-2029.")
    berkas = WorkbookField(label="Berkas Excel", help_text="Lembar Renstra seperti yang Anda simpan sekarang; judul kolomnya boleh berbeda.")


class NomenklaturForm(forms.Form):
    """An edition from SIPD-RI."""

    nama = forms.CharField(label="Nama versi", max_length=120, help_text="Misalnya pemutakhiran 2028. Nama yang sama mengganti isinya.")
    berkas = WorkbookField(label="Berkas Excel", help_text="Ekspor nomenklatur dari SIPD-RI apa adanya.")


class TomlForm(forms.Form):
    """A mapping from a TOML file; `berkas` gives the mapping."""

    berkas = forms.FileField(label="Berkas pemetaan (TOML)", allow_empty_file=True, widget=forms.ClearableFileInput(attrs={"accept": ".toml"}))

    def clean_berkas(self) -> Pemetaan:
        """The mapping that the file says."""
        file = self.cleaned_data["berkas"]
        if file.size > MAX_TOML:
            raise forms.ValidationError("Berkas pemetaan lebih besar dari 64 KB; ini bukan pemetaan Renstra.")
        try:
            return parse(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise forms.ValidationError("Berkas bukan teks UTF-8; unggah berkas .toml yang diunduh dari halaman ini.") from fault
        except PemetaanFault as fault:
            raise forms.ValidationError(str(fault).split("\n")) from fault


class ItemForm(forms.Form):
    """Every figure and word of a node of the Renstra, and why it is corrected."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    nama = forms.CharField(label="Nama", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    kode = forms.CharField(label="Kode", max_length=40, required=False, help_text="Dengan atau tanpa titik, misalnya 2.16.03.2.02.0040.")
    lokasi = forms.CharField(label="Lokasi", max_length=300, required=False)
    alasan = forms.CharField(
        label="Alasan koreksi", max_length=300, min_length=5, help_text="Tersimpan pada riwayat, misalnya: salah ketik pada lembar."
    )

    def __init__(self, data: Any = None, *, item: ItemRenstra, indikator: Sequence[IndikatorRenstra], years: Sequence[int]) -> None:
        self.item, self.indikator, self.years = item, indikator, years
        self.money = item.tingkat == Tingkat.SUB_KEGIATAN
        super().__init__(data, initial={"versi": item.versi, "nama": item.nama, "kode": item.kode, "lokasi": item.lokasi})
        if not self.money:
            del self.fields["kode"], self.fields["lokasi"]
        for year in years if self.money else ():
            self._add(f"pagu_{year}", RupiahField(label=f"Pagu {year} (Rp)", required=False), item.pagu.get(str(year)))
        for one in indikator:
            self._add_indikator(one)

    def _add(self, name: str, field: forms.Field, initial: object) -> None:
        self.fields[name] = field
        self.initial[name] = initial

    def _add_indikator(self, one: IndikatorRenstra) -> None:
        head = f"i{one.pk}"
        self._add(f"{head}_uraian", forms.CharField(label="Indikator", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})), one.uraian)
        self._add(f"{head}_satuan", forms.CharField(label="Satuan", max_length=100, required=False), one.satuan)
        self._add(f"{head}_tipe", forms.ChoiceField(label="Tipe", choices=TipeIndikator.choices), one.tipe)
        self._add(f"{head}_awal", DesimalField(label="Capaian awal", required=False), one.capaian_awal)
        for year in self.years:
            target = one.target.get(str(year))
            self._add(f"{head}_{year}", DesimalField(label=f"Target {year}", required=False), None if target is None else Decimal(target))
        self._add(f"{head}_akhir", DesimalField(label="Target akhir", required=False), one.target_akhir)

    def clean_kode(self) -> str:
        """The code in its kept form."""
        text = str(self.cleaned_data["kode"])
        if text.strip() and not normalize(text):
            raise forms.ValidationError("Ini bukan kode; tulis seperti 2.16.03.2.02.0040.")
        return normalize(text)

    def pagu_fields(self) -> list[BoundField]:
        """The fields of the money, by year."""
        return [self[f"pagu_{year}"] for year in self.years] if self.money else []

    def indikator_fields(self) -> Iterator[tuple[IndikatorRenstra, list[BoundField], list[BoundField]]]:
        """Each indicator with its fields: words first, then numbers."""
        for one in self.indikator:
            head = f"i{one.pk}"
            words = [self[f"{head}_{part}"] for part in ("uraian", "satuan", "tipe")]
            yield one, words, [self[f"{head}_{part}"] for part in ("awal", *self.years, "akhir")]

    def koreksi(self) -> Koreksi:
        """What the form says, as the action takes it."""
        data = self.cleaned_data
        return Koreksi(
            versi=data["versi"],
            nama=" ".join(data["nama"].split()),
            kode=data.get("kode", self.item.kode),
            lokasi=data.get("lokasi", self.item.lokasi),
            pagu={year: money for year in self.years if self.money and (money := data[f"pagu_{year}"]) is not None},
            indikator={one.pk: self._indikator(one.pk) for one in self.indikator},
            alasan=" ".join(data["alasan"].split()),
        )

    def _indikator(self, pk: int) -> IndikatorKoreksi:
        data, head = self.cleaned_data, f"i{pk}"
        target = {year: number for year in self.years if (number := data[f"{head}_{year}"]) is not None}
        uraian = " ".join(data[f"{head}_uraian"].split())
        return IndikatorKoreksi(uraian, data[f"{head}_satuan"].strip(), data[f"{head}_tipe"], data[f"{head}_awal"], target, data[f"{head}_akhir"])
