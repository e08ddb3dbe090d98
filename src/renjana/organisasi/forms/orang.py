"""Forms of people: account, jabatan, Plh./Plt., qualification."""

from datetime import date
from typing import Any, cast

from django import forms

from renjana.organisasi.directory import STATES, people_of
from renjana.organisasi.fields import NipField, TanggalField
from renjana.organisasi.forms.access import KontakMixin
from renjana.organisasi.models import Delegasi, Jabatan, Kualifikasi, Orang, PerangkatDaerah
from renjana.organisasi.nip import format_nip


class CariOrangForm(forms.Form):
    """Filters of the list of people."""

    q = forms.CharField(label="Nama, NIP, atau surel", required=False, max_length=100)
    keadaan = forms.ChoiceField(label="Keadaan akun", required=False, choices=STATES)


class OrangForm(KontakMixin, forms.Form):
    """The account of a person."""

    field_order = ("nama", "nip", "email", "telepon", "pangkat")
    nama = forms.CharField(label="Nama dengan gelar", max_length=120, help_text="Seperti tercetak pada surat dan blok tanda tangan.")
    nip = NipField(label="NIP", required=False, help_text="18 angka; spasi boleh. Kosongkan untuk yang bukan ASN.")
    email = forms.EmailField(label="Surel", required=False, help_text="Boleh dipakai untuk masuk, dan untuk menerima tautan kata sandi baru.")
    telepon = forms.CharField(label="Nomor WhatsApp", required=False, max_length=20, help_text="Misalnya 0812 3456 7890.")
    pangkat = forms.CharField(label="Pangkat, golongan", required=False, max_length=60, help_text="Misalnya Penata Tingkat I, III/d.")

    def __init__(self, *args: Any, instance: Orang | None = None, **kwargs: Any) -> None:
        self.instance = instance or Orang()
        super().__init__(*args, **kwargs)
        if instance:
            self.initial = {name: getattr(instance, name) for name in self.base_fields} | {"nip": format_nip(instance.nip or "")}

    def clean_nip(self) -> str | None:
        nip: str = self.cleaned_data["nip"]
        if nip and Orang.objects.filter(nip=nip).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("NIP ini sudah dipakai orang lain. Cari orangnya, termasuk yang nonaktif.")
        return nip or None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "nip" in data and "email" in data and not data["nip"] and not data["email"]:
            self.add_error("nip", "Isi NIP atau surel; salah satunya dipakai untuk masuk.")
        return data


class PangkuForm(forms.Form):
    """Which jabatan a person holds, from which day on."""

    jabatan = forms.ModelChoiceField(label="Jabatan", queryset=Jabatan.objects.none(), empty_label="Pilih jabatan")
    mulai = TanggalField(label="Mulai", help_text="Misalnya 4/1/2027.")
    selesai = TanggalField(label="Sampai", required=False, help_text="Kosongkan bila belum ditentukan.")

    def __init__(self, *args: Any, pd: PerangkatDaerah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Jabatan.objects.filter(perangkat_daerah=pd).order_by("nama")
        cast("forms.ModelChoiceField[Jabatan]", self.fields["jabatan"]).queryset = posts

    def clean(self) -> dict[str, Any]:
        return _ordered(self, super().clean() or self.cleaned_data)


class AkhiriForm(forms.Form):
    """The last day of a holding."""

    selesai = TanggalField(label="Hari terakhir memangku jabatan ini", help_text="Mulai hari berikutnya orang ini tidak lagi berwenang.")


class DelegasiForm(forms.Form):
    """Who acts for the holder of a jabatan, and by which SK."""

    jabatan = forms.ModelChoiceField(label="Jabatan yang dijalankan", queryset=Jabatan.objects.none(), empty_label="Pilih jabatan")
    orang = forms.ModelChoiceField(label="Dijalankan oleh", queryset=Orang.objects.none(), empty_label="Pilih orang")
    jenis = forms.ChoiceField(label="Sebagai", choices=Delegasi.Jenis.choices, widget=forms.RadioSelect, initial=Delegasi.Jenis.PLH)
    mulai = TanggalField(label="Mulai")
    selesai = TanggalField(label="Sampai", help_text="Hari ini masih termasuk.")
    dasar = forms.CharField(label="Dasar (SK atau surat perintah)", max_length=200, help_text="Beserta nomornya; tercatat dalam riwayat.")

    def __init__(self, *args: Any, pd: PerangkatDaerah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Jabatan.objects.filter(perangkat_daerah=pd).order_by("nama")
        cast("forms.ModelChoiceField[Jabatan]", self.fields["jabatan"]).queryset = posts
        cast("forms.ModelChoiceField[Orang]", self.fields["orang"]).queryset = people_of(pd).filter(is_active=True)

    def clean(self) -> dict[str, Any]:
        return _ordered(self, super().clean() or self.cleaned_data)

    def days(self) -> tuple[date, date]:
        """First and last day, both inside."""
        return self.cleaned_data["mulai"], self.cleaned_data["selesai"]


class KualifikasiForm(forms.Form):
    """What qualifies a person, with its basis."""

    orang = forms.ModelChoiceField(label="Orang", queryset=Orang.objects.none(), empty_label="Pilih orang")
    jenis = forms.ChoiceField(label="Kualifikasi", choices=Kualifikasi.Jenis.choices, widget=forms.RadioSelect)
    dasar = forms.CharField(label="Dasar", max_length=200, help_text="SK, sertifikat, atau surat tugas beserta nomornya.")
    mulai = TanggalField(label="Berlaku mulai")
    selesai = TanggalField(label="Sampai", required=False, help_text="Kosongkan bila tidak berbatas waktu.")

    def __init__(self, *args: Any, pd: PerangkatDaerah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Orang]", self.fields["orang"]).queryset = people_of(pd).filter(is_active=True)

    def clean(self) -> dict[str, Any]:
        return _ordered(self, super().clean() or self.cleaned_data)


def _ordered(form: forms.Form, data: dict[str, Any]) -> dict[str, Any]:
    """Both days of a stretch, the last not before the first."""
    if data.get("mulai") and data.get("selesai") and data["selesai"] < data["mulai"]:
        form.add_error("selesai", "Hari terakhir tidak boleh sebelum hari pertama.")
    return data
