"""The letter register of an agency, and files kept by their digest."""

from typing import ClassVar

from django.db import models

from renjana.organisasi.models import Orang, PerangkatDaerah


class Berkas(models.Model):
    """A file by its SHA-256. Its bytes lie in FILES/<first two>/<digest>; they never change, and a sealed one is never deleted."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64, db_index=True)
    nama = models.CharField(max_length=200)
    ukuran = models.PositiveBigIntegerField("ukuran (byte)")
    jenis = models.CharField("jenis media", max_length=100)
    disegel = models.BooleanField(default=False)
    dibuat = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name_plural = "berkas"

    def __str__(self) -> str:
        return self.nama


class Surat(models.Model):
    """A letter with a number from the one register of its agency and year. A number is never reused; a void has a reason."""

    class Status(models.TextChoices):
        DIPESAN = "dipesan", "Nomor dipesan"
        TERBIT = "terbit", "Terbit"
        BATAL = "batal", "Batal"

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT)
    tahun = models.PositiveSmallIntegerField()
    urut = models.PositiveIntegerField()
    sisipan = models.CharField(max_length=2, blank=True)
    nomor = models.CharField(max_length=120)
    jenis = models.CharField(max_length=30)
    klasifikasi = models.CharField(max_length=20)
    perihal = models.CharField(max_length=300)
    kepada = models.CharField(max_length=300, blank=True)
    tanggal = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DIPESAN)
    alasan_batal = models.CharField(max_length=300, blank=True)
    dibatalkan = models.DateTimeField(null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="surat_dibatalkan")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True)
    dibuat = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="surat_dibuat")

    class Meta:
        ordering: ClassVar = ["-tahun", "-urut", "-sisipan"]
        verbose_name_plural = "surat"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["perangkat_daerah", "tahun", "urut", "sisipan"], name="surat_urut_unik"),
            models.UniqueConstraint(fields=["perangkat_daerah", "tahun", "nomor"], name="surat_nomor_unik"),
        ]

    def __str__(self) -> str:
        return self.nomor


class BukuNomor(models.Model):
    """The counter of an agency's register in a year."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT)
    tahun = models.PositiveSmallIntegerField()
    terakhir = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["perangkat_daerah", "tahun"], name="buku_nomor_unik")]

    def __str__(self) -> str:
        return f"{self.perangkat_daerah} {self.tahun}: {self.terakhir}"
