"""Forms of steps 2, 3 and 6."""

from datetime import datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms

from renjana.organisasi.fields import TanggalField
from renjana.pengumpulan.columns import BAGIAN, COLUMNS, KEYS, Kolom
from renjana.pengumpulan.lembar import LEMBAR, NARASI
from renjana.pengumpulan.rules import FormatDraft, repeated
from renjana.renstra.workbook import MAX_BYTES


class JamField(forms.Field):
    """An hour as people write it: 16.00 or 16:00. Gives a time."""

    def to_python(self, value: Any) -> time | None:
        text = str(value or "").replace(":", ".").strip()
        if not text:
            return None
        hour, _, minute = text.partition(".")
        if not (hour.isdecimal() and (minute.isdecimal() or not minute)) or int(hour) > 23 or int(minute or 0) > 59:
            raise forms.ValidationError(f"“{text[:10]}” bukan jam. Tulis seperti 16.00.")
        return time(int(hour), int(minute or 0))


class FormatForm(forms.Form):
    """The format: columns, guidance, deadline. Mandatory columns are shown ticked and cannot be taken out."""

    kolom = forms.MultipleChoiceField(choices=[(key, key) for key in KEYS], required=False)
    pengantar = forms.CharField(
        label="Pengantar untuk bidang",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dicetak pada lembar Petunjuk di Excel dan di halaman isian.",
    )
    lembar = forms.MultipleChoiceField(
        label="Bagian lain yang diminta",
        required=False,
        choices=[(one.key, one.label) for one in LEMBAR if one.key != NARASI],
        widget=forms.CheckboxSelectMultiple,
    )
    pertanyaan = forms.CharField(
        label="Pertanyaan untuk bidang",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu pertanyaan setiap baris, misalnya: Apa kendala utama tahun ini?",
    )
    tanggal = TanggalField(label="Tanggal tenggat", help_text="Misalnya 8/1/2027.")
    jam = JamField(label="Jam tenggat", help_text="Misalnya 16.00.")

    def __init__(self, data: Any = None, *, draft: FormatDraft, zone: ZoneInfo) -> None:
        self.zone, self.draft = zone, draft
        local = draft.tenggat.astimezone(zone) if draft.tenggat else None
        initial: dict[str, Any] = {"kolom": list(draft.kolom), "pengantar": draft.pengantar}
        initial |= {"lembar": list(draft.lembar), "pertanyaan": "\n".join(draft.pertanyaan)}
        initial |= {"tanggal": f"{local:%d/%m/%Y}", "jam": f"{local:%H.%M}"} if local else {}
        super().__init__(data, initial=initial)
        for column in COLUMNS:
            words = draft.petunjuk.get(column.key, column.petunjuk)
            self.fields[f"petunjuk_{column.key}"] = forms.CharField(
                label=f"Petunjuk {column.label.split(' {')[0].lower()}",
                required=False,
                max_length=250,
                initial=words,
            )

    def clean_pertanyaan(self) -> str:
        """Each question once."""
        words: str = self.cleaned_data["pertanyaan"]
        if fault := repeated(words.splitlines()):
            raise forms.ValidationError(fault)
        return words

    def parts(self, tahun: int) -> list[tuple[str, list[tuple[Kolom, str, bool, forms.BoundField]]]]:
        """Parts with their columns: column, head, whether ticked, its guidance."""
        ticked = set(self["kolom"].value() or [])
        return [
            (
                label,
                [(one, one.judul(tahun), bool(one.wajib) or one.key in ticked, self[f"petunjuk_{one.key}"]) for one in COLUMNS if one.bagian == key],
            )
            for key, label in BAGIAN
        ]

    def as_draft(self) -> FormatDraft:
        """The format as a value; guidance that says the default is left out. Only after `is_valid`."""
        data = self.cleaned_data
        petunjuk = {one.key: text for one in COLUMNS if (text := data[f"petunjuk_{one.key}"].strip()) and text != one.petunjuk}
        tenggat = datetime.combine(data["tanggal"], data["jam"], self.zone)
        questions = tuple(data["pertanyaan"].splitlines())
        return FormatDraft(tuple(data["kolom"]), petunjuk, tenggat, data["pengantar"], tuple(data["lembar"]), questions)


class UnggahForm(forms.Form):
    """A workbook that comes back."""

    berkas = forms.FileField(
        label="Berkas Excel",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Pilih berkas Excel (.xlsx) lebih dahulu."},
    )

    def clean_berkas(self) -> Any:
        """Within the size that is read at all."""
        upload = cast(Any, self.cleaned_data["berkas"])
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(f"Berkas ini lebih besar dari {MAX_BYTES // 1024 // 1024} MB; hapus gambar di dalamnya lalu unggah lagi.")
        return upload
