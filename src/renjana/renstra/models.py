"""The five-year plan and the national nomenclature, both as input of the yearly plan."""

from typing import ClassVar

from django.db import models

from renjana.organisasi.models import PerangkatDaerah


class TipeIndikator(models.TextChoices):
    """How realisation adds up over time. Source: domain rule of T-C.29 and E.81 (akumulatif adds, the others take the last value)."""

    AKUMULATIF = "akumulatif", "Akumulatif"
    PERSENTASE = "persentase", "Persentase"
    NILAI_AKHIR = "nilai_akhir", "Nilai akhir"
    TREN_NEGATIF = "tren_negatif", "Tren negatif"


class Tingkat(models.TextChoices):
    """Level of a node of the planning tree."""

    TUJUAN = "tujuan", "Tujuan"
    SASARAN = "sasaran", "Sasaran"
    URUSAN = "urusan", "Urusan"
    BIDANG_URUSAN = "bidang_urusan", "Bidang urusan"
    PROGRAM = "program", "Program"
    KEGIATAN = "kegiatan", "Kegiatan"
    SUB_KEGIATAN = "sub_kegiatan", "Sub kegiatan"


class VersiNomenklatur(models.Model):
    """A named edition of the nomenclature; several live side by side."""

    nama = models.CharField(max_length=120, unique=True)
    sumber = models.CharField(max_length=300)
    dibuat = models.DateTimeField()

    def __str__(self) -> str:
        return self.nama


class Nomenklatur(models.Model):
    """One code of an edition. Codes of program penunjang stand under X.XX and are resolved to the agency's main bidang urusan at use."""

    versi = models.ForeignKey(VersiNomenklatur, on_delete=models.CASCADE, related_name="isi")
    kode = models.CharField(max_length=20)
    tingkat = models.CharField(max_length=14, choices=Tingkat)
    nama = models.TextField()
    kinerja = models.TextField(blank=True)
    indikator = models.TextField(blank=True)
    satuan = models.CharField(max_length=100, blank=True)
    tag = models.JSONField(default=list, blank=True)
    spm = models.BooleanField("SPM", default=False)
    kode_sebelumnya = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["versi", "kode"], name="nomenklatur_kode_unik")]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"


class Renstra(models.Model):
    """The five-year plan of an agency."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.CASCADE)
    tahun_awal = models.PositiveSmallIntegerField()
    tahun_akhir = models.PositiveSmallIntegerField()
    dasar = models.CharField(max_length=300, blank=True)
    rekaan = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["perangkat_daerah", "tahun_awal"], name="renstra_periode_unik")]

    def __str__(self) -> str:
        return f"Renstra {self.tahun_awal}-{self.tahun_akhir}"


class ItemRenstra(models.Model):
    """A node of the Renstra. `pagu` maps a year (text) to whole rupiah; only sub kegiatan carry it, parents are summed."""

    renstra = models.ForeignKey(Renstra, on_delete=models.CASCADE, related_name="item")
    tingkat = models.CharField(max_length=14, choices=Tingkat)
    kode = models.CharField(max_length=20, blank=True)
    nama = models.TextField()
    induk = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="anak")
    urutan = models.PositiveIntegerField()
    pagu = models.JSONField(default=dict, blank=True)
    lokasi = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["urutan"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["renstra", "kode"], condition=~models.Q(kode=""), name="item_renstra_kode_unik")]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}".strip()


class IndikatorRenstra(models.Model):
    """An indicator of a node. `target` maps a year (text) to a decimal as text; absent where the plan gives none."""

    item = models.ForeignKey(ItemRenstra, on_delete=models.CASCADE, related_name="indikator")
    urutan = models.PositiveSmallIntegerField(default=0)
    uraian = models.TextField()
    satuan = models.CharField(max_length=100)
    tipe = models.CharField(max_length=12, choices=TipeIndikator, default=TipeIndikator.AKUMULATIF)
    capaian_awal = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target = models.JSONField(default=dict, blank=True)
    target_akhir = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["item", "urutan"]

    def __str__(self) -> str:
        return self.uraian
