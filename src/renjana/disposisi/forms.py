"""Forms of step 1."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from renjana.alur.models import SopVersi
from renjana.alur.printed import PrintedForm
from renjana.disposisi.models import Disposisi
from renjana.disposisi.queries import sop_in_force
from renjana.disposisi.rules import HARAP, OVER, Perintah, deadline_fault, missing
from renjana.organisasi.fields import RupiahField, TanggalField
from renjana.organisasi.models import Jabatan, PerangkatDaerah
from renjana.organisasi.queries import closing_of


def until_end_of(day: date, pd: PerangkatDaerah, now: datetime) -> datetime:
    """The end of that day's work as a deadline. Raises ValidationError when it is over."""
    if day < timezone.localtime(now).date():
        raise forms.ValidationError(OVER)
    tenggat = closing_of(pd, day, now)
    if late := deadline_fault(tenggat, now):
        raise forms.ValidationError(late)
    return tenggat


class MulaiForm(PrintedForm):
    """Which year to plan, under which ceiling, by which SOP, until when."""

    tahun = forms.IntegerField(label="Tahun rencana", min_value=2020, max_value=2100, help_text="Renja disusun pada tahun sebelumnya.")
    pagu_indikatif = RupiahField(
        label="Pagu indikatif (Rp)", required=False, help_text="Plafon dari rancangan awal RKPD atau Surat Edaran. Boleh menyusul."
    )
    tenggat = TanggalField(label="Tenggat ke Bappeda", required=False, help_text="Misalnya 29/01/2027, sampai jam kerja berakhir. Boleh dikosongkan.")
    sop = forms.ModelChoiceField(SopVersi.objects.none(), label="SOP", empty_label=None)

    def __init__(self, *args: Any, pd: PerangkatDaerah, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pd, self.now = pd, now
        self.fields["sop"].queryset = sop_in_force(pd, now)  # type: ignore[attr-defined]

    def clean_tenggat(self) -> datetime | None:
        """The end of that day's work; None when no date was given."""
        day = self.cleaned_data["tenggat"]
        return until_end_of(day, self.pd, self.now) if day else None


class PerintahForm(PrintedForm):
    """The order: from whom, about what, to whom, until when."""

    surat_dari = forms.CharField(label="Surat dari", max_length=200, help_text="Misalnya Bupati, Bappeda, atau Kepala Dinas.")
    nomor_surat = forms.CharField(label="Nomor surat", max_length=120, required=False)
    tanggal_surat = TanggalField(label="Tanggal surat", required=False)
    sifat = forms.ChoiceField(label="Sifat", choices=Disposisi.Sifat.choices)
    hal = forms.CharField(label="Perihal", max_length=300)
    penerima = forms.TypedMultipleChoiceField(label="Diteruskan kepada", coerce=int, widget=forms.CheckboxSelectMultiple)
    harap = forms.MultipleChoiceField(
        label="Dengan hormat harap", choices=[(wish, wish) for wish in HARAP], required=False, widget=forms.CheckboxSelectMultiple
    )
    catatan = forms.CharField(label="Isi disposisi", widget=forms.Textarea(attrs={"rows": 4}))
    tenggat = TanggalField(label="Tenggat", help_text="Misalnya 29/01/2027, sampai jam kerja berakhir.")

    def __init__(self, *args: Any, posts: Sequence[Jabatan], pd: PerangkatDaerah, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts, self.pd, self.now = posts, pd, now
        self.fields["penerima"].choices = [(post.pk, post.nama) for post in posts]  # type: ignore[attr-defined]

    def clean_tenggat(self) -> datetime:
        """The end of that day's work."""
        return until_end_of(self.cleaned_data["tenggat"], self.pd, self.now)

    def clean(self) -> dict[str, Any]:
        """What keeps the order from going out stands beside its field."""
        data = super().clean()
        if not self.errors:
            for name, sentence in missing(self.order(), now=self.now, known=[post.pk for post in self.posts]):
                self.add_error(name, sentence)
        return data

    def order(self) -> Perintah:
        """The order as a value."""
        data = self.cleaned_data
        return Perintah(
            surat_dari=data["surat_dari"],
            nomor_surat=data["nomor_surat"],
            tanggal_surat=data["tanggal_surat"],
            tanggal_terima=timezone.localtime(self.now).date(),
            sifat=data["sifat"],
            hal=data["hal"],
            harap=tuple(data["harap"]),
            catatan=data["catatan"],
            tenggat=data["tenggat"],
            penerima=tuple(data["penerima"]),
        )
