"""The five-year plan and the national nomenclature, both as input of the yearly plan."""

from typing import ClassVar

from django.db import models

from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.surat.models import Berkas


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
    """One code of an edition. Codes of program penunjang stand under X.XX and are resolved to the agency's main bidang urusan at use.

    `ringkas` is the code without points and `teks` the words that a search looks in, both in the form that the search asks for; `segmen` holds
    the fourth parts that occur in the code or beneath it: 1 provinsi, 2 kabupaten/kota, others lists of their own.
    """

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
    ringkas = models.CharField(max_length=20, blank=True)
    segmen = models.CharField(max_length=9, blank=True)
    teks = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["versi", "kode"], name="nomenklatur_kode_unik")]
        indexes: ClassVar = [models.Index(fields=["versi", "tingkat", "kode"], name="nomenklatur_tingkat_idx")]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"


class RincianNomenklatur(models.Model):
    """The long text of a code, apart from what a search reads. `sebelumnya` is the last column as the export writes it."""

    nomenklatur = models.OneToOneField(Nomenklatur, on_delete=models.CASCADE, primary_key=True, related_name="rincian")
    definisi = models.TextField(blank=True)
    pelaksana = models.TextField(blank=True)
    jenis = models.CharField(max_length=60, blank=True)
    sebelumnya = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Rincian {self.pk}"


class Renstra(models.Model):
    """The five-year plan of an agency: the first one (`perubahan` 0) or a perubahan of it. One of a period is in force (`berlaku`)."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.CASCADE)
    tahun_awal = models.PositiveSmallIntegerField()
    tahun_akhir = models.PositiveSmallIntegerField()
    perubahan = models.PositiveSmallIntegerField(default=0)
    berlaku = models.BooleanField(default=True)
    dasar = models.CharField(max_length=300, blank=True)
    rekaan = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["perangkat_daerah", "tahun_awal", "perubahan"], name="renstra_perubahan_unik"),
            models.UniqueConstraint(fields=["perangkat_daerah", "tahun_awal"], condition=models.Q(berlaku=True), name="renstra_berlaku_unik"),
        ]

    def __str__(self) -> str:
        period = f"Renstra {self.tahun_awal}-{self.tahun_akhir}"
        return f"{period} perubahan ke-{self.perubahan}" if self.perubahan else period


class ItemRenstra(models.Model):
    """A node of the Renstra. `pagu` maps a year (text) to whole rupiah; only sub kegiatan carry it, parents are summed.

    `induk` is the node above by code (a sasaran's is its tujuan); `sasaran` the sasaran that a program serves. `versi` grows with every change.
    """

    renstra = models.ForeignKey(Renstra, on_delete=models.CASCADE, related_name="item")
    tingkat = models.CharField(max_length=14, choices=Tingkat)
    kode = models.CharField(max_length=20, blank=True)
    nama = models.TextField()
    induk = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="anak")
    urutan = models.PositiveIntegerField()
    sasaran = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="program")
    pagu = models.JSONField(default=dict, blank=True)
    lokasi = models.CharField(max_length=300, blank=True)
    versi = models.PositiveIntegerField(default=1)

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


class PerubahanAngka(models.Model):
    """One figure or word of a Renstra that was corrected by hand: where it stood, before and after, and why. Never changed afterwards."""

    renstra = models.ForeignKey(Renstra, on_delete=models.CASCADE, related_name="perubahan_angka")
    item = models.ForeignKey(ItemRenstra, on_delete=models.SET_NULL, null=True, blank=True, related_name="perubahan_angka")
    waktu = models.DateTimeField()
    oleh = models.ForeignKey(Orang, on_delete=models.SET_NULL, null=True, blank=True)
    nama_oleh = models.CharField(max_length=120)
    objek = models.CharField(max_length=300)
    kolom = models.CharField(max_length=120)
    lama = models.TextField(blank=True)
    baru = models.TextField(blank=True)
    alasan = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["-waktu", "-id"]

    def __str__(self) -> str:
        return f"{self.objek}: {self.kolom}"


class PemetaanRenstra(models.Model):
    """Which column of the agency's own Renstra sheet is what, as last told by a person (see pemetaan.Pemetaan for the shape of `isi`)."""

    perangkat_daerah = models.OneToOneField(PerangkatDaerah, on_delete=models.CASCADE, related_name="pemetaan_renstra")
    isi = models.JSONField(default=dict)
    diubah = models.DateTimeField()
    diubah_oleh = models.ForeignKey(Orang, on_delete=models.SET_NULL, null=True, blank=True)

    def __str__(self) -> str:
        return f"Pemetaan {self.perangkat_daerah}"


class ImporRenstra(models.Model):
    """A sheet that is being looked over: the file, its period, what the person has told about it. The Renstra itself is stored by "Simpan" alone."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.CASCADE, related_name="impor_renstra")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT)
    tahun_awal = models.PositiveSmallIntegerField()
    pemetaan = models.JSONField(default=dict)
    dibuat = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+")
    disimpan = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-dibuat", "-id"]

    def __str__(self) -> str:
        return f"Impor {self.berkas.nama}"
