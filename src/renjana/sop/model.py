"""The vocabulary of an SOP AP: values without behaviour. Source: PermenPAN-RB 35/2012; Permendagri 52/2011."""

from dataclasses import dataclass

MULAI, PROSES, KEPUTUSAN, SELESAI = "mulai", "proses", "keputusan", "selesai"


@dataclass(frozen=True)
class Identitas:
    """The identity block. What the source leaves blank is ""; dates are ISO text."""

    nomor: str = ""
    tanggal_pembuatan: str = ""
    tanggal_revisi: str = ""
    tanggal_pengesahan: str = ""
    disahkan_oleh: str = ""
    disahkan_nama: str = ""
    disahkan_nip: str = ""


@dataclass(frozen=True)
class Pelaksana:
    """An actor: `id` as steps name it, `nama` as the column head prints it."""

    id: str
    nama: str


@dataclass(frozen=True)
class Catatan:
    """An editor's note on an anomaly of the source, which stands as it is. `letak` says where, as people would point at it."""

    id: str
    letak: str
    isi: str


@dataclass(frozen=True)
class Langkah:
    """A row of the flow page. `waktu` as printed; `kembali` are the steps it may return to; `kerja` names the area that does the work."""

    nomor: int
    uraian: str
    pelaksana: tuple[str, ...]
    kelengkapan: str
    waktu: str
    output: str
    keterangan: str = "-"
    kerja: str = ""
    bentuk: str = PROSES
    disimpulkan: bool = False
    kembali: tuple[int, ...] = ()
    kembali_disimpulkan: bool = False
    sop_terkait: str = ""
    catatan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sop:
    """A whole SOP: identity, the six boxes, actors from highest to lowest, steps in order, editor's notes."""

    kode: str
    versi: str
    nama: str
    pemda: str
    perangkat_daerah: str
    identitas: Identitas
    dasar_hukum: tuple[str, ...]
    kualifikasi: tuple[str, ...]
    keterkaitan: tuple[str, ...]
    peralatan: tuple[str, ...]
    peringatan: tuple[str, ...]
    pencatatan: tuple[str, ...]
    pelaksana: tuple[Pelaksana, ...]
    langkah: tuple[Langkah, ...]
    catatan: tuple[Catatan, ...] = ()
    judul_mutu: str = "MUTU BAKU"
    status: str = ""
