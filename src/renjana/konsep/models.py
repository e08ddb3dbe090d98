"""Steps 8 and 9: the text of every subbab, the drafts made of it, and the corrections asked for."""

from typing import ClassVar

from django.db import models

from renjana.alur.models import Run
from renjana.organisasi.models import Orang
from renjana.surat.models import Berkas


class Subbab(models.Model):
    """The text of one subbab of a run. While nobody wrote, `isi` is empty and the prepared text is printed. `versi` guards edits.

    `sistematika` is the order of chapters that the number is of: a text that the document's order has no place for waits under its own.
    """

    class Sumber(models.TextChoices):
        SIAP = "siap", "Teks siap pakai"
        DITERIMA = "diterima", "Teks siap pakai, diterima"
        DITULIS = "ditulis", "Ditulis"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="subbab")
    sistematika = models.CharField(max_length=10, default="86_2017")
    nomor = models.CharField(max_length=8)
    urutan = models.PositiveSmallIntegerField()
    judul = models.CharField(max_length=200)
    sumber = models.CharField(max_length=8, choices=Sumber, default=Sumber.SIAP)
    isi = models.TextField(blank=True)
    versi = models.PositiveIntegerField(default=1)
    diubah = models.DateTimeField(null=True, blank=True)
    diubah_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["urutan"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "sistematika", "nomor"], name="subbab_unik")]

    def __str__(self) -> str:
        return f"{self.nomor} {self.judul}"


class Suntingan(models.Model):
    """What a person has written into a subbab and not saved yet, and that the person has it open: since when, and when last heard of.

    `isi` counts only where `berisi`; `versi` is the subbab's version that the person began from.
    """

    subbab = models.ForeignKey(Subbab, on_delete=models.CASCADE, related_name="suntingan")
    oleh = models.ForeignKey(Orang, on_delete=models.CASCADE, related_name="+")
    sejak = models.DateTimeField()
    terakhir = models.DateTimeField()
    berisi = models.BooleanField(default=False)
    isi = models.TextField(blank=True)
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["sejak", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["subbab", "oleh"], name="suntingan_unik")]

    def __str__(self) -> str:
        return f"{self.subbab_id} {self.oleh_id}"


class VersiKonsep(models.Model):
    """A draft as it was printed, with a name when somebody gave it one.

    `sidik_isi` is the digest of the data it was made of, so that a stale draft shows. `tanda` is the mark of the rows that these data came
    from (see mark.py), `data` the data themselves: while the mark is the same, the final document is printed from them. `isi` is what it
    said, as `konsep.snapshot`, with the keys of its rows and without drawings: two of these are compared in the time that the printers'
    data would take to be read. Drafts printed before that was kept have none.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="versi_konsep")
    nomor = models.PositiveSmallIntegerField()
    nama = models.CharField(max_length=60, blank=True)
    pdf = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")
    sidik_isi = models.CharField(max_length=64)
    tanda = models.CharField("tanda data", max_length=64, blank=True)
    data = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, related_name="+")
    isi = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+", null=True)
    dibuat = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar = ["-nomor"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "nomor"], name="versi_konsep_unik")]

    def __str__(self) -> str:
        return f"versi {self.nomor} ({self.nama})" if self.nama else f"versi {self.nomor}"


class Komentar(models.Model):
    """A correction asked for on a subbab, on a passage of its text (`kutipan`), on a drawing or on a row of a table.

    `tempat` names the drawing by its title, the row as "t-c-33|key". `tindakan` says what a suggestion does: put `usulan` in place of the
    passage, put it behind the paragraph of these words (at the beginning when there are none), or take the passage out. `penulis` and
    `ditulis` are who made it and when as a Word file told, which nobody here has checked; `oleh` brought it in.
    """

    class Jangkar(models.TextChoices):
        SUBBAB = "subbab", "Seluruh subbab"
        KALIMAT = "kalimat", "Kalimat atau angka"
        GRAFIK = "grafik", "Grafik"
        BARIS = "baris", "Baris tabel"

    class Tindakan(models.TextChoices):
        GANTI = "ganti", "Ganti"
        SISIP = "sisip", "Sisipkan sesudahnya"
        HAPUS = "hapus", "Hapus"

    class Status(models.TextChoices):
        TERBUKA = "terbuka", "Terbuka"
        SELESAI = "selesai", "Selesai"

    subbab = models.ForeignKey(Subbab, on_delete=models.CASCADE, related_name="komentar")
    jangkar = models.CharField(max_length=8, choices=Jangkar, default=Jangkar.SUBBAB)
    tempat = models.CharField(max_length=300, blank=True)
    kutipan = models.TextField(blank=True)
    isi = models.TextField()
    usulan = models.TextField(blank=True)
    tindakan = models.CharField(max_length=6, choices=Tindakan, blank=True)
    penulis = models.CharField("penulis menurut berkas Word", max_length=250, blank=True)
    ditulis = models.DateTimeField("waktu menurut berkas Word", null=True, blank=True)
    oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+")
    waktu = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status, default=Status.TERBUKA)
    jawaban = models.TextField(blank=True)
    dijawab_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dijawab = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["waktu", "id"]

    def __str__(self) -> str:
        return self.isi[:60]
