"""Forms of steps 8 and 9."""

from django import forms


class SubbabForm(forms.Form):
    """The text of a subbab, with the version it was read at."""

    isi = forms.CharField(
        label="Teks",
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Baris kosong memisahkan paragraf. Awali dengan “- ” atau “1. ” untuk daftar, “## ” untuk subjudul.",
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)


class KomentarForm(forms.Form):
    """A correction asked for."""

    kutipan = forms.CharField(label="Kutipan", required=False, max_length=300, help_text="Salin kalimat atau angka yang dimaksud.")
    isi = forms.CharField(label="Koreksi", widget=forms.Textarea(attrs={"rows": 3}))


class JawabanForm(forms.Form):
    """What was done about a correction."""

    jawaban = forms.CharField(label="Yang diperbaiki", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class KembaliForm(forms.Form):
    """Why a draft goes back."""

    alasan = forms.CharField(label="Alasan pengembalian", widget=forms.Textarea(attrs={"rows": 3}))
