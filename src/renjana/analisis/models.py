"""What the analysis of a run found, and what was decided about it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renjana.alur.models import Run
from renjana.organisasi.models import Orang
from renjana.surat.models import Berkas


class Analisis(models.Model):
    """The latest analysis of a run, with the state of the rows that it saw: how many,
    their sum, the last change. `berkas` is the workbook of the official tables as they then stood.
    """

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="analisis")
    waktu = models.DateTimeField()
    oleh = models.ForeignKey(Orang, on_delete=models.PROTECT)
    aturan = models.PositiveSmallIntegerField("banyaknya aturan")
    baris = models.PositiveIntegerField(default=0)
    pagu = models.BigIntegerField(default=0)
    diubah = models.DateTimeField(null=True, blank=True)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return f"Analisis {self.run}"


class Temuan(models.Model):
    """A finding of a run; `kunci` stays the same while the same thing is wrong. A waived one carries its reason, a fixed one stays as selesai."""

    class Tingkat(models.TextChoices):
        ERROR = "error", "Kesalahan"
        WARNING = "warning", "Peringatan"
        INFO = "info", "Catatan"

    class Status(models.TextChoices):
        TERBUKA = "terbuka", "Terbuka"
        DIABAIKAN = "diabaikan", "Diabaikan dengan alasan"
        SELESAI = "selesai", "Sudah diperbaiki"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="temuan")
    kode = models.CharField(max_length=4)
    tingkat = models.CharField(max_length=8, choices=Tingkat)
    bidang = models.CharField("kode bidang", max_length=20, blank=True)
    objek = models.CharField(max_length=200)
    pesan = models.TextField()
    kunci = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status, default=Status.TERBUKA)
    alasan = models.TextField(blank=True)
    oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True)
    waktu = models.DateTimeField("waktu keputusan", null=True, blank=True)
    ditemukan = models.DateTimeField()

    class Meta:
        verbose_name_plural = "temuan"
        ordering: ClassVar = ["kode", "bidang", "objek", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "kunci"], name="temuan_unik"),
            models.CheckConstraint(condition=~Q(status="diabaikan") | ~Q(alasan=""), name="temuan_diabaikan_beralasan"),
        ]

    def __str__(self) -> str:
        return f"{self.kode}: {self.pesan}"
