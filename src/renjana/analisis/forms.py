"""Forms of step 7."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from renjana.alur.forms import ACCEPTED, fit_to_keep
from renjana.analisis.checks import AMBANG
from renjana.analisis.lists import FAKTOR, PRIORITAS, SIPD
from renjana.analisis.simulation import JUMLAH, PERSEN, UNITS, Kaidah, row_key, source_names
from renjana.organisasi.fields import BulatField
from renjana.organisasi.numerals import parse_decimal, parse_rupiah, ribuan, rupiah
from renjana.renja.lists import REALISASI, RKPD, USULAN
from renjana.renja.values import PlanValues

MAX_BYTES = 2 * 1024 * 1024
MOST_PERCENT = 1000


class AlasanForm(forms.Form):
    """Why a finding may stand."""

    alasan = forms.CharField(label="Alasan", min_length=5, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class DataForm(forms.Form):
    """A list that the analysis asks for, as CSV. `text()` gives its words."""

    JENIS: ClassVar = (
        ("realisasi", "Realisasi tahun lalu (T-C.29)"),
        ("rkpd", "Rancangan awal RKPD (T-C.31)"),
        ("usulan", "Usulan (T-C.32)"),
    )
    OWN: ClassVar = (("faktor", "Faktor dan tindak lanjut capaian"), ("prioritas", "Prioritas dan tag"), ("sipd", "Pagu menurut SIPD-RI"))
    KOLOM: ClassVar = {"realisasi": REALISASI, "rkpd": RKPD, "usulan": USULAN, "faktor": FAKTOR, "prioritas": PRIORITAS, "sipd": SIPD}

    jenis = forms.ChoiceField(label="Isi berkas", choices=(*JENIS, *OWN), widget=forms.RadioSelect)
    berkas = forms.FileField(label="Berkas CSV", help_text="Dari Excel: Simpan Sebagai, CSV UTF-8. Isi sebelumnya diganti.")

    def clean_berkas(self) -> str:
        """The text of the file."""
        berkas = self.cleaned_data["berkas"]
        if berkas.size > MAX_BYTES:
            raise forms.ValidationError("Berkas lebih besar dari 2 MB; unggah CSV tanpa lampiran.")
        try:
            return str(berkas.read().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise forms.ValidationError("Berkas bukan teks UTF-8; simpan dari Excel sebagai CSV UTF-8.") from fault


class CatatanForm(forms.Form):
    """A note on a warning."""

    catatan = forms.CharField(label="Catatan", min_length=5, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class AmbangForm(forms.Form):
    """The thresholds of the checks, a whole number each."""

    def __init__(self, *args: Any, kept: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in AMBANG:
            help_ = f"Aturan {one.kunci.partition('_')[0]}. Bawaan {one.nilai} {one.satuan}: {one.sumber}."
            label = f"{one.makna[0].upper()}{one.makna[1:]} ({one.satuan})"
            self.fields[one.kunci] = BulatField(least=0, most=1000, label=label, help_text=help_, initial=kept.get(one.kunci, one.nilai))

    def thresholds(self) -> dict[str, int]:
        """What was asked for, by key."""
        return {key: int(value) for key, value in self.cleaned_data.items()}


class BuktiForm(forms.Form):
    """A proof that a verifier asks to see."""

    berkas = forms.FileField(
        label="Berkas", help_text="PDF, gambar, atau dokumen, paling besar 5 MB.", widget=forms.FileInput(attrs={"accept": ", ".join(ACCEPTED)})
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = forms.ChoiceField(label="Bukti", choices=[("", "Pilih bukti"), *kinds])
        self.fields = {"jenis": choice, **self.fields}

    def clean_berkas(self) -> SimpleUploadedFile:
        """A file that can be kept."""
        return fit_to_keep(self.cleaned_data["berkas"])


class SimulasiForm(forms.Form):
    """A rule of a simulation, over the programs, bidang and funding sources of a plan."""

    CARA: ClassVar = (("turun", "Kurangi dengan persen"), ("naik", "Naikkan dengan persen"), (JUMLAH, "Sesuaikan jumlahnya"))

    cara = forms.ChoiceField(label="Cara", choices=CARA, initial="turun", widget=forms.RadioSelect)
    nilai = forms.CharField(label="Besarnya", required=False, max_length=40)
    program = forms.ChoiceField(label="Program", required=False)
    bidang = forms.ChoiceField(label="Bidang", required=False)
    sumber = forms.ChoiceField(label="Sumber dana", required=False)
    bulat = forms.TypedChoiceField(label="Pembulatan", choices=[(unit, f"Rp{ribuan(unit)}") for unit in UNITS], coerce=int, initial=UNITS[1])
    wajib = forms.BooleanField(
        label="Lindungi baris wajib", required=False, initial=True, help_text="Gaji dan tunjangan, serta yang bertanda SPM atau wajib."
    )
    lindungi = forms.MultipleChoiceField(label="Baris yang dilindungi", required=False)

    def __init__(self, *args: Any, plan: PlanValues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        programs = [(kode, f"{kode} {plan.name_of(kode)}") for kode in plan.programs]
        offered: dict[str, list[tuple[str, str]]] = {
            "program": [("", "Semua program"), *programs],
            "bidang": [("", "Semua bidang"), *((unit.kode, unit.nama) for unit in plan.bidang)],
            "sumber": [("", "Semua sumber dana"), *((kode, f"{kode} {nama}") for kode, nama in source_names(plan.rows).items())],
            "lindungi": [(row_key(row), row.kode) for row in plan.rows],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        ceiling = f" Kosongkan pada “Sesuaikan jumlahnya” untuk memakai pagu indikatif {rupiah(plan.pagu_indikatif)}." if plan.pagu_indikatif else ""
        self.fields["nilai"].help_text = f"Persen, misalnya 10; atau rupiah bila jumlahnya disesuaikan.{ceiling}"

    def clean(self) -> dict[str, Any]:
        """The amount as the way of the rule reads it."""
        data = self.cleaned_data
        if self.errors:
            return data
        try:
            data["besar"] = self._amount(data["cara"], data["nilai"].strip())
        except ValueError as fault:
            self.add_error("nilai", str(fault))
        return data

    def _amount(self, cara: str, text: str) -> Decimal:
        if cara == JUMLAH:
            whole = not any(self.cleaned_data[name] for name in ("program", "bidang", "sumber"))
            if not text and whole and self.plan.pagu_indikatif:
                return Decimal(self.plan.pagu_indikatif)
            return Decimal(parse_rupiah(text))
        percent = parse_decimal(text.removesuffix("%").strip())
        if not 0 < percent <= MOST_PERCENT or (cara == "turun" and percent > 100):
            raise ValueError("Tulis persen lebih dari 0, paling banyak 100 untuk mengurangi dan 1.000 untuk menaikkan.")
        return -percent if cara == "turun" else percent

    def kaidah(self) -> Kaidah:
        """The rule as a value."""
        data = self.cleaned_data
        scope = {name: data[name] for name in ("program", "bidang", "sumber", "bulat", "wajib")}
        return Kaidah(JUMLAH if data["cara"] == JUMLAH else PERSEN, data["besar"], **scope, lindungi=frozenset(data["lindungi"]))


class EksporForm(forms.Form):
    """An export of SIPD-RI to be set against the plan."""

    berkas = forms.FileField(
        label="Ekspor Renja dari SIPD-RI",
        help_text="Laporan Renja 17 kolom atau lembar sub kegiatan, sebagai .xlsx atau .html. Berkas hanya dibaca, tidak disimpan.",
    )
