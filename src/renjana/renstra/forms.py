"""Forms of the Renstra and the nomenclature."""

from django import forms

from renjana.renstra.workbook import MAX_BYTES

MEGABYTES = MAX_BYTES // 1024 // 1024


class WorkbookField(forms.FileField):
    """An XLSX; gives (name, bytes)."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(label=label, help_text=help_text, widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}), allow_empty_file=True)

    def clean(self, data: object, initial: object = None) -> tuple[str, bytes]:
        """The file's name and content; the content itself is judged by the reader."""
        file = super().clean(data, initial)
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"Berkas lebih besar dari {MEGABYTES} MB; hapus gambar di dalamnya lalu unggah lagi.")
        return file.name, file.read()


class RenstraForm(forms.Form):
    """A Renstra sheet and its period."""

    tahun_awal = forms.IntegerField(label="Tahun pertama", min_value=2015, max_value=2095, help_text="Misalnya 2025 untuk Renstra 2025-2029.")
    berkas = WorkbookField(
        label="Berkas Excel", help_text="Kolom KODE, PROGRAM DAN KEGIATAN, SATUAN, INDIKATOR, TARGET TAHUN 1, DANA TAHUN 1, dan seterusnya."
    )


class NomenklaturForm(forms.Form):
    """An edition from SIPD-RI."""

    nama = forms.CharField(label="Nama versi", max_length=120, help_text="Misalnya pemutakhiran 2028. Nama yang sama mengganti isinya.")
    berkas = WorkbookField(label="Berkas Excel", help_text="Ekspor nomenklatur dari SIPD-RI apa adanya.")
