"""Forms of steps 4 and 5."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from renjana.organisasi.fields import TanggalField
from renjana.rapat.models import PesertaRapat
from renjana.rapat.rules import Hadir, Keputusan, Notulen, Tamu, Undangan

EXTRA_DECISIONS = 3


class UndanganForm(forms.Form):
    """When, where, about what, whom."""

    tanggal = TanggalField(label="Tanggal rapat", help_text="Misalnya 06/01/2027.")
    mulai = forms.TimeField(label="Mulai", help_text="Misalnya 09.00.", input_formats=["%H.%M", "%H:%M"])
    selesai = forms.TimeField(label="Selesai", help_text="Misalnya 11.00.", input_formats=["%H.%M", "%H:%M"])
    tempat = forms.CharField(label="Tempat", max_length=200)
    acara = forms.CharField(label="Acara", widget=forms.Textarea(attrs={"rows": 4}), help_text="Satu butir setiap baris.")
    tamu = forms.MultipleChoiceField(label="Diundang", widget=forms.CheckboxSelectMultiple)
    tamu_luar = forms.CharField(
        label="Tamu dari luar",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Satu orang setiap baris: nama, jabatan.",
    )
    tembusan = forms.CharField(label="Tembusan", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="Satu alamat setiap baris.")

    def __init__(self, *args: Any, guests: tuple[Tamu, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guests = {str(guest.orang): guest for guest in guests}
        self.fields["tamu"].choices = [(key, f"{guest.nama} ({guest.jabatan})") for key, guest in self.guests.items()]  # type: ignore[attr-defined]

    def invitation(self) -> Undangan:
        """The invitation as a value."""
        data = self.cleaned_data
        inside = tuple(self.guests[key] for key in data["tamu"])
        outside = tuple(_outside(line) for line in data["tamu_luar"].splitlines() if line.strip())
        return Undangan(
            mulai=timezone.make_aware(datetime.combine(data["tanggal"], data["mulai"])),
            selesai=timezone.make_aware(datetime.combine(data["tanggal"], data["selesai"])),
            tempat=data["tempat"],
            acara=tuple(line.strip() for line in data["acara"].splitlines() if line.strip()),
            tamu=inside + outside,
            tembusan=tuple(line.strip() for line in data["tembusan"].splitlines() if line.strip()),
        )


def _outside(line: str) -> Tamu:
    nama, _, jabatan = line.partition(",")
    return Tamu(None, nama.strip(), jabatan.strip())


class KehadiranForm(forms.Form):
    """One tick a participant."""

    def __init__(self, *args: Any, people: list[PesertaRapat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            self.fields[f"hadir-{person.urutan}"] = forms.BooleanField(
                label=person.nama, required=False, initial=bool(person.hadir), help_text=person.jabatan
            )

    def attendance(self, clock: datetime) -> tuple[Hadir, ...]:
        """Who came; a newly ticked person came at `clock`."""
        noted = timezone.localtime(clock).time().replace(second=0, microsecond=0)
        return tuple(Hadir(person.urutan, self.cleaned_data[f"hadir-{person.urutan}"], person.pukul or noted) for person in self.people)


class TamuForm(forms.Form):
    """Somebody who came without being invited."""

    nama = forms.CharField(label="Nama", max_length=120)
    jabatan = forms.CharField(label="Jabatan atau unit", max_length=200, required=False)


class NotulenForm(forms.Form):
    """The minutes and up to three decisions more than there are. A form that was sent brings its own decisions: `notulen` is None."""

    pimpinan = forms.ChoiceField(label="Pimpinan rapat")
    pembukaan = forms.CharField(label="Kata pembukaan", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    pembahasan = forms.CharField(
        label="Pembahasan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Satu hal setiap baris. Awali dengan nama bidang dan titik dua bila perlu.",
    )
    penutup = forms.CharField(label="Penutup", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, people: list[PesertaRapat], notulen: Notulen | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pimpinan"].choices = [(person.nama, f"{person.nama} ({person.jabatan})") for person in people]  # type: ignore[attr-defined]
        decided = notulen.keputusan if notulen else ()
        self.count = len(decided) + EXTRA_DECISIONS if notulen else sum(name.startswith("isi-") for name in self.data)
        for number in range(1, self.count + 1):
            known = decided[number - 1] if number <= len(decided) else Keputusan("")
            self.fields[f"isi-{number}"] = forms.CharField(label=f"Keputusan {number}", required=False, initial=known.isi)
            self.fields[f"siapa-{number}"] = forms.CharField(label="Penanggung jawab", required=False, max_length=200, initial=known.siapa)
            self.fields[f"tenggat-{number}"] = TanggalField(label="Tenggat", required=False, initial=known.tenggat)

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The decision fields, a row each, for the template."""
        return [(self[f"isi-{n}"], self[f"siapa-{n}"], self[f"tenggat-{n}"]) for n in range(1, self.count + 1)]

    def minutes(self) -> Notulen:
        """The minutes as a value; empty decisions are left out."""
        data = self.cleaned_data
        decided = (
            Keputusan(data[f"isi-{n}"], data[f"siapa-{n}"], data[f"tenggat-{n}"]) for n in range(1, self.count + 1) if data[f"isi-{n}"].strip()
        )
        return Notulen(data["pimpinan"], data["pembukaan"], data["pembahasan"], data["penutup"], tuple(decided))
