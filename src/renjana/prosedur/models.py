"""What happens to a version of an SOP, line by line. The version itself is `alur.SopVersi`, which runs are pinned to."""

from typing import ClassVar

from django.db import models

from renjana.alur.models import SopVersi
from renjana.organisasi.models import Orang


class PeristiwaSop(models.Model):
    """A line of the history of an SOP version: who did what to it, and when."""

    sop = models.ForeignKey(SopVersi, on_delete=models.PROTECT, related_name="peristiwa")
    waktu = models.DateTimeField()
    jenis = models.CharField(max_length=20)
    uraian = models.TextField()
    oleh = models.ForeignKey(Orang, on_delete=models.PROTECT)
    nama_oleh = models.CharField(max_length=120)
    bertindak_untuk = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-waktu", "-id"]
        verbose_name_plural = "peristiwa SOP"

    def __str__(self) -> str:
        return self.uraian
