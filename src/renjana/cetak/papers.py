"""What each paper wants to be told: one dict per template, with the law's own names for its fields.

Dates may be `date` or ISO text; moments may be `datetime` (already local to the agency) or ISO text.
`rekaan` prints that people and numbers are invented; it is set for the demo alone.
"""

from datetime import date, datetime
from typing import Any, Literal, NotRequired, TypedDict

Tanggal = date | str
Waktu = datetime | str

LOCAL_SENTENCE = "Ditandatangani secara elektronik dengan sertifikat lokal instansi (bukan TTE tersertifikasi BSrE)"
KAKI_TTE = LOCAL_SENTENCE + ". Keaslian diperiksa dengan memindai kode QR atau mengetik kode pada halaman verifikasi."


class Instansi(TypedDict):
    """The letterhead. `lambang` is the agency's emblem as SVG text (see `emblem`); `zona` is WIB, WITA or WIT (WIB when absent)."""

    pemda: str
    opd: str
    alamat: str
    kontak: str
    lambang: NotRequired[str]
    zona: NotRequired[str]


class Riwayat(TypedDict):
    """The head of the history when it was signed: the number of its last event, and that event's digest in lines."""

    nomor: int
    sidik: list[str]


class Tte(TypedDict):
    """An electronic signature's panel: `qr` from `qr.matrix`, `kaki` the sentence at the foot of the page."""

    kode: str
    waktu: Waktu
    qr: list[str]
    kaki: str
    zona: NotRequired[str]
    riwayat: NotRequired[Riwayat]


class TandaTangan(TypedDict):
    """Who signs. With status "a.n." `jabatan_pemberi` is printed above, with "Plh." or "Plt." `jabatan` is the post acted for.

    An empty `nama` leaves a line to write on. `tempat` and `tanggal` are printed above where given.
    """

    jabatan: str
    nama: str
    nip: str
    pangkat: NotRequired[str]
    status: NotRequired[Literal["", "Plh.", "Plt.", "a.n."]]
    jabatan_pemberi: NotRequired[str]
    ub: NotRequired[str]
    tempat: NotRequired[str]
    tanggal: NotRequired[Tanggal]
    tte: NotRequired[Tte | None]


class Orang(TypedDict):
    """A named person without a post."""

    nama: str
    nip: str
    pangkat: NotRequired[str]


class Penerima(TypedDict):
    """A box of the disposisi: to whom it goes on."""

    jabatan: str
    pilih: bool


class Harapan(TypedDict):
    """A box of the disposisi: what is hoped for."""

    isi: str
    pilih: bool


class Disposisi(TypedDict):
    """`disposisi.typ`. `sifat` is one of `pilihan_sifat` or empty; `paraf` lists who initials on receipt; `tenggat` may be None."""

    instansi: Instansi
    dari: str
    nomor_surat: str
    tanggal_surat: Tanggal | None
    tanggal_terima: Tanggal | None
    nomor_agenda: str
    pilihan_sifat: list[str]
    sifat: str
    hal: str
    penerima: list[Penerima]
    harap: list[Harapan]
    catatan: str
    tenggat: Waktu | None
    paraf: list[str]
    ttd: TandaTangan
    rekaan: NotRequired[bool]


class Acara(TypedDict):
    """The four lines of an invitation; `waktu` as read aloud: "pukul 09.00 WIB s.d. selesai"."""

    tanggal: Tanggal
    waktu: str
    tempat: str
    acara: str


class SuratUndangan(TypedDict):
    """`surat-undangan.typ`. More than three addressees in `yth` become a list on page 2. `kertas` is F4 (default) or A4."""

    judul: str
    instansi: Instansi
    nomor: str
    sifat: str
    lampiran: str
    hal: str
    kota: str
    tanggal: Tanggal
    yth: list[str]
    pembuka: list[str]
    acara: Acara
    penutup: list[str]
    ttd: TandaTangan
    tembusan: list[str]
    kertas: NotRequired[Literal["A4", "F4"]]
    rekaan: NotRequired[bool]


class NaskahDikirim(TypedDict):
    """A line of the surat pengantar; also a line of the tanda terima."""

    nama: str
    banyaknya: str
    keterangan: str


class SuratPengantar(TypedDict):
    """`surat-pengantar.typ`. `kota_tujuan` is `kota` when absent. `diterima` is filled once the receiver has signed, else a dotted line is left."""

    judul: str
    instansi: Instansi
    nomor: str
    kota: str
    tanggal: Tanggal
    yth: list[str]
    kota_tujuan: NotRequired[str]
    naskah: list[NaskahDikirim]
    telepon: str
    ttd: TandaTangan
    tembusan: NotRequired[list[str]]
    diterima: NotRequired[Tanggal | None]
    kertas: NotRequired[Literal["A4", "F4"]]
    rekaan: NotRequired[bool]


class Peserta(TypedDict):
    """A guest; `hadir` is what stands in the signature cell: "hadir 08.50", "tidak hadir", or empty for who is to sign by hand."""

    nama: str
    jabatan: str
    nip: NotRequired[str]
    hadir: NotRequired[str]


class DaftarHadir(TypedDict):
    """`daftar-hadir.typ`. `kosong` empty lines follow the guests."""

    judul: str
    instansi: Instansi
    tanggal: Tanggal
    waktu: str
    tempat: str
    acara: str
    peserta: list[Peserta]
    kosong: int
    ttd: TandaTangan
    kertas: NotRequired[Literal["A4", "F4"]]
    rekaan: NotRequired[bool]


class Kegiatan(TypedDict):
    """A part of the meeting; a `butir` is a sentence, or a pair of who said it and what."""

    judul: str
    paragraf: NotRequired[list[str]]
    butir: NotRequired[list[list[str] | str]]


class Tindak(TypedDict):
    """An action item: what, who, until when."""

    apa: str
    siapa: str
    tenggat: Tanggal | None


class Notulen(TypedDict):
    """`notulen.typ`. `acara` is the agenda, a line or several; `pimpinan` holds pairs of Ketua, Sekretaris or Pencatat and who it was."""

    judul: str
    instansi: Instansi
    rapat: str
    tanggal: Tanggal
    waktu_panggilan: str
    waktu: str
    tempat: str
    kota: str
    acara: str | list[str]
    pimpinan: list[list[str]]
    peserta: str
    kegiatan: list[Kegiatan]
    keputusan: list[str]
    tindak: list[Tindak]
    notulis: Orang
    pimpinan_ttd: TandaTangan
    kertas: NotRequired[Literal["A4", "F4"]]
    rekaan: NotRequired[bool]


class TandaTerima(TypedDict):
    """`tanda-terima.typ`. `sidik` is the SHA-256 of the digital file in hex, empty without one."""

    instansi: Instansi
    nomor: str
    dari: str
    waktu: Waktu
    barang: list[NaskahDikirim]
    sidik: str
    penyerah: Orang
    penerima: Orang
    rekaan: NotRequired[bool]


class BerkasTandaTerima(TypedDict):
    """`tanda-terima.typ` for several receivers: a page for each."""

    lembar: list[TandaTerima]


class Tabel(TypedDict):
    """An official table ready for paper; made by `tables.paper_table`, read by every printer."""

    kepala: list[list[dict[str, Any]]]
    nomor: list[dict[str, Any]]
    lebar: list[float]
    rata: list[str]
    baris: list[dict[str, Any]]
    jumlah: list[Any]


class Buku(TypedDict):
    """One register of the agenda: `ringkas` is the sentence under it."""

    judul: str
    periode: str
    tabel: Tabel
    ringkas: str
    ttd: TandaTangan


class Agenda(TypedDict):
    """`agenda.typ`: buku agenda surat masuk and keluar."""

    judul: str
    instansi: Instansi
    buku: list[Buku]
    kertas: NotRequired[Literal["A4", "F4"]]
    rekaan: NotRequired[bool]


class LangkahNyata(TypedDict):
    """One passage of a step: `baku` and `nyata` in working minutes; `untuk` names the post acted for ("Plh. Sekretaris"); `putaran` from 1;
    `hasil` "selesai" or "dikembalikan"; `alasan` why it took longer, or why it was returned."""

    no: int
    uraian: str
    oleh: str
    untuk: NotRequired[str]
    putaran: NotRequired[int]
    mulai: Waktu | None
    selesai: Waktu | None
    baku: int
    nyata: int
    hasil: NotRequired[Literal["selesai", "dikembalikan"]]
    alasan: str


class Kepatuhan(TypedDict):
    """`kepatuhan.typ`: standard against actual time of every passage. `jumlah_langkah` of the SOP; `sidik` closes the history's chain."""

    judul: str
    instansi: Instansi
    sop: str
    dokumen: str
    jalan: str
    kota: str
    tanggal: Tanggal
    jumlah_langkah: int
    langkah: list[LangkahNyata]
    sidik: str
    keterangan: str
    ttd: TandaTangan
    rekaan: NotRequired[bool]


class Blok(TypedDict, total=False):
    """A block of prose in a subbab, by `jenis`:

    - "paragraf": `isi`, text or runs (dicts of teks, tebal, miring; `kaki` the words of a footnote);
    - "subjudul": `isi`;
    - "daftar": `urut` ("" for dots, "1", "a", "i"), `butir` a list of texts, runs, or {isi, blok} with blocks under the item;
    - "tabel": `judul`, `kepala` (list of texts), `baris` (list of lists of texts), `lebar` (relative) and
      `rata` ("kiri" or "kanan") by column, both optional;
    - "tabel_resmi": `kode` ("T-C.33"), `judul`, `tabel` (a Tabel), printed on landscape pages;
    - "grafik": `judul`, `svg`, `alt` (from `charts`).

    `nomor` of tables and charts ("2.1") is given by `plan.numbered`; callers leave it out. `lacak` is of the DOCX (see `docx_tracked`).
    """

    jenis: Literal["paragraf", "subjudul", "daftar", "tabel", "tabel_resmi", "grafik"]
    isi: Any
    urut: str
    butir: list[Any]
    judul: str
    kepala: list[str]
    baris: list[list[str]]
    lebar: list[float]
    rata: list[str]
    kode: str
    tabel: Tabel
    svg: str
    alt: str
    nomor: str
    lacak: Any


class Subbab(TypedDict):
    """A subbab; `nomor` as printed ("2.1"), `catatan` the numbers of the comments on it."""

    nomor: str
    judul: str
    blok: list[Blok]
    catatan: NotRequired[list[int]]


class Bab(TypedDict):
    """A chapter; `no` is its Roman number, which also numbers its pages."""

    no: str
    judul: str
    subbab: list[Subbab]


class Lampiran(TypedDict):
    """A part of the annex behind the signed chapters."""

    judul: str
    blok: list[Blok]


class Renja(TypedDict):
    """`renja.typ` and `docx.plan_docx`: the whole plan.

    `tahap` is printed on the cover when not empty; `konsep` marks every page as a draft; `berkas` names the attached JSON of
    `lampiran_data`; `kertas` is A4 (default) or F4. `nama`, the whole title with agency and year, is given by `plan.numbered`.
    `ttd` closes the last chapter, and the kata pengantar by name.
    """

    judul: str
    tahun: int
    tahap: str
    instansi: Instansi
    kota: str
    tanggal: Tanggal
    tahun_terbit: int
    pengantar: list[Blok]
    bab: list[Bab]
    lampiran: NotRequired[list[Lampiran]]
    ttd: TandaTangan
    berkas: str
    lampiran_data: Any
    nama: NotRequired[str]
    catatan: NotRequired[list[Any]]
    konsep: NotRequired[bool]
    kertas: NotRequired[Literal["A4", "F4"]]
    rekaan: NotRequired[bool]
