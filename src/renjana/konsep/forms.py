"""Forms of steps 8 and 9."""

from typing import Any

from django import forms

from renjana.cetak.characters import unprintable
from renjana.konsep.prose import as_text
from renjana.konsep.richtext import from_html

LONGEST = 200_000
"""Characters of one subbab; some forty pages."""


class SubbabForm(forms.Form):
    """The text of a subbab, with the version it was read at. The editor sends its HTML as `rupa`, which becomes the same kind of text."""

    isi = forms.CharField(
        label="Teks",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Baris kosong memisahkan paragraf. Awali dengan “- ” atau “1. ” untuk daftar, “# ” untuk subjudul; *miring*, **tebal**, "
        "^[catatan kaki], {total_pagu} untuk angka dari data, dan baris “| a | b |” untuk tabel.",
    )
    rupa = forms.CharField(required=False, max_length=4 * LONGEST, widget=forms.HiddenInput)
    versi = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def has_text(self) -> bool:
        """Whether a text came along at all, even an empty one."""
        return bool({"isi", "rupa"} & self.data.keys())

    def clean(self) -> dict[str, Any]:
        """Turn what the editor shows into text."""
        data = self.cleaned_data
        if "rupa" in self.data and "rupa" in data:
            data["isi"] = as_text(from_html(data["rupa"]))
        if strange := unprintable(data.get("isi", "")):
            self.add_error("isi", f"Huruf ini tidak dapat dicetak: {' '.join(strange)}. Ganti atau hapus.")
        return data


class KomentarForm(forms.Form):
    """A correction asked for: of the whole subbab, of a sentence or figure in its text, of a drawing or a row that was picked."""

    jangkar = forms.CharField(required=False, widget=forms.HiddenInput)
    tempat = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    kutipan = forms.CharField(
        label="Kutipan",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Pilih kalimat pada naskah; boleh dipendekkan sampai angka yang dimaksud.",
    )
    isi = forms.CharField(label="Koreksi", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    usulan = forms.CharField(
        label="Usulan pengganti",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kutipan itu sebagaimana seharusnya berbunyi; Perencana menerapkannya dengan satu tombol.",
    )

    def __init__(self, *args: Any, with_sentence: bool, **kwargs: Any) -> None:
        """Only a sentence may be corrected by a suggestion alone."""
        super().__init__(*args, **kwargs)
        self.fields["isi"].required = not with_sentence


class NamaVersiForm(forms.Form):
    """The name of a draft."""

    nama = forms.CharField(label="Nama versi", required=False, max_length=60, help_text="Misalnya: sesudah rapat dengan Bappeda.")


class JawabanForm(forms.Form):
    """What was done about a correction."""

    jawaban = forms.CharField(label="Yang diperbaiki", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class KembaliForm(forms.Form):
    """Why a draft goes back."""

    alasan = forms.CharField(label="Alasan pengembalian", widget=forms.Textarea(attrs={"rows": 3}))
