"""Steps 4 and 5: the meeting, who was invited and came, what was said and decided."""

from typing import ClassVar

from django.db import models

from renjana.alur.models import Run
from renjana.organisasi.models import Orang
from renjana.surat.models import Surat


class Rapat(models.Model):
    """The meeting that discusses the plan. Times are aware; `acara` is a list of agenda points."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="rapat")
    mulai = models.DateTimeField()
    selesai = models.DateTimeField()
    tempat = models.CharField(max_length=200)
    acara = models.JSONField(default=list)
    surat = models.ForeignKey(Surat, on_delete=models.PROTECT)
    pimpinan = models.CharField("pimpinan rapat", max_length=200, blank=True)
    pembukaan = models.TextField("kata pembukaan", blank=True)
    pembahasan = models.TextField(blank=True)
    penutup = models.TextField(blank=True)
    versi = models.PositiveIntegerField(default=1)
    berusulan = True
    """Whether changes to rows may have been written with its minutes; queries.rapat_of knows it."""

    def __str__(self) -> str:
        return f"Rapat {self.run}"


class PesertaRapat(models.Model):
    """A person invited, or who came without being invited. `hadir` is empty until somebody notes it."""

    rapat = models.ForeignKey(Rapat, on_delete=models.CASCADE, related_name="peserta")
    urutan = models.PositiveSmallIntegerField()
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True)
    nama = models.CharField(max_length=120)
    jabatan = models.CharField(max_length=200)
    nip = models.CharField(max_length=18, blank=True)
    diundang = models.BooleanField(default=True)
    hadir = models.BooleanField(null=True, blank=True)
    pukul = models.TimeField("pukul hadir", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["urutan"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["rapat", "urutan"], name="peserta_urutan_unik")]

    def __str__(self) -> str:
        return self.nama


class KeputusanRapat(models.Model):
    """A decision, or a thing to do when somebody is named for it."""

    rapat = models.ForeignKey(Rapat, on_delete=models.CASCADE, related_name="keputusan")
    nomor = models.PositiveSmallIntegerField()
    isi = models.TextField()
    siapa = models.CharField("penanggung jawab", max_length=200, blank=True)
    tenggat = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["nomor"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["rapat", "nomor"], name="keputusan_nomor_unik")]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.isi}"
