"""Forms for signing in, for a new password, and for one's own profile."""

import re
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password

from renjana.organisasi.models import Orang


class MasukForm(forms.Form):
    """NIP or e-mail, and the password."""

    nama = forms.CharField(
        label="NIP atau surel",
        max_length=254,
        help_text="NIP boleh ditulis dengan atau tanpa spasi.",
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    sandi = forms.CharField(label="Kata sandi", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class SandiBaruForm(forms.Form):
    """A new password, twice."""

    sandi = forms.CharField(
        label="Kata sandi baru",
        strip=False,
        help_text="Paling sedikit 12 karakter. Jangan memakai kata sandi yang umum, atau yang mirip nama dan NIP Anda.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    ulang = forms.CharField(label="Ulangi kata sandi baru", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, orang: Orang, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orang = orang

    def clean_sandi(self) -> str:
        sandi: str = self.cleaned_data["sandi"]
        validate_password(sandi, self.orang)
        return sandi

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("sandi") and data.get("ulang") and data["sandi"] != data["ulang"]:
            self.add_error("ulang", "Kedua kata sandi tidak sama. Ketik ulang.")
        return data


class GantiSandiForm(SandiBaruForm):
    """A new password by somebody who knows the old one."""

    field_order = ("lama", "sandi", "ulang")
    lama = forms.CharField(label="Kata sandi lama", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    def clean_lama(self) -> str:
        lama: str = self.cleaned_data["lama"]
        if not self.orang.check_password(lama):
            raise forms.ValidationError("Kata sandi lama tidak cocok; kata sandi belum diganti.")
        return lama


class LupaForm(forms.Form):
    """Whose link to send."""

    nama = forms.CharField(label="NIP atau surel", max_length=254, widget=forms.TextInput(attrs={"autocomplete": "username"}))


class KontakMixin(forms.Form):
    """An e-mail address that is nobody else's, in small letters, and a phone number that is one."""

    instance: Orang

    def clean_email(self) -> str | None:
        email = (self.cleaned_data.get("email") or "").lower()
        if email and Orang.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Surel ini sudah dipakai orang lain.")
        return email or None

    def clean_telepon(self) -> str:
        telepon: str = self.cleaned_data.get("telepon") or ""
        digits = re.sub(r"[\s().+-]", "", telepon)
        if telepon and not (digits.isascii() and digits.isdigit() and 9 <= len(digits) <= 15):
            raise forms.ValidationError("Nomor WhatsApp berisi 9 sampai 15 angka, misalnya 0812 3456 7890.")
        return telepon


class ProfilForm(KontakMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What people keep about themselves."""

    class Meta:
        model = Orang
        fields = ("nama", "pangkat", "telepon", "email")
        labels: ClassVar = {"nama": "Nama dengan gelar", "pangkat": "Pangkat, golongan", "email": "Surel"}
        help_texts: ClassVar = {
            "nama": "Seperti tercetak pada surat dan blok tanda tangan.",
            "telepon": "Untuk pengingat lewat WhatsApp, misalnya 0812 3456 7890.",
            "email": "Boleh dipakai untuk masuk, dan untuk menerima tautan kata sandi baru.",
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "email" in data and not data["email"] and not self.instance.nip:
            self.add_error("email", "Isi surel: tanpa NIP, Anda masuk dengan surel.")
        return data
