"""One run of an SOP: tasks in the order of the flow, their pauses and outputs, and a history that nobody can rewrite.

The order of the steps is enforced by the database itself: see the triggers in migrations/0002 and `Transisi`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q

from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.renja.models import Tahap
from renjana.surat.models import Berkas


class SopVersi(models.Model):
    """An SOP as it stood: the whole definition as TOML. A run is pinned to one; `perangkat_daerah` is empty for what the product ships.

    What is not in force yet has no moves and no actors (`Transisi`, `Pelaku`), so that the database lets no run begin on it.
    """

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        USULAN = "usulan", "Diusulkan"
        BERLAKU = "berlaku", "Berlaku"
        DICABUT = "dicabut", "Dicabut"

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, null=True, blank=True)
    kode = models.SlugField(max_length=60)
    versi = models.CharField(max_length=20)
    nama = models.CharField(max_length=200)
    isi = models.TextField("definisi (TOML)")
    sidik = models.CharField("SHA-256 definisi", max_length=64)
    status = models.CharField(max_length=8, choices=Status, default=Status.BERLAKU)
    dibuat = models.DateTimeField()
    asal = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="turunan")
    berlaku_sejak = models.DateField(null=True, blank=True)
    dicabut = models.DateField("dicabut sejak", null=True, blank=True)

    class Meta:
        verbose_name = "versi SOP"
        constraints: ClassVar = [models.UniqueConstraint(fields=["perangkat_daerah", "kode", "versi"], name="sop_versi_unik", nulls_distinct=False)]

    def __str__(self) -> str:
        return f"{self.nama} versi {self.versi}"


class Transisi(models.Model):
    """A move that an SOP version allows. Empty `dari` is the start; empty `ke` is the end. The triggers read this table."""

    sop = models.ForeignKey(SopVersi, on_delete=models.CASCADE, related_name="transisi")
    dari = models.PositiveSmallIntegerField(null=True)
    hasil = models.CharField(max_length=12)
    ke = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sop", "dari", "hasil", "ke"], name="transisi_unik", nulls_distinct=False)]

    def __str__(self) -> str:
        return f"{self.dari} {self.hasil} {self.ke}"


class Pelaku(models.Model):
    """An SOP actor (its id) who carries a step of an SOP version. Whoever holds the jabatan that plays this actor, at that hour, may act."""

    sop = models.ForeignKey(SopVersi, on_delete=models.CASCADE, related_name="pelaku")
    langkah = models.PositiveSmallIntegerField()
    pelaksana = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sop", "langkah", "pelaksana"], name="pelaku_unik")]

    def __str__(self) -> str:
        return self.pelaksana


class Run(models.Model):
    """One pass through the SOP for one tahap of a Renja."""

    class Status(models.TextChoices):
        BERJALAN = "berjalan", "Berjalan"
        SELESAI = "selesai", "Selesai"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="run")
    tahap = models.ForeignKey(Tahap, on_delete=models.PROTECT, related_name="run")
    sop = models.ForeignKey(SopVersi, on_delete=models.PROTECT)
    status = models.CharField(max_length=10, choices=Status, default=Status.BERJALAN)
    mulai = models.DateTimeField()
    selesai = models.DateTimeField(null=True, blank=True)
    tenggat = models.DateTimeField("tenggat ke Bappeda", null=True, blank=True)
    dimulai_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT)
    alasan_batal = models.TextField(blank=True)
    peristiwa = models.PositiveIntegerField("banyaknya peristiwa", default=0)
    kepala = models.CharField("sidik peristiwa terakhir", max_length=64, default="0" * 64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tahap"], condition=~Q(status="dibatalkan"), name="satu_run_per_tahap"),
        ]

    def __str__(self) -> str:
        return f"{self.tahap}"


@dataclass(frozen=True)
class Seen:
    """What was read of a run along with its open task: the head of the history, is the task paused, how often each step was visited.

    Whatever happens in a run moves the head, so while the head is the same, all of this is still so.
    """

    kepala: str
    paused: bool
    visits: Mapping[int, int]


class Task(models.Model):
    """One visit of the run at one step. `dari` is the visit before it; `putaran` counts the visits of this step from 1."""

    class Status(models.TextChoices):
        TERBUKA = "terbuka", "Terbuka"
        SELESAI = "selesai", "Selesai"
        DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="task")
    urutan = models.PositiveIntegerField()
    langkah = models.PositiveSmallIntegerField()
    putaran = models.PositiveSmallIntegerField()
    dari = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="berikut")
    status = models.CharField(max_length=12, choices=Status, default=Status.TERBUKA)
    ke = models.PositiveSmallIntegerField("langkah tujuan", null=True, blank=True)
    ditugaskan = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="task_ditugaskan")
    mulai = models.DateTimeField()
    jatuh_tempo = models.DateTimeField()
    selesai = models.DateTimeField(null=True, blank=True)
    oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="task_selesai")
    bertindak_untuk = models.CharField("bertindak untuk jabatan", max_length=200, blank=True)
    alasan = models.TextField("alasan pengembalian", blank=True)
    seen: Seen | None = None

    class Meta:
        ordering: ClassVar = ["run", "urutan"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "urutan"], name="task_urutan_unik"),
            models.UniqueConstraint(fields=["run", "langkah", "putaran"], name="task_putaran_unik"),
            models.UniqueConstraint(fields=["run"], condition=Q(status="terbuka"), name="satu_task_terbuka"),
            models.CheckConstraint(condition=Q(status="terbuka") | Q(selesai__isnull=False), name="task_tertutup_bertanggal"),
        ]
        indexes: ClassVar = [models.Index(fields=["jatuh_tempo", "id"], condition=Q(status="terbuka"), name="task_terbuka")]

    def __str__(self) -> str:
        return f"{self.run}, langkah {self.langkah}"


class Jeda(models.Model):
    """A recorded pause of a task: its clock stands still, and the due time moves by the working time that passed."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="jeda")
    mulai = models.DateTimeField()
    selesai = models.DateTimeField(null=True, blank=True)
    sebab = models.CharField(max_length=300)
    oleh = models.ForeignKey(Orang, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task"], condition=Q(selesai__isnull=True), name="satu_jeda_terbuka")]

    def __str__(self) -> str:
        return self.sebab


class Keluaran(models.Model):
    """An output of a step on paper. `jenis` is a slug such as disposisi, format, undangan, notulen, konsep-pdf, renja."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="keluaran")
    jenis = models.SlugField(max_length=40)
    judul = models.CharField(max_length=200)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT)
    dibuat = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["task", "id"]

    def __str__(self) -> str:
        return self.judul


class Event(models.Model):
    """A line of the history, chained by SHA-256 to the line before. Written with what it tells, never changed, never deleted."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="event")
    urutan = models.PositiveIntegerField()
    waktu = models.DateTimeField()
    jenis = models.CharField(max_length=40)
    langkah = models.PositiveSmallIntegerField(null=True)
    putaran = models.PositiveSmallIntegerField(null=True)
    oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True)
    nama_oleh = models.CharField(max_length=120, blank=True)
    bertindak_untuk = models.CharField(max_length=200, blank=True)
    uraian = models.TextField()
    data = models.JSONField(default=dict)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["run", "urutan"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "urutan"], name="event_urutan_unik")]

    def __str__(self) -> str:
        return self.uraian


class Pemberitahuan(models.Model):
    """A notice to a person: shown in the app at once, sent by e-mail from the outbox by the worker. Never twice for one key."""

    orang = models.ForeignKey(Orang, on_delete=models.CASCADE, related_name="pemberitahuan")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, null=True, related_name="pemberitahuan")
    kunci = models.CharField(max_length=120)
    judul = models.CharField(max_length=200)
    isi = models.TextField(blank=True)
    tautan = models.CharField(max_length=300, blank=True)
    dibuat = models.DateTimeField()
    dibaca = models.DateTimeField(null=True, blank=True)
    dikirim = models.DateTimeField("surel terkirim", null=True, blank=True)
    coba_lagi = models.DateTimeField("tidak dikirim sebelum", null=True, blank=True)
    gagal = models.PositiveSmallIntegerField("percobaan gagal", default=0)

    class Meta:
        ordering: ClassVar = ["-dibuat", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["orang", "kunci"], name="pemberitahuan_sekali")]
        indexes: ClassVar = [models.Index(fields=["id"], condition=Q(dikirim__isnull=True), name="pemberitahuan_antre")]

    def __str__(self) -> str:
        return self.judul
