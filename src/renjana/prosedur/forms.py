"""Forms of the SOP editor: one step, the head with its boxes, the actors; import, and the acts that want a reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from renjana.alur.models import SopVersi
from renjana.organisasi.fields import TanggalField
from renjana.prosedur.labels import BOX_LABELS, work_label
from renjana.sop.bpmn.reading import code
from renjana.sop.editing import drop_notes, place_step
from renjana.sop.faults import DefinitionError, Fault
from renjana.sop.model import KEPUTUSAN, MULAI, PROSES, SELESAI, Langkah, Pelaksana, Sop
from renjana.sop.reading import BOXES, LIMIT_TEXT

SHAPES = (
    (MULAI, "Mulai (kapsul, langkah pertama)"),
    (PROSES, "Kegiatan (kotak)"),
    (KEPUTUSAN, "Keputusan (belah ketupat)"),
    (SELESAI, "Selesai (kapsul, langkah terakhir)"),
)
SPARE = 2
"""Empty rows for new actors."""


def area(rows: int) -> forms.Textarea:
    """A text of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class Faulty(forms.Form):
    """A form that can show the faults of a definition at its own fields; the others stand above it with their place."""

    prefix_of_place = ""

    def add_faults(self, found: DefinitionError) -> None:
        """Every fault at once."""
        for fault in found.faults:
            name = self._field(fault)
            self.add_error(name, fault.message if name else f"{fault.place}: {fault.message}")

    def _field(self, fault: Fault) -> str | None:
        if not fault.place.startswith(self.prefix_of_place):
            return None
        name = fault.place.removeprefix(self.prefix_of_place).removeprefix("identitas.").split("[")[0].split(".")[0]
        return name if name in self.fields else None


class LangkahForm(Faulty):
    """Every column of one step."""

    uraian = forms.CharField(label="Uraian kegiatan", widget=area(3), max_length=LIMIT_TEXT, help_text="Kalimat aktif, diawali kata kerja.")
    pelaksana = forms.MultipleChoiceField(label="Pelaksana", widget=forms.CheckboxSelectMultiple)
    waktu = forms.CharField(label="Waktu baku", max_length=40, help_text="Misalnya 30 Menit, 2 Jam, atau 4 Hari.")
    kelengkapan = forms.CharField(label="Kelengkapan (masukan)", widget=area(3), max_length=LIMIT_TEXT, help_text="Tulis - bila tidak ada.")
    output = forms.CharField(label="Output", widget=area(2), max_length=LIMIT_TEXT)
    keterangan = forms.CharField(label="Keterangan", widget=area(2), max_length=LIMIT_TEXT, help_text="Tulis - bila tidak ada.")
    bentuk = forms.ChoiceField(label="Bentuk", choices=SHAPES)
    kembali = forms.TypedMultipleChoiceField(
        label="Bila tidak disetujui, kembali ke", coerce=int, required=False, widget=forms.CheckboxSelectMultiple, help_text="Hanya untuk keputusan."
    )
    sop_terkait = forms.ChoiceField(label="SOP terkait", required=False, help_text="SOP yang dijalankan di dalam langkah ini.")
    kerja = forms.ChoiceField(label="Halaman kerja", required=False, help_text="Langkah tanpa halaman sendiri memakai langkah umum.")
    disimpulkan = forms.BooleanField(
        label="Pelaksana masih disimpulkan", required=False, help_text="Hapus tanda ini bila instansi sudah memastikannya."
    )
    kembali_disimpulkan = forms.BooleanField(label="Jalan kembali masih disimpulkan", required=False)

    def __init__(self, *args: Any, sop: Sop, nomor: int, works: Iterable[str], linked: Mapping[str, str], **kwargs: Any) -> None:
        self.sop, self.nomor, self.before = sop, nomor, sop.langkah[nomor - 1]
        super().__init__(*args, **{**kwargs, "initial": {name: getattr(self.before, name) for name in self.base_fields}})
        self.prefix_of_place = f"langkah[{nomor}]."
        earlier = [(step.nomor, f"Langkah {step.nomor}: {step.uraian}") for step in sop.langkah[: nomor - 1]]
        known = sorted({*works, *filter(None, [self.before.kerja])})
        others = {**linked, **({self.before.sop_terkait: self.before.sop_terkait} if self.before.sop_terkait not in {"", *linked} else {})}
        self._choose("pelaksana", [(actor.id, actor.nama) for actor in sop.pelaksana])
        self._choose("kembali", earlier)
        self._choose("kerja", [("", "Langkah umum"), *((work, work_label(work)) for work in known)])
        self._choose("sop_terkait", [("", "Tidak ada"), *others.items()])
        if not earlier:
            del self.fields["kembali"], self.fields["kembali_disimpulkan"]

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def changed_sop(self) -> Sop:
        """The SOP with this step as the form says it."""
        values = {key: tuple(value) if isinstance(value, list) else value for key, value in self.cleaned_data.items()}
        return place_step(self.sop, self.nomor, replace(self.before, **{key: plain(value) for key, value in values.items()}))


class KepalaForm(Faulty):
    """Names, identity block, the six boxes and the editor's notes that still hold."""

    nama = forms.CharField(label="Nama SOP", max_length=200)
    versi = forms.CharField(label="Nomor versi", max_length=20)
    pemda = forms.CharField(label="Pemerintah daerah", max_length=200)
    perangkat_daerah = forms.CharField(label="Perangkat daerah", max_length=200)
    judul_mutu = forms.CharField(label="Judul kolom mutu", max_length=40, help_text="Peraturan menyebutnya MUTU BAKU.")
    tanggal_pembuatan = TanggalField(label="Tanggal pembuatan", required=False)
    tanggal_revisi = TanggalField(label="Tanggal revisi", required=False)

    def __init__(self, *args: Any, sop: Sop, **kwargs: Any) -> None:
        self.sop = sop
        head = {key: getattr(sop, key) for key in ("nama", "versi", "pemda", "perangkat_daerah", "judul_mutu")}
        days = {key: day_words(getattr(sop.identitas, key)) for key in ("tanggal_pembuatan", "tanggal_revisi")}
        boxes = {key: "\n".join(getattr(sop, key)) for key in BOXES}
        super().__init__(*args, **{**kwargs, "initial": {**head, **days, **boxes, "catatan": [note.id for note in sop.catatan]}})
        for key in BOXES:
            self.fields[key] = forms.CharField(label=BOX_LABELS[key], required=False, widget=area(4), help_text="Satu butir satu baris.")
        if sop.catatan:
            self.fields["catatan"] = forms.MultipleChoiceField(
                label="Catatan penyunting yang masih berlaku",
                required=False,
                choices=[(note.id, f"{note.letak}: {note.isi}") for note in sop.catatan],
                widget=forms.CheckboxSelectMultiple,
                help_text="Hapus tanda pada catatan yang sudah diselesaikan; catatan itu tidak dicetak lagi.",
            )

    def changed_sop(self) -> Sop:
        """The SOP with this head."""
        data = self.cleaned_data
        days = {key: data[key].isoformat() if data[key] else "" for key in ("tanggal_pembuatan", "tanggal_revisi")}
        boxes: dict[str, Any] = {key: tuple(filter(None, (line.strip() for line in data[key].splitlines()))) for key in BOXES}
        head = {key: data[key] for key in ("nama", "versi", "pemda", "perangkat_daerah", "judul_mutu")}
        sop = replace(self.sop, identitas=replace(self.sop.identitas, **days), **head, **boxes)
        return drop_notes(sop, data.get("catatan", ()))


class PelaksanaForm(Faulty):
    """The actors from highest to lowest; an emptied name goes, a name in a spare row comes."""

    def __init__(self, *args: Any, sop: Sop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sop = sop
        for number in range(1, len(sop.pelaksana) + SPARE + 1):
            known = sop.pelaksana[number - 1] if number <= len(sop.pelaksana) else None
            label = f"Pelaksana {number}" if known else f"Pelaksana baru {number - len(sop.pelaksana)}"
            self.fields[f"nama_{number}"] = forms.CharField(label=label, max_length=80, required=False, initial=known.nama if known else "")
            self.fields[f"letak_{number}"] = forms.IntegerField(label="Urutan kolom", min_value=1, max_value=50, required=False, initial=number)

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Name and place of each row, as bound fields."""
        return [(self[f"nama_{number}"], self[f"letak_{number}"]) for number in range(1, len(self.fields) // 2 + 1)]

    def _field(self, fault: Fault) -> str | None:
        head, _, rest = fault.place.partition("[")
        name = f"nama_{rest.split(']')[0]}"
        return name if head == "pelaksana" and name in self.fields else None

    def changed_sop(self) -> Sop:
        """The SOP with these actors; a renamed one stays who steps name."""
        taken = {actor.id for actor in self.sop.pelaksana}
        found = []
        for number in range(1, len(self.fields) // 2 + 1):
            name = " ".join(self.cleaned_data[f"nama_{number}"].split())
            if not name:
                continue
            kept = self.sop.pelaksana[number - 1].id if number <= len(self.sop.pelaksana) else code(name, "pelaksana", taken, "_")
            taken.add(kept)
            found.append((self.cleaned_data[f"letak_{number}"] or number, number, Pelaksana(kept, name)))
        return replace(self.sop, pelaksana=tuple(actor for _, _, actor in sorted(found, key=lambda entry: entry[:2])))


class ImporForm(forms.Form):
    """A file with an SOP."""

    berkas = forms.FileField(label="Berkas SOP (.toml atau .bpmn)", widget=forms.FileInput(attrs={"accept": ".toml,.bpmn,.xml"}))


class AlasanForm(forms.Form):
    """Why; it stands in the history."""

    alasan = forms.CharField(label="Alasan", widget=area(2), max_length=500)


class PindahForm(AlasanForm):
    """To which version, and why."""

    versi = forms.ModelChoiceField(SopVersi.objects.none(), label="Versi tujuan", empty_label=None)

    def __init__(self, *args: Any, versions: Sequence[SopVersi], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versi"].queryset = SopVersi.objects.filter(pk__in=[versi.pk for versi in versions])  # type: ignore[attr-defined]


def day_words(iso: str) -> str:
    """A day of a definition as people type it; empty when there is none."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def plain(value: Any) -> Any:
    """A text with the line ends of a definition; anything else as it is."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def steps_of(sop: Sop) -> list[tuple[Langkah, str]]:
    """Every step with the names of its actors."""
    names = {actor.id: actor.nama for actor in sop.pelaksana}
    return [(step, " dan ".join(names.get(actor, actor) for actor in step.pelaksana)) for step in sop.langkah]
