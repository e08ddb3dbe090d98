"""Forms of a node of the Renstra: its figures, a new indicator, a new tujuan or sasaran."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from renjana.organisasi.fields import DesimalField, RupiahField
from renjana.renstra.actions import IndikatorKoreksi, Koreksi
from renjana.renstra.codes import normalize
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra, Tingkat, TipeIndikator


def reason() -> forms.CharField:
    """Why something changes; it stands in the history."""
    return forms.CharField(label="Alasan koreksi", max_length=300, min_length=5, help_text="Tersimpan pada riwayat, misalnya: salah ketik.")


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


class IndikatorForm(forms.Form):
    """A new indicator."""

    uraian = forms.CharField(label="Indikator", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    satuan = forms.CharField(label="Satuan", max_length=100)
    tipe = forms.ChoiceField(label="Tipe", choices=TipeIndikator.choices)
    awal = DesimalField(label="Capaian awal", required=False)

    def __init__(self, data: Any = None, *, years: Sequence[int]) -> None:
        self.years = years
        super().__init__(data)
        for year in years:
            self.fields[f"target_{year}"] = DesimalField(label=f"Target {year}", required=False)
        self.fields["akhir"] = DesimalField(label="Target akhir", required=False)
        self.fields["alasan"] = reason()

    def indikator(self) -> IndikatorKoreksi:
        """What the form says, as the action takes it."""
        data = self.cleaned_data
        target = {year: number for year in self.years if (number := data[f"target_{year}"]) is not None}
        return IndikatorKoreksi(" ".join(data["uraian"].split()), data["satuan"].strip(), data["tipe"], data["awal"], target, data["akhir"])


class GoalForm(forms.Form):
    """A new tujuan, or a sasaran beneath one."""

    nama = forms.CharField(label="Tujuan atau sasaran", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    induk = forms.ModelChoiceField(
        label="Di bawah tujuan",
        queryset=ItemRenstra.objects.none(),
        required=False,
        empty_label="Ini tujuan baru",
        help_text="Pilih tujuan bila ini sasaran.",
    )
    alasan = reason()

    def __init__(self, data: Any = None, *, renstra: Renstra) -> None:
        super().__init__(data)
        self.fields["induk"].queryset = ItemRenstra.objects.filter(renstra=renstra, tingkat=Tingkat.TUJUAN)  # type: ignore[attr-defined]


class SasaranForm(forms.Form):
    """Which sasaran a program serves."""

    sasaran = forms.ModelChoiceField(label="Sasaran yang dilayani", queryset=ItemRenstra.objects.none(), required=False, empty_label="Belum dipilih")
    alasan = reason()

    def __init__(self, data: Any = None, *, item: ItemRenstra) -> None:
        super().__init__(data, initial={"sasaran": item.sasaran_id})
        rows = ItemRenstra.objects.filter(renstra=item.renstra_id, tingkat=Tingkat.SASARAN)
        self.fields["sasaran"].queryset = rows  # type: ignore[attr-defined]
