"""Who there is: Pemda, perangkat daerah, bidang, jabatan, the people who hold them, and the office's own calendar."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import F, Q


class Pemda(models.Model):
    """A regional government. One deployment serves one."""

    nama = models.CharField(max_length=200, help_text="Seperti tercetak pada kop, misalnya Kabupaten Lampung Tengah.")
    kode_wilayah = models.CharField(max_length=13)
    ibu_kota = models.CharField("tempat surat", max_length=100, blank=True)
    kepala_daerah = models.CharField(max_length=40, default="Bupati")
    zona = models.CharField("zona waktu", max_length=40, default="Asia/Jakarta")
    lambang = models.TextField(blank=True, help_text="Lambang pada kop, sebagai SVG.")

    def __str__(self) -> str:
        return self.nama


class PerangkatDaerah(models.Model):
    """An agency. Every row of a plan and of a run belongs to one."""

    pemda = models.ForeignKey(Pemda, on_delete=models.PROTECT)
    kode = models.CharField(max_length=30, unique=True)
    nama = models.CharField(max_length=200)
    singkatan = models.CharField(max_length=30, help_text="Dipakai dalam nomor surat.")
    bidang_urusan = models.JSONField(default=list, help_text="Kode bidang urusan; yang pertama mencetak X.XX.01.")
    alamat = models.TextField(blank=True)
    kontak = models.CharField(max_length=200, blank=True)
    pola_nomor = models.CharField("pola nomor surat", max_length=120, default="{klasifikasi}/{urut:03d}{sisipan}/{kode_pd}/{tahun}")
    sistematika = models.CharField(max_length=10, default="86_2017")
    ambang = models.JSONField("ambang pemeriksaan", default=dict, blank=True)

    class Meta:
        verbose_name = "perangkat daerah"

    def __str__(self) -> str:
        return self.nama


class Bidang(models.Model):
    """A unit of the agency that fills the collection format; the sekretariat is one."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.CASCADE)
    kode = models.SlugField(max_length=20)
    nama = models.CharField(max_length=200)
    urutan = models.PositiveSmallIntegerField(default=0)
    sekretariat = models.BooleanField(default=False)
    aktif = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["urutan", "kode"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["perangkat_daerah", "kode"], name="bidang_kode_unik")]

    def __str__(self) -> str:
        return self.nama


class Peran(models.TextChoices):
    """What a jabatan may see and do; the columns of the policy table (organisasi/policy.py)."""

    KADIS = "kadis", "Kepala Dinas"
    SEKRETARIS = "sekretaris", "Sekretaris"
    PERENCANA = "perencana", "Perencana"
    STAF = "staf", "Staf"
    BIDANG = "bidang", "Penghubung bidang"
    PEMBACA = "pembaca", "Pembaca (Bappeda, Inspektorat)"
    ADMIN = "admin", "Pengelola"


class Jabatan(models.Model):
    """A post. `pelaksana` is the id of the SOP actor that it plays, empty when it plays none."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.CASCADE)
    nama = models.CharField(max_length=200)
    bidang = models.ForeignKey(Bidang, on_delete=models.SET_NULL, null=True, blank=True)
    peran = models.CharField(max_length=12, choices=Peran)
    pelaksana = models.CharField("pelaksana SOP", max_length=60, blank=True)
    atasan = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True)
    eselon = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["perangkat_daerah", "nama", "bidang"], name="jabatan_unik", nulls_distinct=False)]

    def __str__(self) -> str:
        return self.nama


class OrangManager(BaseUserManager["Orang"]):
    """Makes people; a person without a password activates the account by a single-use link."""

    def create_user(self, nama: str, *, password: str | None = None, **fields: Any) -> "Orang":
        orang = self.model(nama=nama, **fields)
        orang.email = orang.email.lower() if orang.email else None
        orang.set_password(password)
        orang.save(using=self._db)
        return orang


class Orang(AbstractBaseUser):
    """A person who signs in by NIP or e-mail."""

    nama = models.CharField(max_length=120)
    nip = models.CharField("NIP", max_length=18, unique=True, null=True, blank=True)
    email = models.EmailField(unique=True, null=True, blank=True)
    telepon = models.CharField("nomor WhatsApp", max_length=20, blank=True)
    pangkat = models.CharField(max_length=60, blank=True)
    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="orang")
    is_active = models.BooleanField("aktif", default=True)
    rekaan = models.BooleanField("orang rekaan", default=False, help_text="Orang contoh yang dibuat untuk peragaan.")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OrangManager] = OrangManager()

    USERNAME_FIELD = "nip"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["nama"]

    class Meta:
        verbose_name_plural = "orang"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(nip__isnull=False) | Q(email__isnull=False), name="orang_punya_nip_atau_email"),
        ]

    def __str__(self) -> str:
        return self.nama


class PemangkuJabatan(models.Model):
    """A person holds a jabatan for a time. `selesai` is empty while it lasts; both ends are inside."""

    jabatan = models.ForeignKey(Jabatan, on_delete=models.CASCADE, related_name="pemangku")
    orang = models.ForeignKey(Orang, on_delete=models.CASCADE, related_name="pemangku")
    mulai = models.DateField()
    selesai = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(selesai__isnull=True) | Q(selesai__gte=F("mulai")), name="pemangku_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.orang}, {self.jabatan}"


class Delegasi(models.Model):
    """Plh. or Plt.: who acts for the holder of a jabatan, from when to when, by which SK."""

    class Jenis(models.TextChoices):
        PLH = "Plh.", "Pelaksana Harian"
        PLT = "Plt.", "Pelaksana Tugas"

    jabatan = models.ForeignKey(Jabatan, on_delete=models.CASCADE, related_name="delegasi")
    orang = models.ForeignKey(Orang, on_delete=models.CASCADE, related_name="delegasi")
    jenis = models.CharField(max_length=4, choices=Jenis, default=Jenis.PLH)
    mulai = models.DateTimeField()
    selesai = models.DateTimeField()
    dasar = models.CharField("dasar (SK)", max_length=200)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(selesai__gt=F("mulai")), name="delegasi_urut")]

    def __str__(self) -> str:
        return f"{self.jenis} {self.jabatan}: {self.orang}"


class Kualifikasi(models.Model):
    """Kualifikasi Pelaksana as the SOP asks: authority and ability of a person, each with its basis."""

    class Jenis(models.TextChoices):
        KEWENANGAN = "kewenangan", "Kewenangan dalam penyusunan Renja"
        KEMAMPUAN = "kemampuan", "Kemampuan menyusun program dan kegiatan PD"

    orang = models.ForeignKey(Orang, on_delete=models.CASCADE, related_name="kualifikasi")
    jenis = models.CharField(max_length=12, choices=Jenis)
    dasar = models.CharField(max_length=200, help_text="SK, sertifikat, atau surat tugas beserta nomornya.")
    mulai = models.DateField()
    selesai = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.orang}: {self.get_jenis_display()}"


class HariLibur(models.Model):
    """A local closing, or an override of the national calendar (`masuk` means: people work on that day)."""

    pemda = models.ForeignKey(Pemda, on_delete=models.CASCADE)
    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.CASCADE, null=True, blank=True)
    tanggal = models.DateField()
    sebab = models.CharField(max_length=200)
    masuk = models.BooleanField("tetap masuk kerja", default=False)

    class Meta:
        ordering: ClassVar = ["tanggal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pemda", "perangkat_daerah", "tanggal"], name="hari_libur_unik", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.tanggal:%d-%m-%Y} {self.sebab}"


class Ramadan(models.Model):
    """First and last day of Ramadan working hours in a year."""

    pemda = models.ForeignKey(Pemda, on_delete=models.CASCADE)
    mulai = models.DateField()
    selesai = models.DateField()
    sumber = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["mulai"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(selesai__gte=F("mulai")), name="ramadan_urut")]

    def __str__(self) -> str:
        return f"Ramadan {self.mulai:%d-%m-%Y} s.d. {self.selesai:%d-%m-%Y}"


class Aktivasi(models.Model):
    """A single-use link that lets a person set the first (or a new) password. Only the digest of its token is kept."""

    orang = models.ForeignKey(Orang, on_delete=models.CASCADE, related_name="aktivasi")
    sidik = models.CharField(max_length=64, unique=True)
    berlaku_sampai = models.DateTimeField()
    dipakai = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Aktivasi {self.orang}"


class SesiManager(BaseSessionManager["Sesi"]):
    """Sessions with the person and the agency, in one query."""

    def get_queryset(self) -> models.QuerySet["Sesi"]:
        """Every session."""
        return super().get_queryset().select_related("orang__perangkat_daerah__pemda")


class Sesi(AbstractBaseSession):
    """A browser that was here, and who is signed in with it; empty for nobody."""

    orang = models.ForeignKey(Orang, on_delete=models.CASCADE, null=True, related_name="sesi")
    objects: ClassVar[SesiManager] = SesiManager()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sesi"
        verbose_name_plural = "sesi"


class PercobaanMasuk(models.Model):
    """Failed sign-ins per name and address; the one lock-out mechanism."""

    kunci = models.CharField(max_length=64, unique=True)
    gagal = models.PositiveSmallIntegerField(default=0)
    sejak = models.DateTimeField()

    def __str__(self) -> str:
        return self.kunci


class Perubahan(models.Model):
    """A line of the history of the settings: who changed what, and when. Never changed afterwards."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.CASCADE, related_name="perubahan")
    waktu = models.DateTimeField()
    oleh = models.ForeignKey(Orang, on_delete=models.SET_NULL, null=True, blank=True)
    nama_oleh = models.CharField(max_length=120)
    uraian = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["-waktu", "-id"]

    def __str__(self) -> str:
        return self.uraian
