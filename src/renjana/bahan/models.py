"""What was taken out of a list by an import or a deletion, so that it can be put back."""

from typing import ClassVar

from django.db import models

from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.renja.models import Tahap


class CadanganBahan(models.Model):
    """Rows of a list as they stood before an import replaced them or somebody deleted them; `isi` holds their fields.

    `tahap` is None for a list that belongs to a year. `dipulihkan` is when the rows were put back.
    """

    class Tindakan(models.TextChoices):
        IMPOR = "impor", "Sebelum berkas dibaca"
        HAPUS = "hapus", "Baris yang dihapus"
        PULIH = "pulih", "Sebelum dipulihkan"

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.CASCADE, related_name="cadangan_bahan")
    tahap = models.ForeignKey(Tahap, on_delete=models.CASCADE, null=True, blank=True)
    tahun = models.PositiveSmallIntegerField()
    jenis = models.CharField(max_length=12)
    tindakan = models.CharField(max_length=6, choices=Tindakan)
    uraian = models.CharField(max_length=300)
    isi = models.JSONField(default=list)
    waktu = models.DateTimeField()
    oleh = models.ForeignKey(Orang, on_delete=models.SET_NULL, null=True)
    nama_oleh = models.CharField(max_length=120)
    dipulihkan = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-waktu", "-id"]
        indexes: ClassVar = [models.Index(fields=["perangkat_daerah", "tahun", "jenis"], name="cadangan_bahan_idx")]

    def __str__(self) -> str:
        return self.uraian
