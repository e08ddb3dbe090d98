"""The collection format of a run, who fills what, and the isian of each bidang with everything that happened to it."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from renjana.alur.models import Run
from renjana.organisasi.models import Bidang, Orang
from renjana.pengumpulan import rules, usulan
from renjana.surat.models import Berkas


class Format(models.Model):
    """The format of a run. `kolom` lists the chosen columns, `petunjuk` maps a column to its guidance, `lembar` the further parts (see
    lembar.py), `riwayat` what each earlier version asked. `diterbitkan` is empty for a draft.

    `tanda` is the mark of the rows (see mark.py) that the prepared files were made from: the blank workbook, those of every bidang in one,
    and the rows of the plan (see planting.py). "" while nothing is prepared, or the draft was saved again since.
    """

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="format")
    bagian = models.JSONField(default=list)
    kolom = models.JSONField(default=list)
    petunjuk = models.JSONField(default=dict, blank=True)
    pengantar = models.TextField(blank=True)
    tenggat = models.DateTimeField("tenggat pengisian", null=True, blank=True)
    versi = models.PositiveSmallIntegerField(default=1)
    lembar = models.JSONField("bagian lain", default=list, blank=True)
    pertanyaan = models.JSONField(default=list, blank=True)
    riwayat = models.JSONField("versi terdahulu", default=list, blank=True)
    tanda = models.CharField("tanda data", max_length=64, blank=True)
    disiapkan = models.DateTimeField(null=True, blank=True)
    kosong = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="format kosong")
    tiap_bidang = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="format tiap bidang")
    isi_awal = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    diterbitkan = models.DateTimeField(null=True, blank=True)
    diterbitkan_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return f"Format {self.run} versi {self.versi}"


class Pengampu(models.Model):
    """Which bidang fills a program, kegiatan or sub kegiatan of a run; an empty `bidang` says that it is not planned this year."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="pengampu")
    kode = models.CharField(max_length=20)
    bidang = models.ForeignKey(Bidang, on_delete=models.CASCADE, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["kode"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "kode"], name="pengampu_unik")]

    def __str__(self) -> str:
        return f"{self.kode}: {self.bidang or 'tidak direncanakan'}"


class Isian(models.Model):
    """The format in the hands of one bidang: handed out, received, filled, sent, accepted, returned or waived."""

    class Status(models.TextChoices):
        BELUM = rules.BELUM, "Belum disampaikan"
        DISAMPAIKAN = rules.DISAMPAIKAN, "Disampaikan"
        DITERIMA = rules.DITERIMA, "Format diterima"
        DIISI = rules.DIISI, "Sedang diisi"
        DIKIRIM = rules.DIKIRIM, "Menunggu diperiksa"
        DIKEMBALIKAN = rules.DIKEMBALIKAN, "Dikembalikan"
        DISETUJUI = rules.DISETUJUI, "Diterima"
        DILEWATI = rules.DILEWATI, "Dilewati"

    class Saluran(models.TextChoices):
        APLIKASI = "aplikasi", "Pemberitahuan aplikasi dan surel"
        WHATSAPP = "whatsapp", "WhatsApp"
        LANGSUNG = "langsung", "Diserahkan langsung"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="isian")
    bidang = models.ForeignKey(Bidang, on_delete=models.PROTECT, related_name="isian")
    status = models.CharField(max_length=12, choices=Status, default=Status.BELUM)
    alasan = models.TextField("alasan dikembalikan atau dilewati", blank=True)
    catatan = models.TextField("catatan pengirim", blank=True)
    saluran = models.CharField(max_length=10, choices=Saluran, blank=True)
    disampaikan = models.DateTimeField(null=True, blank=True)
    disampaikan_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    diterima = models.DateTimeField("format diterima", null=True, blank=True)
    penerima = models.CharField("nama penerima", max_length=120, blank=True)
    penerima_nip = models.CharField("NIP penerima", max_length=18, blank=True)
    diterima_dicatat = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    diisi = models.DateTimeField("terakhir diisi", null=True, blank=True)
    diisi_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dikirim = models.DateTimeField(null=True, blank=True)
    versi_dikirim = models.PositiveSmallIntegerField("versi format saat dikirim", default=0)
    dikirim_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    diputuskan = models.DateTimeField(null=True, blank=True)
    diputuskan_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    diingatkan = models.DateTimeField("terakhir diingatkan", null=True, blank=True)
    kali_diingatkan = models.PositiveSmallIntegerField(default=0)
    pengingat = models.CharField("pengingat otomatis terakhir", max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["bidang__urutan", "bidang__kode"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "bidang"], name="isian_unik")]

    def __str__(self) -> str:
        return f"Isian {self.bidang}"

    @property
    def awaited_since(self) -> datetime | None:
        """Since when the bidang is awaited: its return, else when it got the format."""
        return self.diputuskan if self.status == Isian.Status.DIKEMBALIKAN and self.diputuskan else self.disampaikan


class BarisLembar(models.Model):
    """A row of a further part of the format, as text cells. `kunci` names it: the code and indicator, the question, or a random one."""

    isian = models.ForeignKey(Isian, on_delete=models.CASCADE, related_name="lembar")
    lembar = models.CharField(max_length=12)
    kunci = models.CharField(max_length=64)
    urutan = models.PositiveIntegerField(default=0)
    sel = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["lembar", "urutan", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["isian", "lembar", "kunci"], name="baris_lembar_unik")]

    def __str__(self) -> str:
        return f"{self.lembar} {self.kunci}"


class VersiBaris(models.Model):
    """How a sub kegiatan of an isian stood before somebody changed it: what the work of two people is held against. `tanda` is its digest
    (merging.mark_of), `sel` its lines as text cells. Nothing deletes it.
    """

    isian = models.ForeignKey(Isian, on_delete=models.CASCADE, related_name="versi_baris")
    kode = models.CharField(max_length=20)
    tanda = models.CharField("tanda isi", max_length=16)
    sel = models.JSONField()
    dicatat = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["isian", "kode", "tanda"], name="versi_baris_unik")]

    def __str__(self) -> str:
        return f"{self.kode} {self.tanda}"


class UnggahanIsian(models.Model):
    """A workbook that was read without a fault and waits to be looked over, or was stored. `keadaan` tells what it was compared with.

    With `cacat` cells at fault, `berkas` is the copy in which they are marked, to be corrected and uploaded again; it is never stored.
    """

    isian = models.ForeignKey(Isian, on_delete=models.CASCADE, related_name="unggahan")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT)
    keadaan = models.CharField(max_length=16)
    diunggah = models.DateTimeField()
    diunggah_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+")
    disimpan = models.DateTimeField(null=True, blank=True)
    cacat = models.PositiveIntegerField("sel yang perlu diperbaiki", default=0)

    class Meta:
        ordering: ClassVar = ["-diunggah", "-id"]

    def __str__(self) -> str:
        return self.berkas.nama


class UsulanRapat(models.Model):
    """A change to a cell of a bidang's plan that the meeting decided on, under the number and the words of its decision.

    `semula` stood in the cell when the minutes were written, `sebelum` when the change was applied; both as the format writes them.
    `diajukan` is empty until the meeting is closed. `tanda` is the digest of the row after it was applied; `baris_baru` tells that the bidang
    did not plan the sub kegiatan before. `nomor` counts the indicators from 0; under the column indikator it is the place of a new one. A later
    change of the same meeting to the same cell takes the place of an earlier one, which is kept as "digantikan" and cannot be applied.
    """

    class Status(models.TextChoices):
        MENUNGGU = usulan.MENUNGGU, "Menunggu bidang"
        DITERAPKAN = usulan.DITERAPKAN, "Diterapkan"
        DIJAWAB = usulan.DIJAWAB, "Dijawab dengan alasan"
        DIGANTIKAN = usulan.DIGANTIKAN, "Digantikan"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="usulan_rapat")
    bidang = models.ForeignKey(Bidang, on_delete=models.PROTECT, related_name="usulan_rapat")
    keputusan = models.PositiveSmallIntegerField("nomor keputusan rapat")
    isi = models.TextField("isi keputusan")
    urutan = models.PositiveSmallIntegerField(default=0)
    kode = models.CharField(max_length=20)
    kolom = models.CharField(max_length=20)
    nomor = models.PositiveSmallIntegerField("nomor indikator", default=0)
    semula = models.TextField(blank=True)
    menjadi = models.TextField()
    alasan = models.TextField(blank=True)
    diajukan = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.MENUNGGU)
    jawaban = models.TextField("jawaban bidang", blank=True)
    diputuskan = models.DateTimeField(null=True, blank=True)
    diputuskan_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sebelum = models.TextField("isi sebelum diterapkan", blank=True)
    tanda = models.CharField("tanda isi sesudah diterapkan", max_length=16, blank=True)
    baris_baru = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["keputusan", "urutan", "id"]
        indexes: ClassVar = [models.Index(fields=["run", "bidang", "kode"], name="usulan_rapat_idx")]

    def __str__(self) -> str:
        return f"Keputusan rapat no. {self.keputusan}: {self.kode} {self.kolom}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody applied or answered it yet."""
        return self.status == self.Status.MENUNGGU
