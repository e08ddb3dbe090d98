"""Forms of steps 4 and 5."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from renjana.alur.printed import PrintedForm
from renjana.organisasi.fields import TanggalField
from renjana.pengumpulan.usulan import Perubahan, check_change, place_of, places, split_place
from renjana.pengumpulan.usulan_indikator import SHAPE
from renjana.pengumpulan.usulan_rows import Plan
from renjana.rapat.models import PesertaRapat
from renjana.rapat.rules import EARLY, Hadir, Keputusan, Notulen, Tamu, Undangan, late_for

EXTRA_DECISIONS = 3
NAMED = re.compile(r"(?:isi-|ubah-)(\d{1,2})(?:-(\d{1,2})-kode)?")
"""Names of fields that tell how many decisions a form has, and how many changes each."""


class UndanganForm(PrintedForm):
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


class TamuForm(PrintedForm):
    """Somebody who came without being invited."""

    nama = forms.CharField(label="Nama", max_length=120)
    jabatan = forms.CharField(label="Jabatan atau unit", max_length=200, required=False)


class PerubahanForm(forms.Form):
    """A change that a decision makes to one cell of the plan. Left empty it makes none."""

    kode = forms.CharField(label="Sub kegiatan", required=False, max_length=400, help_text="Pilih dari daftar, atau tulis kodenya.")
    bidang = forms.ChoiceField(label="Bidang", required=False, help_text="Boleh kosong bila hanya satu bidang yang merencanakannya.")
    kolom = forms.ChoiceField(label="Yang diubah")
    menjadi = forms.CharField(label="Menjadi", required=False, max_length=1000, help_text=f"Untuk indikator baru: {SHAPE}.")
    alasan = forms.CharField(label="Alasan", required=False, max_length=500)

    def __init__(self, data: Mapping[str, Any] | None, *, prefix: str, plan: Plan, change: Perubahan | None) -> None:
        first = {name: getattr(change, name) for name in ("kode", "bidang", "menjadi", "alasan")} | {"kolom": place_of(change)} if change else {}
        super().__init__(data, prefix=prefix, initial=first, use_required_attribute=False)
        self.plan, self.known_before = plan, change
        self.change: Perubahan | None = None
        self.fields["bidang"].choices = lambda: [("", "Yang merencanakannya"), *((one.kode, one.nama) for one in plan.bidang())]  # type: ignore[attr-defined]
        self.fields["kolom"].choices = places(plan.tahun)  # type: ignore[attr-defined]
        self.fields["kolom"].required = False
        self.fields["kode"].widget.attrs["list"] = "sub-kegiatan"

    def clean(self) -> dict[str, Any]:
        """Hold the change against the plan; every fault at its field."""
        data = self.cleaned_data
        key, nomor = split_place(data.get("kolom") or "pagu")
        given = Perubahan(data.get("bidang", ""), data.get("kode", ""), key, data.get("menjadi", ""), data.get("alasan", ""), nomor)
        if self.errors or given.is_empty:
            return data
        change, faults = check_change(given, self.plan.rows(), self.plan.known())
        for fault in faults:
            self.add_error(fault.field, fault.message)
        self.change = None if faults else change
        return data


@dataclass(frozen=True)
class DecisionFields:
    """The fields of one decision, for the template."""

    isi: forms.BoundField
    siapa: forms.BoundField
    tenggat: forms.BoundField
    perubahan: Sequence[PerubahanForm]

    @property
    def is_open(self) -> bool:
        """Whether its changes are shown unfolded: there are some, or one of them is wrong."""
        return len(self.perubahan) > 1 or any(one.is_bound and one.errors for one in self.perubahan)


def _posted(data: Mapping[str, Any]) -> dict[int, tuple[None, ...]]:
    """How many changes each decision of a form that was sent has room for, by its number."""
    places = [(int(found[1]), int(found[2] or 0)) for name in data if (found := NAMED.fullmatch(name))]
    last = max((number for number, _ in places), default=0)
    return {number: (None,) * max((order for one, order in places if one == number), default=0) for number in range(1, last + 1)}


class NotulenForm(PrintedForm):
    """The minutes and up to three decisions more than there are, each with one change to the plan more than it has.

    A form that was sent brings its own decisions and changes: `notulen` is None.
    """

    pimpinan = forms.ChoiceField(label="Pimpinan rapat")
    pembukaan = forms.CharField(label="Kata pembukaan", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    pembahasan = forms.CharField(
        label="Pembahasan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Satu hal setiap baris. Awali dengan nama bidang dan titik dua bila perlu.",
    )
    penutup = forms.CharField(label="Penutup", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    dimajukan = forms.CharField(
        label="Rapat dimajukan karena",
        required=False,
        max_length=300,
        help_text="Waktu rapat menurut undangan belum tiba. Diisi bila rapat ditutup sekarang; tercatat dalam notulen dan riwayat.",
    )

    def __init__(self, *args: Any, people: list[PesertaRapat], notulen: Notulen | None, plan: Plan, hari: date, early: bool, **kwargs: Any) -> None:
        """`hari` is the day of the meeting; `early` tells that the hour of its invitation has not come."""
        super().__init__(*args, **kwargs)
        self.plan, self.hari, self.closing = plan, hari, "tutup" in self.data
        if not early:
            del self.fields["dimajukan"]
        self.fields["pimpinan"].choices = [(person.nama, f"{person.nama} ({person.jabatan})") for person in people]  # type: ignore[attr-defined]
        decided = (*notulen.keputusan, *[Keputusan("")] * EXTRA_DECISIONS) if notulen else ()
        changes = {number: (*one.perubahan, None) for number, one in enumerate(decided, 1)} if notulen else _posted(self.data)
        self.changes: dict[int, list[PerubahanForm]] = {}
        for number, own in changes.items():
            one = decided[number - 1] if notulen else Keputusan("")
            self.fields[f"isi-{number}"] = forms.CharField(label=f"Keputusan {number}", required=False, initial=one.isi)
            self.fields[f"siapa-{number}"] = forms.CharField(label="Penanggung jawab", required=False, max_length=200, initial=one.siapa)
            self.fields[f"tenggat-{number}"] = TanggalField(label="Tenggat", required=False, initial=one.tenggat)
            self.changes[number] = [
                PerubahanForm(self.data if self.is_bound else None, prefix=f"ubah-{number}-{order}", plan=plan, change=change)
                for order, change in enumerate(own, 1)
            ]

    def rows(self) -> list[DecisionFields]:
        """The decision fields, a row each, for the template."""
        return [DecisionFields(self[f"isi-{n}"], self[f"siapa-{n}"], self[f"tenggat-{n}"], own) for n, own in self.changes.items()]

    @property
    def inner_forms(self) -> list[forms.Form]:
        """This form and those of the changes, for the list of faults."""
        return [self, *(one for own in self.changes.values() for one in own if self.is_bound)]

    def is_valid(self) -> bool:
        """Whether everything can be kept; a change needs the words of its decision."""
        sound = super().is_valid()
        if sound and self.closing and not self.cleaned_data.get("dimajukan", "x").strip():
            self.add_error("dimajukan", EARLY)
            sound = False
        for number, own in self.changes.items():
            sound = not sum(bool(one.errors) for one in own) and sound
            if sound and any(one.change for one in own) and not self.cleaned_data[f"isi-{number}"].strip():
                self.add_error(f"isi-{number}", "Tuliskan keputusannya; perubahan isian berdiri di bawah sebuah keputusan.")
                sound = False
            if fault := late_for(self.cleaned_data.get(f"tenggat-{number}"), self.hari):
                self.add_error(f"tenggat-{number}", fault)
                sound = False
        return sound

    def minutes(self) -> Notulen:
        """The minutes as a value; empty decisions are left out."""
        data = self.cleaned_data
        decided = (
            Keputusan(data[f"isi-{n}"], data[f"siapa-{n}"], data[f"tenggat-{n}"], tuple(one.change for one in own if one.change))
            for n, own in self.changes.items()
            if data[f"isi-{n}"].strip()
        )
        return Notulen(data["pimpinan"], data["pembukaan"], data["pembahasan"], data["penutup"], tuple(decided), data.get("dimajukan", ""))
