"""Forms for signing in and for one's own profile."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from renjana.organisasi.models import Orang


class MasukForm(forms.Form):
    """NIP or e-mail, and the password."""

    nama = forms.CharField(
        label="NIP atau surel",
        max_length=254,
        help_text="Spasi boleh, boleh juga tanpa spasi.",
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    sandi = forms.CharField(label="Kata sandi", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class SandiBaruForm(forms.Form):
    """A new password, twice."""

    sandi = forms.CharField(label="Kata sandi baru", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    ulang = forms.CharField(label="Ulangi kata sandi baru", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, orang: Orang, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orang = orang
        self.fields["sandi"].help_text = " ".join(password_validators_help_texts())

    def clean_sandi(self) -> str:
        sandi: str = self.cleaned_data["sandi"]
        validate_password(sandi, self.orang)
        return sandi

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("sandi") and data.get("ulang") and data["sandi"] != data["ulang"]:
            self.add_error("ulang", "Kedua kata sandi tidak sama. Ketik ulang.")
        return data


class LupaForm(forms.Form):
    """Whose link to send."""

    nama = forms.CharField(label="NIP atau surel", max_length=254)


class ProfilForm(forms.ModelForm):  # type: ignore[type-arg]
    """What people keep about themselves."""

    class Meta:
        model = Orang
        fields = ("pangkat", "telepon", "email")

    def clean_email(self) -> str | None:
        return self.cleaned_data["email"] or None
