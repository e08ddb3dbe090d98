"""Forms of steps 10 and 11."""

from typing import Any

from django import forms

from renjana.organisasi.fields import TanggalField
from renjana.organisasi.models import Orang

MOST_BYTES = 50 * 1024 * 1024


class PengajuanForm(forms.Form):
    """A note to the Kepala Dinas."""

    catatan = forms.CharField(
        label="Catatan untuk Kepala Dinas",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya apa yang berubah sejak koreksi.",
    )


class SetujuForm(forms.Form):
    """The password again: a signature is an act of its own."""

    sandi = forms.CharField(
        label="Kata sandi Anda",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Diminta lagi karena menandatangani adalah tindakan tersendiri.",
    )

    def __init__(self, *args: Any, orang: Orang, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orang = orang

    def clean_sandi(self) -> str:
        sandi: str = self.cleaned_data["sandi"]
        if not self.orang.check_password(sandi):
            raise forms.ValidationError("Kata sandi tidak cocok. Dokumen belum ditandatangani; coba lagi.")
        return sandi


class SahkanSopForm(SetujuForm):
    """Number, day and paper of the SOP that is ratified; and the password."""

    nomor = forms.CharField(label="Nomor SOP", max_length=80, help_text="Seperti tercetak pada lembar, misalnya 000.8.3.3/01/2027.")
    berlaku_sejak = TanggalField(label="Berlaku sejak", help_text="Hari ini atau sesudahnya; penyusunan yang berjalan tetap memakai versinya.")
    kertas = forms.ChoiceField(label="Kertas", choices=[("F4", "F4"), ("A4", "A4")])
    field_order = ("nomor", "berlaku_sejak", "kertas", "sandi")


class BasahForm(SetujuForm):
    """The password, and the scan of the paper that was signed by hand."""

    pindaian = forms.FileField(
        label="Pindaian naskah yang ditandatangani",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        help_text="Seluruh halaman sebagai satu PDF, paling besar 50 MB.",
    )

    def clean_pindaian(self) -> Any:
        file = self.cleaned_data["pindaian"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Pindaian lebih besar dari 50 MB; pindai dengan resolusi yang lebih rendah, misalnya 200 dpi.")
        return file


class KembaliForm(forms.Form):
    """To which step, and why."""

    ke = forms.TypedChoiceField(label="Kembalikan ke", coerce=int, widget=forms.RadioSelect)
    alasan = forms.CharField(label="Apa yang perlu diperbaiki?", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, ways: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ke"].choices = ways  # type: ignore[attr-defined]
        self.fields["ke"].initial = ways[0][0] if ways else None


class PeriksaForm(forms.Form):
    """A verification code, as typed."""

    kode = forms.CharField(label="Kode verifikasi", max_length=30, help_text="Tercetak di bawah kode QR. Tanda hubung dan huruf kecil tidak masalah.")


class CocokForm(forms.Form):
    """A file to hold against the sealed one, for browsers without scripts."""

    berkas = forms.FileField(label="PDF yang Anda terima")
