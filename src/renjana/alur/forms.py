"""Forms that move a run outside its step's own work: pause, hand over, cancel, send back; and the step that no area knows."""

from collections.abc import Sequence
from datetime import datetime
from mimetypes import guess_type
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from renjana.alur.actions import GeneralWork
from renjana.alur.queries import colleagues
from renjana.organisasi.models import Orang
from renjana.sop.model import Sop
from renjana.surat.rules import safe_name

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
JPEG, ZIP, WORDS = b"\xff\xd8\xff", b"PK\x03\x04", b""
MARKS = {
    ".pdf": b"%PDF-",
    ".docx": ZIP,
    ".xlsx": ZIP,
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".txt": WORDS,
    ".csv": WORDS,
    ".odt": ZIP,
    ".ods": ZIP,
}
"""Files that are kept, by the end of their name, and how the bytes of each begin."""
ACCEPTED = tuple(MARKS)
HEAD = 1024


def fit_to_keep(upload: SimpleUploadedFile, accepted: Sequence[str] = ACCEPTED) -> SimpleUploadedFile:
    """The file, when it is one of the `accepted` kinds within the size and begins as its name says.

    Raises ValidationError with what to send instead.
    """
    name = (upload.name or "").lower()
    ending = next((one for one in accepted if name.endswith(one)), "")
    if not ending:
        raise forms.ValidationError(f"Jenis berkas ini tidak diterima. Kirim salah satu dari: {', '.join(accepted)}.")
    if (upload.size or 0) > LARGEST:
        raise forms.ValidationError(f"Berkas ini lebih besar dari {LARGEST // MEGABYTE} MB; perkecil dahulu.")
    head = upload.read(HEAD)
    upload.seek(0)
    if not head.startswith(MARKS[ending]) or (MARKS[ending] == WORDS and b"\0" in head):
        raise forms.ValidationError(f"Isi berkas ini bukan {ending}; simpan ulang dari aplikasi asalnya, lalu kirim lagi.")
    return upload


class SebabForm(forms.Form):
    """Why the clock stands still."""

    sebab = forms.CharField(
        label="Sebab jeda",
        max_length=300,
        help_text="Misalnya menunggu Kepala Dinas kembali dari perjalanan dinas. Tercatat dalam riwayat.",
    )


class AlihForm(forms.Form):
    """To whom a task goes, and why."""

    orang = forms.ModelChoiceField(label="Alihkan kepada", queryset=Orang.objects.none(), empty_label="Pilih orang")
    alasan = forms.CharField(label="Alasan pengalihan", max_length=300)

    def __init__(self, *args: Any, perangkat_daerah: int, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ModelChoiceField[Orang]", self.fields["orang"])
        choice.queryset = colleagues(perangkat_daerah, now)


class BatalForm(forms.Form):
    """Why a run is cancelled; the box guards against a slip of the hand."""

    alasan_batal = forms.CharField(label="Alasan pembatalan", max_length=300)
    yakin = forms.BooleanField(
        label="Ya, hentikan penyusunan ini",
        help_text="Semua isian dan riwayat tetap tersimpan, tetapi langkahnya tidak dapat dilanjutkan.",
        error_messages={"required": "Centang kotak ini bila Anda memang hendak menghentikan penyusunan."},
    )


class KembaliForm(forms.Form):
    """Where a step is sent back to, and why. With one way back there is nothing to choose."""

    ke = forms.TypedChoiceField(label="Kembalikan ke", coerce=int)
    alasan = forms.CharField(
        label="Alasan pengembalian",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Sebutkan apa yang harus diperbaiki; yang menerima membaca kalimat ini.",
    )

    def __init__(self, *args: Any, sop: Sop, ways: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {step.nomor: step.uraian for step in sop.langkah}
        choice = cast(forms.TypedChoiceField, self.fields["ke"])
        choice.choices = [(number, f"Langkah {number}: {names[number]}") for number in ways]
        if len(ways) == 1:
            choice.initial = ways[0]


class LangkahForm(forms.Form):
    """The work of a step that no area knows: what the SOP asks for is ticked, an output is handed in, a note says the rest."""

    kelengkapan = forms.MultipleChoiceField(label="Kelengkapan", required=False, widget=forms.CheckboxSelectMultiple)
    berkas = forms.FileField(label="Keluaran langkah ini", required=False, widget=forms.FileInput(attrs={"accept": ", ".join(ACCEPTED)}))
    catatan = forms.CharField(
        label="Catatan pelaksanaan",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Tercatat dalam riwayat. Wajib bila langkah ini tidak menghasilkan berkas.",
    )

    def __init__(self, *args: Any, needs: tuple[str, ...], output: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = cast(forms.MultipleChoiceField, self.fields["kelengkapan"])
        needed.choices = [(name, name) for name in needs]
        if not needs:
            del self.fields["kelengkapan"]
        if output:
            self.fields["berkas"].help_text = f"{output}. Paling besar {LARGEST // MEGABYTE} MB."

    def clean_berkas(self) -> Any:
        """A file that can be kept, or none."""
        upload = self.cleaned_data["berkas"]
        return None if upload is None else fit_to_keep(upload)

    def work(self) -> GeneralWork:
        """What the person handed in. The kind of file follows its name, never what the browser says."""
        data = self.cleaned_data
        ticked, note = tuple(data.get("kelengkapan", ())), data["catatan"]
        upload = data["berkas"]
        if upload is None:
            return GeneralWork(ticked=ticked, catatan=note)
        kind = guess_type(upload.name)[0] or "application/octet-stream"
        return GeneralWork(nama=safe_name(upload.name), content=upload.read(), jenis=kind, ticked=ticked, catatan=note)
