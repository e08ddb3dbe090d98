"""Steps 12 and 13: the cover letter, the dispatch with its proof, the archive."""

from typing import ClassVar

from django.db import models

from renjana.alur.models import Run
from renjana.surat.models import Berkas, Surat


class SuratPengantar(models.Model):
    """The cover letter of step 12. `naskah` is a list of (nama, banyaknya, keterangan) as printed."""

    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="surat_pengantar")
    surat = models.OneToOneField(Surat, on_delete=models.PROTECT)
    kepada = models.CharField(max_length=300)
    naskah = models.JSONField(default=list)
    tembusan = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "surat pengantar"

    def __str__(self) -> str:
        return self.surat.nomor


class Pengiriman(models.Model):
    """The dispatch of step 13: how it went, who received it when, with what proof, and how many copies were made."""

    class Cara(models.TextChoices):
        DIANTAR = "diantar", "Diantar langsung"
        POS = "pos", "Pos atau kurir"
        ELEKTRONIK = "elektronik", "Surat elektronik atau Srikandi"

    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="pengiriman")
    cara = models.CharField(max_length=12, choices=Cara, default=Cara.DIANTAR)
    penerima = models.CharField(max_length=120)
    jabatan_penerima = models.CharField(max_length=200, blank=True)
    diterima = models.DateTimeField()
    bukti = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")
    bukti_pindaian = models.BooleanField("bukti berupa pindaian", default=False)
    salinan = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "pengiriman"

    def __str__(self) -> str:
        return f"Diterima {self.penerima}"


class Arsip(models.Model):
    """The archive entry of a run: classification, retention, place, and the file that holds everything with its digests."""

    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="arsip")
    nomor_berkas = models.CharField(max_length=60)
    klasifikasi = models.CharField(max_length=20)
    uraian = models.CharField(max_length=300)
    kurun_waktu = models.CharField(max_length=20)
    jumlah = models.PositiveSmallIntegerField("jumlah berkas")
    tingkat = models.CharField("tingkat perkembangan", max_length=20, default="Asli")
    media = models.CharField(max_length=40, default="Elektronik dan kertas")
    lokasi = models.CharField("lokasi simpan", max_length=200)
    keamanan = models.CharField("klasifikasi keamanan", max_length=30, default="Biasa")
    retensi_aktif = models.CharField(max_length=20)
    retensi_inaktif = models.CharField(max_length=20)
    nasib_akhir = models.CharField(max_length=20)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")
    dibuat = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-dibuat"]
        verbose_name_plural = "arsip"
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(jumlah__gt=0), name="arsip_berisi")]

    def __str__(self) -> str:
        return self.nomor_berkas
