"""Step 1: the order, as a lembar disposisi."""

from typing import ClassVar

from django.db import models

from renjana.alur.models import Task
from renjana.organisasi.models import Jabatan


class Disposisi(models.Model):
    """The order of step 1: from whom it came, what it says, to which jabatan it goes."""

    class Sifat(models.TextChoices):
        BIASA = "Biasa", "Biasa"
        SEGERA = "Segera", "Segera"
        SANGAT_SEGERA = "Sangat segera", "Sangat segera"
        RAHASIA = "Rahasia", "Rahasia"

    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="disposisi")
    surat_dari = models.CharField(max_length=200)
    nomor_surat = models.CharField(max_length=120, blank=True)
    tanggal_surat = models.DateField(null=True, blank=True)
    nomor_agenda = models.CharField(max_length=40)
    tanggal_terima = models.DateField("diterima tanggal")
    sifat = models.CharField(max_length=14, choices=Sifat, default=Sifat.SEGERA)
    hal = models.CharField("perihal", max_length=300)
    harap = models.JSONField("dengan hormat harap", default=list)
    catatan = models.TextField("isi disposisi")
    tenggat = models.DateTimeField()
    penerima = models.ManyToManyField(Jabatan, related_name="disposisi")

    class Meta:
        verbose_name_plural = "disposisi"
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(catatan=""), name="disposisi_berisi")]

    def __str__(self) -> str:
        return f"Disposisi {self.nomor_agenda}"
