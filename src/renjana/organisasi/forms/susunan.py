"""Forms of the agency itself: letterhead, letter numbers, bidang, jabatan."""

import re
from typing import Any, cast

from django import forms

from renjana.organisasi.directory import actor_choices
from renjana.organisasi.emblem import LARGEST, wrap
from renjana.organisasi.models import Bidang, Jabatan, Peran, PerangkatDaerah
from renjana.organisasi.numbering import MEANINGS, pattern_faults
from renjana.organisasi.rules import jabatan_faults

URUSAN = re.compile(r"(?:\d|X)\.(?:\d{2}|XX)")
AGENCY = ("nama", "singkatan", "bidang_urusan", "alamat", "kontak")
SHARED = "Dipakai bersama perangkat daerah lain pada Pemda ini, jadi tidak diubah dari sini."


def mirrored(target: str, **attrs: str) -> dict[str, str]:
    """Attributes of an input that is written into the preview while it is typed."""
    return {"data-mirror": target, **attrs}


class InstansiForm(forms.Form):
    """What the letterhead prints, and what the plan is headed with."""

    pemda = forms.CharField(label="Pemerintah daerah", max_length=200, help_text="Tanpa kata “Pemerintah”, misalnya Kabupaten Lampung Tengah.")
    nama = forms.CharField(label="Nama perangkat daerah", max_length=200, widget=forms.TextInput(attrs=mirrored("kop-nama")))
    alamat = forms.CharField(label="Alamat", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": "2", "data-mirror": "kop-alamat"}))
    kontak = forms.CharField(
        label="Telepon, surel, laman",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=mirrored("kop-kontak")),
    )
    ibu_kota = forms.CharField(
        label="Tempat surat", max_length=100, help_text="Tercetak di depan tanggal surat.", widget=forms.TextInput(attrs=mirrored("kop-tempat"))
    )
    kepala_daerah = forms.CharField(label="Sebutan kepala daerah", max_length=40, help_text="Bupati, Wali Kota, atau Gubernur.")
    singkatan = forms.CharField(label="Singkatan", max_length=30, help_text="Tercetak dalam nomor surat, misalnya KOMINFO.")
    bidang_urusan = forms.CharField(
        label="Bidang urusan", max_length=100, help_text="Kode, dipisah koma, misalnya 2.16, 2.20, 2.21. Yang pertama adalah urusan utama."
    )
    lambang = forms.FileField(
        label="Lambang daerah",
        required=False,
        help_text="PNG atau JPEG, paling besar 512 KB. Tanpa lambang tercetak perisai polos.",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    tanpa_lambang = forms.BooleanField(label="Hapus lambang yang sekarang", required=False)

    def __init__(self, *args: Any, pd: PerangkatDaerah, shared: bool, **kwargs: Any) -> None:
        kept = {name: getattr(pd, name) for name in AGENCY if name != "bidang_urusan"} | {
            "bidang_urusan": ", ".join(pd.bidang_urusan),
            "pemda": pd.pemda.nama,
            "ibu_kota": pd.pemda.ibu_kota,
            "kepala_daerah": pd.pemda.kepala_daerah,
        }
        super().__init__(*args, **kwargs)
        self.initial = kept
        self.fields["pemda"].widget.attrs["data-mirror"] = "kop-pemda"
        if not pd.pemda.lambang or shared:
            del self.fields["tanpa_lambang"]
        if shared:
            del self.fields["lambang"]
            for name in ("pemda", "ibu_kota", "kepala_daerah"):
                self.fields[name].disabled, self.fields[name].help_text = True, SHARED

    def clean_bidang_urusan(self) -> list[str]:
        codes = [code.strip().upper() for code in self.cleaned_data["bidang_urusan"].split(",") if code.strip()]
        wrong = [code for code in codes if not URUSAN.fullmatch(code)]
        if wrong:
            raise forms.ValidationError(f"Kode bidang urusan ditulis seperti 2.16; periksa {', '.join(wrong)}.")
        if len(set(codes)) != len(codes) or len(codes) > 3:
            raise forms.ValidationError("Tulis satu sampai tiga kode yang berlainan.")
        return codes

    def clean_lambang(self) -> str | None:
        upload = self.cleaned_data.get("lambang")
        if upload is None:
            return None
        try:
            return wrap(upload.read(LARGEST + 1))
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault

    def agency(self) -> dict[str, Any]:
        """What belongs to the agency."""
        return {name: self.cleaned_data[name] for name in AGENCY}

    def government(self) -> dict[str, Any]:
        """What belongs to the Pemda."""
        data = self.cleaned_data
        values = {"nama": data["pemda"], "ibu_kota": data["ibu_kota"], "kepala_daerah": data["kepala_daerah"]}
        if data.get("lambang"):
            values["lambang"] = data["lambang"]
        elif data.get("tanpa_lambang"):
            values["lambang"] = ""
        return values


class PolaForm(forms.Form):
    """The pattern of letter numbers."""

    pola = forms.CharField(label="Pola nomor surat", max_length=120, widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}))
    meanings = tuple((f"{{{name}}}", meaning) for name, meaning in MEANINGS.items())

    def clean_pola(self) -> str:
        pola: str = self.cleaned_data["pola"]
        if faults := pattern_faults(pola):
            raise forms.ValidationError(list(faults))
        return pola


class BidangBaruForm(forms.Form):
    """A new bidang."""

    nama = forms.CharField(label="Nama", max_length=200, help_text="Lengkap, misalnya Bidang Statistik.")
    kode = forms.SlugField(
        label="Kode",
        max_length=20,
        help_text="Huruf dan angka tanpa spasi, misalnya STATISTIK. Tidak dapat diubah kemudian.",
        error_messages={"invalid": "Kode hanya berisi huruf, angka, garis bawah, atau tanda hubung, tanpa spasi."},
    )

    def clean_kode(self) -> str:
        kode: str = self.cleaned_data["kode"].upper()
        return kode


class BidangForm(forms.Form):
    """The name of a bidang, and whether it is the sekretariat."""

    nama = forms.CharField(label="Nama", max_length=200)
    sekretariat = forms.BooleanField(
        label="Ini sekretariat", required=False, help_text="Sekretariat mengisi program penunjang (X.XX.01). Hanya satu bidang yang ditandai."
    )


class JabatanForm(forms.Form):
    """A jabatan: what its holder may do, and which actor of the SOP it plays."""

    nama = forms.CharField(label="Nama jabatan", max_length=200, help_text="Seperti tercetak pada blok tanda tangan.")
    peran = forms.ChoiceField(label="Peran dalam Renjana", choices=Peran.choices)
    pelaksana = forms.ChoiceField(label="Memerankan pelaksana SOP", required=False)
    bidang = forms.ModelChoiceField(label="Bidang", queryset=Bidang.objects.none(), required=False, empty_label="Tidak terikat bidang")
    atasan = forms.ModelChoiceField(label="Atasan", queryset=Jabatan.objects.none(), required=False, empty_label="Tanpa atasan")
    eselon = forms.CharField(label="Eselon", max_length=10, required=False)

    def __init__(self, *args: Any, pd: PerangkatDaerah, jabatan: Jabatan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if jabatan:
            self.initial = {name: getattr(jabatan, name) for name in self.base_fields}
        cast(forms.ChoiceField, self.fields["pelaksana"]).choices = [("", "Tidak memerankan pelaksana SOP"), *actor_choices(pd)]
        own = Jabatan.objects.filter(perangkat_daerah=pd).order_by("nama")
        cast("forms.ModelChoiceField[Bidang]", self.fields["bidang"]).queryset = Bidang.objects.filter(perangkat_daerah=pd)
        cast("forms.ModelChoiceField[Jabatan]", self.fields["atasan"]).queryset = own.exclude(pk=jabatan.pk) if jabatan else own

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "peran" in data and "pelaksana" in data:
            for field, sentence in jabatan_faults(data["peran"], pelaksana=data["pelaksana"], has_bidang=data.get("bidang") is not None):
                self.add_error(field, sentence)
        return data
