"""Forms that take a file: a Renstra sheet, an edition, a mapping."""

from django import forms

from renjana.renstra.pemetaan import Pemetaan, PemetaanFault, parse
from renjana.renstra.workbook import MAX_BYTES

MEGABYTES = MAX_BYTES // 1024 // 1024
MAX_TOML = 64 * 1024


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
    berkas = WorkbookField(label="Berkas Excel", help_text="Lembar Renstra seperti yang Anda simpan sekarang; judul kolomnya boleh berbeda.")


class NomenklaturForm(forms.Form):
    """An edition from SIPD-RI."""

    nama = forms.CharField(label="Nama versi", max_length=120, help_text="Misalnya pemutakhiran 2028. Nama yang sama mengganti isinya.")
    berkas = WorkbookField(label="Berkas Excel", help_text="Ekspor nomenklatur dari SIPD-RI apa adanya.")


class TomlForm(forms.Form):
    """A mapping from a TOML file; `berkas` gives the mapping."""

    berkas = forms.FileField(label="Berkas pemetaan (TOML)", allow_empty_file=True, widget=forms.ClearableFileInput(attrs={"accept": ".toml"}))

    def clean_berkas(self) -> Pemetaan:
        """The mapping that the file says."""
        file = self.cleaned_data["berkas"]
        if file.size > MAX_TOML:
            raise forms.ValidationError("Berkas pemetaan lebih besar dari 64 KB; ini bukan pemetaan Renstra.")
        try:
            return parse(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise forms.ValidationError("Berkas bukan teks UTF-8; unggah berkas .toml yang diunduh dari halaman ini.") from fault
        except PemetaanFault as fault:
            raise forms.ValidationError(str(fault).split("\n")) from fault
