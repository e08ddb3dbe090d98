"""What the analysis of a run found, and what was decided about it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renjana.alur.models import Run
from renjana.organisasi.models import Orang
from renjana.surat.models import Berkas


class Analisis(models.Model):
    """The latest analysis of a run, with the state of the rows that it saw: how many, their sum, the last change.

    `ringkasan` are the figures that its page shows (see summary.py), `berkas` the workbook of the official tables as they then stood,
    `tanda` the mark of what the checks looked at (see mark.py), `tanda_naskah` the mark of the document that the gate looked at last.
    """

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="analisis")
    waktu = models.DateTimeField()
    oleh = models.ForeignKey(Orang, on_delete=models.PROTECT)
    aturan = models.PositiveSmallIntegerField("banyaknya aturan")
    baris = models.PositiveIntegerField(default=0)
    pagu = models.BigIntegerField(default=0)
    diubah = models.DateTimeField(null=True, blank=True)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True)
    ringkasan = models.JSONField(default=dict, blank=True)
    tanda = models.CharField("tanda data yang diperiksa", max_length=64, blank=True)
    tanda_naskah = models.CharField("tanda naskah yang diperiksa", max_length=64, blank=True)

    def __str__(self) -> str:
        return f"Analisis {self.run}"


class Temuan(models.Model):
    """A finding of a run; `kunci` stays the same while the same thing is wrong, `kolom` and `nomor` name its cell in the format.

    `alasan` is why a waived one may stand, or the note on an open warning; `oleh` and `waktu` belong to it. A fixed one stays as selesai.
    """

    class Tingkat(models.TextChoices):
        ERROR = "error", "Kesalahan"
        WARNING = "warning", "Peringatan"
        INFO = "info", "Catatan"

    class Status(models.TextChoices):
        TERBUKA = "terbuka", "Terbuka"
        DIKIRIM = "dikirim", "Dikirim ke bidang"
        DIJAWAB = "dijawab", "Dijawab bidang"
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
    kolom = models.CharField("kolom isian", max_length=20, blank=True)
    nomor = models.PositiveSmallIntegerField("nomor indikator", default=0)
    dikirim = models.DateTimeField("dikirim ke bidang", null=True, blank=True)
    jawaban = models.TextField("jawaban bidang", blank=True)
    dijawab = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "temuan"
        ordering: ClassVar = ["kode", "bidang", "objek", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "kunci"], name="temuan_unik"),
            models.CheckConstraint(condition=~Q(status="diabaikan") | ~Q(alasan=""), name="temuan_diabaikan_beralasan"),
        ]

    def __str__(self) -> str:
        return f"{self.kode}: {self.pesan}"

    @property
    def is_open(self) -> bool:
        """Whether nobody fixed or waived it yet."""
        return self.status in OPEN


OPEN = frozenset({Temuan.Status.TERBUKA, Temuan.Status.DIKIRIM, Temuan.Status.DIJAWAB})


class FaktorCapaian(models.Model):
    """Why an indicator missed or passed its target in year n-2, and what is done about it. `kode` and `indikator` as T-C.29 reports them."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="faktor")
    kode = models.CharField(max_length=20)
    indikator = models.TextField()
    faktor = models.TextField("faktor penyebab", blank=True)
    tindak_lanjut = models.TextField(blank=True)
    diubah = models.DateTimeField()
    diubah_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["kode", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "kode", "indikator"], name="faktor_unik")]

    def __str__(self) -> str:
        return f"{self.kode} {self.indikator}"


class PrioritasSubKegiatan(models.Model):
    """The national and regional priority of a sub kegiatan and its tags, columns 12 and 13 of SIPD-RI; "tidak ada" where there is none."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="prioritas")
    kode = models.CharField(max_length=20)
    nasional = models.CharField("prioritas nasional", max_length=200, blank=True)
    daerah = models.CharField("prioritas daerah", max_length=200, blank=True)
    tag = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["kode"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "kode"], name="prioritas_unik")]

    def __str__(self) -> str:
        return self.kode


class DataSipd(models.Model):
    """What SIPD-RI holds of a sub kegiatan, for comparison. Whole rupiah."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="sipd")
    kode = models.CharField(max_length=20)
    pagu = models.BigIntegerField("pagu (rupiah)", null=True, blank=True)
    pagu_maju = models.BigIntegerField("pagu prakiraan maju (rupiah)", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["kode"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "kode"], name="sipd_unik")]

    def __str__(self) -> str:
        return self.kode


class Simulasi(models.Model):
    """A scratch copy of the plan: `kaidah` are its rules in order (simulation.Kaidah as JSON). A person has one draft of a run.

    Once applied it has a `nomor`, the sums before and after in whole rupiah, and in `perubahan` each changed row: bidang, kode, pagu and
    sources before, pagu after, and the version of the row that it made.
    """

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        DITERAPKAN = "diterapkan", "Diterapkan"
        DIURUNGKAN = "diurungkan", "Diurungkan"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="simulasi")
    nomor = models.PositiveSmallIntegerField(default=0)
    kaidah = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAF)
    oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+")
    dibuat = models.DateTimeField()
    uraian = models.TextField(blank=True)
    sebelum = models.BigIntegerField("pagu sebelum (rupiah)", default=0)
    sesudah = models.BigIntegerField("pagu sesudah (rupiah)", default=0)
    perubahan = models.JSONField(default=list, blank=True)
    diputuskan = models.DateTimeField(null=True, blank=True)
    diputuskan_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-nomor", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "oleh"], condition=Q(status="draf"), name="simulasi_satu_draf"),
            models.UniqueConstraint(fields=["run", "nomor"], condition=~Q(nomor=0), name="simulasi_nomor_unik"),
        ]

    def __str__(self) -> str:
        return f"Simulasi no. {self.nomor}"
