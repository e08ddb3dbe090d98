"""The text that stands ready for every subbab while nobody has written it: sentences made of the plan's own figures.

Nothing is cited here as law but what the pinned SOP or the chosen systematics names; what else belongs there is told to the planner
(`to_confirm`), never printed. Figures come from PlanValues alone, so that text and tables cannot disagree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from decimal import Decimal

from renjana.cetak.papers import Blok
from renjana.konsep.inline import Words, words
from renjana.konsep.prose import bullets, paragraph
from renjana.konsep.sistematika import Sistematika
from renjana.organisasi.numerals import ribuan
from renjana.renja.formulas import evaluate, predikat
from renjana.renja.values import PlanValues, RealisasiValue
from renjana.renstra.codes import program_of

TO_CONFIRM = (
    "UU Nomor 25 Tahun 2004 tentang Sistem Perencanaan Pembangunan Nasional",
    "UU Nomor 23 Tahun 2014 tentang Pemerintahan Daerah beserta perubahannya",
    "PP Nomor 12 Tahun 2019 tentang Pengelolaan Keuangan Daerah",
    "RPJPN, RPJMN, RPJPD, RPJMD, dan RKPD yang berlaku",
    "Peraturan tentang Renstra dan SOTK perangkat daerah yang berlaku",
)
"""Regulations a verifier expects in 1.2 that the product cannot confirm; shown to the planner, never printed by itself."""
SPM_URUSAN = frozenset({"1.01", "1.02", "1.03", "1.04", "1.05", "1.06"})
NONE_REPORTED = "Data realisasi tahun sebelumnya belum dilaporkan sehingga evaluasi disajikan setelah laporan tersedia."


@dataclass(frozen=True)
class Material:
    """What the texts are made of. `dasar_hukum` are the citations that may be printed, `lalu` the pagu of the own Renja of the year before,
    by its codes,
    `kolom` the columns that the format asked for (None for all), `zona` whose days are meant.
    """

    values: PlanValues
    sistematika: Sistematika
    dasar_hukum: tuple[str, ...]
    keputusan: tuple[str, ...] = ()
    lalu: Mapping[str, int] = field(default_factory=dict)
    kolom: frozenset[str] | None = None
    zona: tzinfo = UTC

    @property
    def n(self) -> int:
        """The year of the plan."""
        return self.values.tahun

    @property
    def nama(self) -> str:
        """The agency with its Pemda."""
        return f"{self.values.agency.nama} {self.values.agency.pemda}"


def prepared(nomor: str, material: Material) -> list[Blok]:
    """The prepared blocks of a subbab of the chosen order; a plain sentence for one that has no text of its own."""
    builder = _BUILDERS[material.sistematika.kode].get(nomor)
    if builder is None:
        return [paragraph("Bagian ini tidak memuat hal khusus pada tahun rencana.")]
    return builder(material)


def _background(m: Material) -> list[Blok]:
    agency = m.values.agency
    period = f"{m.values.renstra.tahun_awal}-{m.values.renstra.tahun_akhir}" if m.values.renstra else "yang berlaku"
    return [
        paragraph(
            f"Rencana Kerja (Renja) Perangkat Daerah adalah dokumen perencanaan perangkat daerah untuk periode 1 (satu) tahun. Renja "
            f"{agency.nama} Tahun {m.n} menjabarkan Rencana Strategis (Renstra) periode {period} ke dalam program, kegiatan, dan sub kegiatan."
        ),
        paragraph(
            words(
                "Renja disusun menurut SOP Penyusunan Rencana Kerja: format pengumpulan data disampaikan kepada {jumlah_bidang} unit kerja, "
                "dibahas dalam rapat, isiannya dihimpun dan dianalisis, kemudian konsepnya dikoreksi dan disahkan. Renja menjadi masukan bagi "
                "Rencana Kerja Pemerintah Daerah (RKPD) Tahun {tahun} dan dasar penyusunan rencana anggarannya."
            )
        ),
    ]


def _legal(m: Material) -> list[Blok]:
    return [
        paragraph(f"Renja Tahun {m.n} disusun dengan berpedoman pada:"),
        bullets([entry.rstrip(";. ") + ";" for entry in m.dasar_hukum], "1"),
    ]


def _purpose(m: Material) -> list[Blok]:
    return [
        paragraph(f"Maksud penyusunan Renja Tahun {m.n} adalah menyediakan acuan kerja {m.nama} selama satu tahun."),
        paragraph("Tujuannya adalah:"),
        bullets(
            [
                "menjamin kesesuaian antara program, kegiatan, lokasi kegiatan, kelompok sasaran serta prakiraan maju;",
                f"menetapkan target kinerja dan kebutuhan dana Tahun {m.n} beserta prakiraan maju Tahun {m.n + 1};",
                "menjadi dasar pengendalian dan evaluasi pelaksanaan.",
            ],
            "a",
        ),
    ]


def _outline(m: Material) -> list[Blok]:
    roman = ("I", "II", "III", "IV", "V", "VI")
    lines = []
    for number, title in enumerate(m.sistematika.bab, 1):
        inside = ", ".join(entry.judul for entry in m.sistematika.of_chapter(number))
        lines.append(f"BAB {roman[number - 1]} {title}, memuat {inside}.")
    return [paragraph(f"Renja Tahun {m.n} disusun dengan sistematika sebagai berikut."), bullets(lines)]


def _evaluation(m: Material) -> list[Blok]:
    rows = m.values.realisasi
    if not rows:
        return [paragraph(NONE_REPORTED)]
    judged = [(row, evaluate(row).tingkat_realisasi) for row in rows]
    known = [(row, percent) for row, percent in judged if percent is not None]
    under = [(row, percent) for row, percent in known if percent < 100]
    over = [(row, percent) for row, percent in known if percent > 100]
    exact = len(known) - len(under) - len(over)
    text = [
        paragraph(
            f"Evaluasi Renja Tahun {m.n - 2} mencakup {len(rows)} indikator. Dari {len(known)} indikator yang realisasinya dilaporkan, "
            f"{len(over)} melampaui target, {exact} tepat mencapai target, dan {len(under)} belum mencapai target."
        )
    ]
    if under:
        text.append(paragraph("Indikator yang belum mencapai target:"))
        text.append(bullets([_achieved(row, percent) for row, percent in under]))
    if over:
        text.append(paragraph("Indikator yang melampaui target:"))
        text.append(bullets([_achieved(row, percent) for row, percent in over]))
    silent = len(rows) - len(known)
    if silent:
        text.append(paragraph(f"Sebanyak {silent} indikator belum dapat dinilai karena target atau realisasinya belum dilaporkan."))
    return text


def _achieved(row: RealisasiValue, percent: Decimal) -> str:
    return f"{row.indikator} ({row.kode}): {comma(percent)}%, predikat {predikat(percent)}."


def comma(value: Decimal) -> str:
    """A percentage as Indonesians print it: 97,65."""
    return f"{value:.2f}".replace(".", ",")


def _service(m: Material) -> list[Blok]:
    rows = [row for row in m.values.realisasi if evaluate(row).tingkat_capaian is not None]
    if not rows:
        return [
            paragraph("Indikator kinerja pelayanan disajikan menurut data yang tersedia; standar pelayanan minimal tidak diatur bagi urusan ini.")
        ]
    reached = [(row, evaluate(row).tingkat_capaian or Decimal(0)) for row in rows]
    best, least = max(reached, key=lambda pair: pair[1]), min(reached, key=lambda pair: pair[1])
    return [
        paragraph(
            f"Sampai dengan Tahun {m.n - 1}, capaian terhadap target akhir Renstra berkisar antara {comma(least[1])}% ({least[0].indikator}) "
            f"dan {comma(best[1])}% ({best[0].indikator})."
        )
    ]


def _issues(m: Material) -> list[Blok]:
    under = [row for row in m.values.realisasi if (evaluate(row).tingkat_realisasi or Decimal(100)) < 100]
    found = [f"capaian {row.indikator} belum sesuai target dan perlu tindak lanjut pada Tahun {m.n};" for row in under[:5]]
    found += [f"{decided.rstrip('.')};" for decided in m.keputusan[:5]]
    if not found:
        found = ["peningkatan koordinasi antarbidang dalam penyediaan data perencanaan dan evaluasi."]
    found[-1] = found[-1].rstrip(";") + ("" if found[-1].endswith(".") else ".")
    return [paragraph("Isu-isu penting yang diperhatikan dalam penyusunan Renja ini adalah:"), bullets(found, "a")]


def _review(m: Material) -> list[Blok]:
    given = [row for row in m.values.rkpd if row.pagu is not None]
    if not given:
        return [paragraph("Rancangan awal RKPD belum diterima sehingga perbandingan dengan kebutuhan perangkat daerah belum dapat disajikan.")]
    return [
        paragraph(
            words(
                "Kebutuhan dana menurut hasil analisis sebesar {total_pagu} untuk {jumlah_sub_kegiatan} sub kegiatan dibandingkan "
                f"dengan {len(given)} baris rancangan awal RKPD Tahun {m.n}. Setiap selisih diberi catatan penting pada tabel."
            )
        )
    ]


def _proposals(m: Material) -> list[Blok]:
    rows = m.values.usulan
    if not rows:
        return [paragraph(f"Nihil. Tidak ada usulan program dan kegiatan dari pemangku kepentingan yang disampaikan untuk Tahun {m.n}.")]
    counts = {status: sum(1 for row in rows if row.status == status) for status in ("diterima", "dipertimbangkan", "ditolak")}
    return [
        paragraph(
            f"Terdapat {len(rows)} usulan: {counts['diterima']} diterima, {counts['dipertimbangkan']} dipertimbangkan, dan "
            f"{counts['ditolak']} ditolak. Alasan setiap keputusan tercantum pada tabel."
        )
    ]


def _national(m: Material) -> list[Blok]:
    return [
        paragraph(
            f"Program dan kegiatan Tahun {m.n} memakai nomenklatur perencanaan yang ditetapkan Pemerintah (versi {m.values.edition or 'terakhir'}), "
            "sehingga kode, indikator, dan satuannya selaras dengan perencanaan nasional pada bidang urusan yang sama."
        )
    ]


def _goals(m: Material) -> list[Blok]:
    items = m.values.renstra.items if m.values.renstra else ()
    goals = [item for item in items if item.tingkat in {"tujuan", "sasaran"}]
    if not goals:
        return [paragraph(f"Tujuan dan sasaran Tahun {m.n} sama dengan tujuan dan sasaran Renstra yang berlaku.")]
    rows = []
    for item in goals:
        first = item.indikator[0] if item.indikator else None
        target = first.target.get(m.n) if first else None
        rows.append(
            [
                item.tingkat.capitalize(),
                item.nama,
                first.uraian if first else "-",
                first.satuan if first else "-",
                f"{target:f}" if target else "-",
            ]
        )
    return [
        paragraph("Tujuan dan sasaran Renja sama dengan Renstra, dengan target tahun rencana sebagai berikut."),
        {
            "jenis": "tabel",
            "judul": f"Tujuan dan Sasaran Tahun {m.n}",
            "kepala": ["Jenis", "Tujuan/Sasaran", "Indikator", "Satuan", f"Target {m.n}"],
            "baris": rows,
        },
    ]


COUNTS = (
    "Renja Tahun {tahun} memuat {jumlah_program} program, {jumlah_kegiatan} kegiatan, dan {jumlah_sub_kegiatan} sub kegiatan dengan "
    "{jumlah_indikator} indikator. Kebutuhan dana seluruhnya {total_pagu}, dengan prakiraan maju Tahun {tahun_maju} sebesar {total_pagu_maju}."
)
"""The counts and totals of the plan in one sentence; the same words in BAB III and BAB IV."""


def _programs(m: Material) -> list[Blok]:
    names = {code: m.values.name_of(code) for code in m.values.programs}
    lines = []
    for code, pagu in m.values.per_program.items():
        count = len({row.kode for row in m.values.rows if program_of(row.kode) == code})
        lines.append([code, names[code], str(count), ribuan(pagu)])
    lines.append(["", "Jumlah", str(len(m.values.sub_kegiatan)), ribuan(m.values.total)])
    return [
        paragraph(words(COUNTS)),
        paragraph(_ceiling(m.values)),
        {
            "jenis": "tabel",
            "judul": f"Rekapitulasi Program Tahun {m.n}",
            "kepala": ["Kode", "Program", "Sub kegiatan", "Pagu (Rp)"],
            "baris": lines,
            "lebar": [1.2, 4.5, 1.2, 1.9],
        },
    ]


def _ceiling(values: PlanValues) -> Words:
    if values.pagu_indikatif is None:
        return "Pagu indikatif perangkat daerah belum ditetapkan pada saat Renja ini disusun."
    gap = values.pagu_indikatif - values.total
    if gap < 0:
        return words("Kebutuhan dana melampaui pagu indikatif {pagu_indikatif} sebesar {selisih_pagu}.")
    return words("Kebutuhan dana berada dalam pagu indikatif {pagu_indikatif}, dengan sisa {selisih_pagu}.")


def _matrix(m: Material) -> list[Blok]:
    return [paragraph(words(f"{COUNTS} Rinciannya disajikan pada matriks berikut."))]


def _rules(m: Material) -> list[Blok]:
    return [
        paragraph(f"Renja Tahun {m.n} menjadi acuan {m.nama} dalam melaksanakan program dan kegiatan, dengan kaidah pelaksanaan:"),
        bullets(
            [
                "setiap unit kerja melaksanakan program dan kegiatan sesuai target, lokasi, dan kelompok sasaran yang ditetapkan;",
                "perubahan target atau dana dilakukan melalui perubahan Renja;",
                "pelaksanaan dipantau setiap triwulan dan hasilnya menjadi bahan Renja tahun berikutnya.",
            ],
            "a",
        ),
    ]


def _follow_up(m: Material) -> list[Blok]:
    return [
        paragraph(
            f"Renja ini disampaikan kepada Bappeda sebagai bahan RKPD Tahun {m.n} dan ditindaklanjuti dengan penyusunan rencana kerja dan anggaran."
        )
    ]


def _policy(m: Material) -> list[Blok]:
    return [paragraph(words("Arah kebijakan Tahun {tahun} mengikuti arah kebijakan Renstra dengan mengutamakan {jumlah_program} program."))]


def _spm(m: Material) -> list[Blok]:
    return [paragraph(_spm_sentence(m))]


def _spm_sentence(m: Material) -> str:
    """Only six bidang urusan (1.01 to 1.06) have minimum service standards. Source: PP 2/2018, as read in verifiers' notes."""
    bound = [code for code in m.values.agency.bidang_urusan if code in SPM_URUSAN]
    if bound:
        return f"Standar pelayanan minimal berlaku bagi bidang urusan {', '.join(bound)} dan capaiannya dilaporkan tersendiri."
    return "Standar pelayanan minimal tidak diatur bagi bidang urusan yang menjadi kewenangan perangkat daerah ini."


Builder = Callable[[Material], list[Blok]]
_OPENING: Mapping[str, Builder] = {"1.1": _background, "1.2": _legal, "1.3": _purpose, "1.4": _outline}
_BUILDERS: Mapping[str, Mapping[str, Builder]] = {
    "86_2017": {
        **_OPENING,
        "2.1": _evaluation,
        "2.2": _service,
        "2.3": _issues,
        "2.4": _review,
        "2.5": _proposals,
        "3.1": _national,
        "3.2": _goals,
        "3.3": _programs,
        "4.1": _matrix,
        "5.1": _rules,
        "5.2": _follow_up,
    },
    "14_2026": {
        **_OPENING,
        "2.1": _evaluation,
        "2.2": _spm,
        "2.3": _issues,
        "2.4": _proposals,
        "3.1": _goals,
        "3.2": _policy,
        "4.1": _programs,
        "5.1": _service,
        "6.1": _rules,
        "6.2": _follow_up,
    },
}
