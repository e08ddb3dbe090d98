"""The help pages: what each is called and what it answers. Their text is in templates/web/guide/. No Django here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guide:
    """One help page; its template is `web/guide/<slug>.html`."""

    slug: str
    title: str
    summary: str

    @property
    def template(self) -> str:
        return f"web/guide/{self.slug}.html"


GUIDES = (
    Guide("mulai", "Masuk dan mulai bekerja", "Tautan aktivasi, kata sandi, beranda, dan arti setiap tanda."),
    Guide("langkah", "Tiga belas langkah", "Siapa mengerjakan apa, apa hasilnya, dan bagaimana bila dikembalikan."),
    Guide("isian", "Mengisi format bidang", "Lewat Excel atau langsung di halaman, lalu mengirim."),
    Guide("angka", "Menulis angka, tanggal, dan NIP", "Apa yang diterima dan apa yang ditolak karena ganda arti."),
    Guide("tenggat", "Tenggat, jeda, dan pengganti", "Cara menghitung waktu baku, menghentikan jam, dan bekerja sebagai Plh. atau Plt."),
    Guide("keaslian", "Tanda tangan dan keaslian", "Menandatangani, kode verifikasi, dan mencocokkan PDF."),
    Guide("papan-ketik", "Papan ketik dan ponsel", "Pintasan pada tabel isian dan cara kerja di layar kecil."),
)


def guide_of(slug: str) -> Guide | None:
    """The help page of this address; None when there is none."""
    return next((guide for guide in GUIDES if guide.slug == slug), None)
