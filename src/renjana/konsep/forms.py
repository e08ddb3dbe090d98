"""Forms of steps 8 and 9."""

from typing import Any

from django import forms

from renjana.alur.printed import PrintedForm, why_unprintable
from renjana.konsep.docx.file import MAX_BYTES
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
        if sentence := why_unprintable(data.get("isi", "")):
            self.add_error("isi", sentence)
        return data


class KomentarForm(PrintedForm):
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


class WordForm(forms.Form):
    """A corrected DOCX; gives (name, bytes)."""

    berkas = forms.FileField(
        label="DOCX yang sudah dikoreksi",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        help_text="Berkas yang diunduh dari Renjana lalu disunting di Word atau LibreOffice, dengan atau tanpa Lacak Perubahan.",
    )

    def clean_berkas(self) -> tuple[str, bytes]:
        """The file's name and content; the content itself is judged by the reader."""
        file = self.cleaned_data["berkas"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"Berkas lebih besar dari {MAX_BYTES // 1024 // 1024} MB; hapus gambar di dalamnya lalu unggah lagi.")
        return file.name, file.read()


class JawabanForm(forms.Form):
    """What was done about a correction."""

    jawaban = forms.CharField(label="Yang diperbaiki", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class KembaliForm(forms.Form):
    """Why a draft goes back."""

    alasan = forms.CharField(label="Alasan pengembalian", widget=forms.Textarea(attrs={"rows": 3}))
