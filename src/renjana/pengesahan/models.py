"""Steps 10 and 11: the submission to the Kepala Dinas and the signature."""

from typing import ClassVar

from django.db import models

from renjana.alur.models import Run, SopVersi, Task
from renjana.konsep.models import VersiKonsep
from renjana.organisasi.models import Orang
from renjana.surat.models import Berkas


class Pengajuan(models.Model):
    """The corrected document, put before the Kepala Dinas. One for each visit of step 10. `cetakan` is the final paper as it was printed once
    for a pen; None while nobody asked for it.
    """

    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="pengajuan")
    versi = models.ForeignKey(VersiKonsep, on_delete=models.PROTECT)
    catatan = models.TextField(blank=True)
    cetakan = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "pengajuan"

    def __str__(self) -> str:
        return f"Pengajuan {self.versi}"


class TandaTangan(models.Model):
    """A signature that was verified in the transaction that stored it. `berkas` is sealed and never rendered again.

    With a pen (`cara`) it is the scan of the signed paper, and its digest is all that can be verified.
    """

    class Cara(models.TextChoices):
        LOKAL = "lokal", "Sertifikat lokal"
        BASAH = "basah", "Tanda tangan basah"

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="tanda_tangan")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="tanda_tangan")
    versi = models.ForeignKey(VersiKonsep, on_delete=models.PROTECT)
    cara = models.CharField("cara menandatangani", max_length=5, choices=Cara, default=Cara.LOKAL)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT)
    kode = models.CharField("kode verifikasi", max_length=12, unique=True)
    judul = models.CharField(max_length=200)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT)
    nama = models.CharField(max_length=120)
    jabatan = models.CharField(max_length=200)
    bertindak_untuk = models.CharField(max_length=200, blank=True)
    waktu = models.DateTimeField()
    kepala_riwayat = models.CharField("sidik riwayat saat ditandatangani", max_length=64)

    class Meta:
        ordering: ClassVar = ["-waktu"]
        verbose_name_plural = "tanda tangan"

    def __str__(self) -> str:
        return self.kode


class PengesahanSop(models.Model):
    """The signature that ratified a version of an SOP. `berkas` is the sealed sheet; `sidik` the digest of the definition that was signed."""

    sop = models.OneToOneField(SopVersi, on_delete=models.PROTECT, related_name="pengesahan")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT)
    kode = models.CharField("kode verifikasi", max_length=12, unique=True)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT)
    nama = models.CharField(max_length=120)
    jabatan = models.CharField(max_length=200)
    bertindak_untuk = models.CharField(max_length=200, blank=True)
    waktu = models.DateTimeField()
    sidik = models.CharField("SHA-256 definisi", max_length=64)

    class Meta:
        verbose_name_plural = "pengesahan SOP"

    def __str__(self) -> str:
        return self.kode
