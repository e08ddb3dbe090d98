"""The annual plan as rows: what each bidang plans, with indicators, money and places."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renjana.organisasi.models import Bidang, Orang, PerangkatDaerah
from renjana.renstra.models import Renstra, Tingkat, TipeIndikator, VersiNomenklatur


class Renja(models.Model):
    """The plan document of an agency for one year."""

    class Jenis(models.TextChoices):
        MURNI = "murni", "Renja"
        PERUBAHAN = "perubahan", "Renja Perubahan"

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT)
    tahun = models.PositiveSmallIntegerField()
    jenis = models.CharField(max_length=10, choices=Jenis, default=Jenis.MURNI)
    regulasi = models.CharField("regulasi acuan", max_length=10, default="86_2017")
    versi_nomenklatur = models.ForeignKey(VersiNomenklatur, on_delete=models.PROTECT)
    renstra = models.ForeignKey(Renstra, on_delete=models.PROTECT, null=True, blank=True)
    pagu_indikatif = models.BigIntegerField("pagu indikatif (rupiah)", null=True, blank=True)
    dasar_pagu = models.CharField("dasar pagu indikatif", max_length=200, blank=True)
    catatan_evaluasi = models.JSONField("catatan evaluasi tahun berjalan", default=dict, blank=True)
    rekaan = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-tahun"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["perangkat_daerah", "tahun", "jenis"], name="renja_tahun_unik")]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.tahun}"


class Tahap(models.Model):
    """A stage of the plan; each is one run of the SOP."""

    class Jenis(models.TextChoices):
        RANCANGAN_AWAL = "rancangan_awal", "Rancangan awal"
        RANCANGAN = "rancangan", "Rancangan"
        RANCANGAN_AKHIR = "rancangan_akhir", "Rancangan akhir"

    renja = models.ForeignKey(Renja, on_delete=models.CASCADE, related_name="tahap")
    jenis = models.CharField(max_length=16, choices=Jenis, default=Jenis.RANCANGAN_AWAL)
    alasan_nihil = models.TextField("alasan tidak ada usulan", blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["renja", "jenis"], name="tahap_unik")]

    def __str__(self) -> str:
        return f"{self.renja} {self.get_jenis_display().lower()}"


class RencanaSubKegiatan(models.Model):
    """What one bidang plans under one code. `versi` grows with every change, for concurrent edits. A null pagu is not yet filled."""

    tahap = models.ForeignKey(Tahap, on_delete=models.CASCADE, related_name="rencana")
    bidang = models.ForeignKey(Bidang, on_delete=models.PROTECT)
    kode = models.CharField(max_length=20)
    nama = models.TextField()
    pagu = models.BigIntegerField("pagu (rupiah)", null=True, blank=True)
    pagu_maju = models.BigIntegerField("pagu prakiraan maju (rupiah)", null=True, blank=True)
    lokasi = models.CharField(max_length=300, blank=True)
    kelompok_sasaran = models.CharField(max_length=300, blank=True)
    bulan_awal = models.PositiveSmallIntegerField(null=True, blank=True)
    bulan_akhir = models.PositiveSmallIntegerField(null=True, blank=True)
    catatan = models.TextField(blank=True)
    urutan = models.PositiveIntegerField(default=0)
    versi = models.PositiveIntegerField(default=1)
    diubah = models.DateTimeField()
    diubah_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True)

    class Meta:
        ordering: ClassVar = ["kode", "bidang", "urutan"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["tahap", "bidang", "kode"], name="rencana_unik")]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"


class SumberDanaRencana(models.Model):
    """A funding row of a sub kegiatan: source by code and name, whole rupiah."""

    rencana = models.ForeignKey(RencanaSubKegiatan, on_delete=models.CASCADE, related_name="sumber_dana")
    kode = models.CharField(max_length=20, blank=True)
    nama = models.CharField(max_length=200)
    pagu = models.BigIntegerField("pagu (rupiah)", null=True, blank=True)

    def __str__(self) -> str:
        return self.nama


class Indikator(models.Model):
    """An indicator of a sub kegiatan. A null target is not yet filled."""

    rencana = models.ForeignKey(RencanaSubKegiatan, on_delete=models.CASCADE, related_name="indikator")
    urutan = models.PositiveSmallIntegerField(default=0)
    uraian = models.TextField()
    tipe = models.CharField(max_length=12, choices=TipeIndikator, default=TipeIndikator.AKUMULATIF)
    satuan = models.CharField(max_length=100, blank=True)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_maju = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["rencana", "urutan"]

    def __str__(self) -> str:
        return self.uraian


class IndikatorInduk(models.Model):
    """An indicator of a program (outcome) or kegiatan (output), taken from the Renstra or added by the planner."""

    tahap = models.ForeignKey(Tahap, on_delete=models.CASCADE, related_name="indikator_induk")
    kode = models.CharField(max_length=20)
    tingkat = models.CharField(max_length=14, choices=Tingkat)
    urutan = models.PositiveSmallIntegerField(default=0)
    uraian = models.TextField()
    tipe = models.CharField(max_length=12, choices=TipeIndikator, default=TipeIndikator.AKUMULATIF)
    satuan = models.CharField(max_length=100, blank=True)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_maju = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["kode", "urutan"]

    def __str__(self) -> str:
        return self.uraian


class RealisasiLalu(models.Model):
    """Realisation of earlier years, a row of T-C.29. Decimals; null where nothing was reported."""

    tahap = models.ForeignKey(Tahap, on_delete=models.CASCADE, related_name="realisasi")
    kode = models.CharField(max_length=20)
    urutan = models.PositiveSmallIntegerField(default=0)
    indikator = models.TextField()
    tipe = models.CharField(max_length=12, choices=TipeIndikator, default=TipeIndikator.AKUMULATIF)
    satuan = models.CharField(max_length=100, blank=True)
    target_renstra = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    realisasi_sd_n3 = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_n2 = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    realisasi_n2 = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_n1 = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)

    asal = models.CharField("asal angka", max_length=300, blank=True)
    diubah = models.DateTimeField(null=True, blank=True)
    diubah_oleh = models.ForeignKey(Orang, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["kode", "urutan"]

    def __str__(self) -> str:
        return f"{self.kode} {self.indikator}"


class RealisasiTriwulan(models.Model):
    """Realisation of a year by quarter, a row of E.81: K as decimals, Rp in whole rupiah, null where nothing was reported.

    `lalu_k` and `lalu_rp` reach until the year before. Money of a code stands on its first indicator alone. The facts belong to the agency
    and the year, whatever plan reads them: year n-2 feeds T-C.29, year n-1 is E.81.
    """

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.CASCADE, related_name="realisasi_triwulan")
    tahun = models.PositiveSmallIntegerField()
    kode = models.CharField(max_length=20)
    urutan = models.PositiveSmallIntegerField(default=0)
    indikator = models.TextField()
    tipe = models.CharField(max_length=12, choices=TipeIndikator, default=TipeIndikator.AKUMULATIF)
    satuan = models.CharField(max_length=100, blank=True)
    target_k = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_rp = models.BigIntegerField("anggaran (rupiah)", null=True, blank=True)
    lalu_k = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    lalu_rp = models.BigIntegerField("realisasi s/d tahun lalu (rupiah)", null=True, blank=True)
    tw1_k = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    tw1_rp = models.BigIntegerField("triwulan I (rupiah)", null=True, blank=True)
    tw2_k = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    tw2_rp = models.BigIntegerField("triwulan II (rupiah)", null=True, blank=True)
    tw3_k = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    tw3_rp = models.BigIntegerField("triwulan III (rupiah)", null=True, blank=True)
    tw4_k = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    tw4_rp = models.BigIntegerField("triwulan IV (rupiah)", null=True, blank=True)
    unit = models.CharField("unit penanggung jawab", max_length=200, blank=True)
    keterangan = models.TextField(blank=True)
    asal = models.CharField("asal angka", max_length=300, blank=True)
    diubah = models.DateTimeField(null=True, blank=True)
    diubah_oleh = models.ForeignKey(Orang, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["kode", "urutan", "id"]
        indexes: ClassVar = [models.Index(fields=["perangkat_daerah", "tahun", "kode"], name="realisasi_triwulan_idx")]

    def __str__(self) -> str:
        return f"{self.kode} {self.indikator}"


class Usulan(models.Model):
    """A proposal of stakeholders, a row of T-C.32."""

    class Status(models.TextChoices):
        DITERIMA = "diterima", "Diterima"
        DITOLAK = "ditolak", "Ditolak"
        DIPERTIMBANGKAN = "dipertimbangkan", "Dipertimbangkan"

    tahap = models.ForeignKey(Tahap, on_delete=models.CASCADE, related_name="usulan")
    urutan = models.PositiveIntegerField(default=0)
    pengusul = models.CharField(max_length=200)
    sumber = models.CharField(max_length=100)
    kode = models.CharField(max_length=20, blank=True)
    uraian = models.TextField()
    lokasi = models.CharField(max_length=300, blank=True)
    indikator = models.TextField(blank=True)
    volume = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.DIPERTIMBANGKAN)
    alasan = models.TextField(blank=True)
    asal = models.CharField("asal angka", max_length=300, blank=True)
    diubah = models.DateTimeField(null=True, blank=True)
    diubah_oleh = models.ForeignKey(Orang, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["urutan"]

    def __str__(self) -> str:
        return self.uraian


class IndikatorLayanan(models.Model):
    """What the planner says about a service indicator of T-C.30, named by its words: SPM or national standard, IKK, note."""

    tahap = models.ForeignKey(Tahap, on_delete=models.CASCADE, related_name="layanan")
    uraian = models.TextField()
    spm = models.CharField("SPM/standar nasional", max_length=200, blank=True)
    ikk = models.CharField("IKK", max_length=200, blank=True)
    catatan = models.TextField("catatan analisis", blank=True)

    def __str__(self) -> str:
        return self.uraian


class SalinanSipd(models.Model):
    """A sub kegiatan that somebody copied into SIPD-RI. `sidik` is the digest of what was copied, so that a later change is seen."""

    tahap = models.ForeignKey(Tahap, on_delete=models.CASCADE, related_name="salinan_sipd")
    kode = models.CharField(max_length=20)
    sidik = models.CharField("sidik isi yang disalin", max_length=64)
    disalin = models.DateTimeField()
    disalin_oleh = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["tahap", "kode"], name="salinan_sipd_unik")]

    def __str__(self) -> str:
        return self.kode


class RancanganRkpd(models.Model):
    """A row of the rancangan awal RKPD, the left half of T-C.31. Pagu in whole rupiah."""

    tahap = models.ForeignKey(Tahap, on_delete=models.CASCADE, related_name="rkpd")
    kode = models.CharField(max_length=20)
    lokasi = models.CharField(max_length=300, blank=True)
    indikator = models.TextField(blank=True)
    target = models.CharField(max_length=100, blank=True)
    pagu = models.BigIntegerField("pagu (rupiah)", null=True, blank=True)
    catatan = models.TextField(blank=True)
    asal = models.CharField("asal angka", max_length=300, blank=True)
    diubah = models.DateTimeField(null=True, blank=True)
    diubah_oleh = models.ForeignKey(Orang, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["kode"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pagu__isnull=True) | Q(pagu__gte=0), name="rkpd_pagu_tidak_negatif")]

    def __str__(self) -> str:
        return self.kode
