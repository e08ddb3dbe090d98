"""The official tables of a Renja: columns said once, and each table built from the values of the plan.

Source: Permendagri 86/2017, Tabel T-C.29 to T-C.33 and Formulir E.81; the 17 columns of SIPD-RI's "Rencana Kerja". See docs/tabel.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from renjana.organisasi.table import Column, fill_years, filled, leaves
from renjana.renja import e81_rows, plan_rows, review_rows
from renjana.renja.rows import Row, Rows, row_of
from renjana.renja.values import PlanValues

URAIAN = "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan/Sub Kegiatan"
LALU = "Target dan Realisasi Kinerja Program dan Kegiatan Tahun Lalu (n-2)"
BERJALAN = "Perkiraan Realisasi Capaian Target Renstra PD s/d Tahun Berjalan"
TC29 = (
    Column(1, "kode", "Kode", kind="code"),
    Column(2, "uraian", URAIAN),
    Column(3, "indikator", "Indikator Kinerja Program (outcome)/Kegiatan (output)"),
    Column(4, "target_renstra", "Target Kinerja Capaian Program (Renstra PD) Tahun {akhir_renstra}", kind="number"),
    Column(5, "realisasi_sd_n3", "Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan s/d Tahun (n-3)", kind="number"),
    Column(6, "target_n2", "Target Renja PD Tahun (n-2)", LALU, kind="number"),
    Column(7, "realisasi_n2", "Realisasi Renja PD Tahun (n-2)", LALU, kind="number"),
    Column(8, "tingkat_realisasi", "Tingkat Realisasi (%)", LALU, unit="%", formula="7/6*100", kind="percent"),
    Column(9, "target_n1", "Target Program dan Kegiatan (Renja PD Tahun Berjalan n-1)", kind="number"),
    Column(
        10,
        "perkiraan_capaian",
        "Realisasi Capaian Program dan Kegiatan s/d Tahun Berjalan (n-1)",
        BERJALAN,
        formula="5+7+9",
        kind="number",
        needs=9,
    ),
    Column(11, "tingkat_capaian", "Tingkat Capaian Realisasi Target Renstra (%)", BERJALAN, unit="%", formula="10/4*100", kind="percent"),
)
TARGET_RENSTRA = "Target Renstra Perangkat Daerah"
TC30 = (
    Column(1, "no", "No"),
    Column(2, "indikator", "Indikator"),
    Column(3, "spm", "SPM/Standar Nasional"),
    Column(4, "ikk", "IKK"),
    Column(5, "target_n2", "Tahun n-2", TARGET_RENSTRA, kind="number"),
    Column(6, "target_n1", "Tahun n-1", TARGET_RENSTRA, kind="number"),
    Column(7, "target_n", "Tahun n", TARGET_RENSTRA, kind="number"),
    Column(8, "target_np1", "Tahun n+1", TARGET_RENSTRA, kind="number"),
    Column(9, "realisasi_n2", "Tahun n-2", "Realisasi Capaian", kind="number"),
    Column(10, "realisasi_n1", "Tahun n-1", "Realisasi Capaian", kind="number"),
    Column(11, "proyeksi_n", "Tahun n", "Proyeksi", kind="number"),
    Column(12, "proyeksi_np1", "Tahun n+1", "Proyeksi", kind="number"),
    Column(13, "catatan", "Catatan Analisis"),
)
RKPD, NEED = "Rancangan Awal RKPD", "Hasil Analisis Kebutuhan"
TC31 = (
    Column(1, "no", "No"),
    Column(2, "rkpd_prog", "Program/Kegiatan", RKPD, width=3.2),
    Column(3, "rkpd_lokasi", "Lokasi", RKPD),
    Column(4, "rkpd_indikator", "Indikator Kinerja", RKPD, width=3.0),
    Column(5, "rkpd_target", "Target Capaian", RKPD),
    Column(6, "rkpd_pagu", "Pagu Indikatif", RKPD, unit="Rp.000", kind="money"),
    Column(7, "keb_prog", "Program/Kegiatan", NEED, width=3.2),
    Column(8, "keb_lokasi", "Lokasi", NEED),
    Column(9, "keb_indikator", "Indikator Kinerja", NEED, width=3.0),
    Column(10, "keb_target", "Target Capaian", NEED),
    Column(11, "keb_dana", "Kebutuhan Dana", NEED, unit="Rp.000", kind="money"),
    Column(12, "catatan", "Catatan Penting"),
)
TC32 = (
    Column(1, "no", "No"),
    Column(2, "prog", "Program/Kegiatan", width=4.4),
    Column(3, "lokasi", "Lokasi"),
    Column(4, "indikator", "Indikator Kinerja"),
    Column(5, "volume", "Besaran/Volume"),
    Column(6, "catatan", "Catatan"),
)
RENCANA, MAJU = "Rencana Tahun {n}", "Prakiraan Maju Rencana Tahun {n+1}"
TC33 = (
    Column(1, "kode", "Kode", kind="code"),
    Column(2, "uraian", URAIAN),
    Column(3, "indikator", "Indikator Kinerja Program/Kegiatan"),
    Column(4, "lokasi", "Lokasi", RENCANA),
    Column(5, "target", "Target Capaian Kinerja", RENCANA),
    Column(6, "pagu", "Kebutuhan Dana/Pagu Indikatif", RENCANA, unit="Rp", kind="money"),
    Column(7, "sumber_dana", "Sumber Dana", RENCANA),
    Column(8, "catatan", "Catatan Penting"),
    Column(9, "target_maju", "Target Capaian Kinerja", MAJU),
    Column(10, "pagu_maju", "Kebutuhan Dana/Pagu Indikatif", MAJU, unit="Rp", kind="money"),
)
KERANGKA = "Capaian Kinerja dan Kerangka Pendanaan"
SIPD17 = (
    Column(1, "no", "No"),
    Column(2, "kode", "Kode", kind="code", width=3.8),
    Column(3, "uraian", "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan"),
    Column(4, "indikator", "Indikator Program/Kegiatan/Sub Kegiatan"),
    Column(5, "target_akhir_renstra", "Target Akhir Periode Renstra OPD"),
    Column(6, "realisasi_n2", "Realisasi Capaian Renja OPD Tahun {n-2}"),
    Column(7, "prakiraan_n1", "Prakiraan Capaian Target Renja OPD Tahun {n-1}"),
    Column(8, "target", "Target {n}", KERANGKA),
    Column(9, "pagu", "Pagu Indikatif (Rp)", KERANGKA, kind="money"),
    Column(10, "lokasi", "Lokasi", KERANGKA),
    Column(11, "sumber_dana", "Sumber Dana", KERANGKA),
    Column(12, "prio_nasional", "Nasional", f"{KERANGKA} > Prioritas"),
    Column(13, "prio_daerah", "Daerah", f"{KERANGKA} > Prioritas"),
    Column(14, "kelompok_sasaran", "Kelompok Sasaran"),
    Column(15, "target_maju", "Target", MAJU),
    Column(16, "pagu_maju", "Pagu Indikatif (Rp)", MAJU, kind="money"),
    Column(17, "pd", "Perangkat Daerah Penanggung Jawab"),
)
EVALUASI = "Evaluasi Terhadap Hasil Renja {nama} Lingkup {pemda}, Periode Pelaksanaan Tahun {n-1}"
K_RP = ("K", "Rp")
RENSTRA_SD = "Realisasi Kinerja dan Anggaran Renstra PD s/d Tahun {n-1}"
TINGKAT_RENSTRA = "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra PD s/d Tahun {n-1} (%)"
E81_HEAD = (
    Column(1, "no", "No"),
    Column(2, "sasaran", "Sasaran"),
    Column(3, "program", "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan", width=4.0),
    Column(4, "indikator", "Indikator Kinerja Program (outcome)/Kegiatan (output)", width=2.8),
    Column(5, "target_renstra", "Target Renstra PD pada Tahun {akhir_renstra} (akhir periode Renstra PD)", sub=K_RP, width=3.6),
    Column(6, "realisasi_lalu", "Realisasi Capaian Kinerja Renstra PD s/d Renja PD Tahun Lalu (n-2)", sub=K_RP, width=3.6),
    Column(7, "target_renja", "Target Kinerja dan Anggaran Renja PD Tahun Berjalan yang Dievaluasi (n-1)", sub=K_RP, width=3.6),
    Column(8, "tw1", "Realisasi Kinerja pada Triwulan > I", sub=K_RP, width=3.2),
    Column(9, "tw2", "Realisasi Kinerja pada Triwulan > II", sub=K_RP, width=3.2),
    Column(10, "tw3", "Realisasi Kinerja pada Triwulan > III", sub=K_RP, width=3.2),
    Column(11, "tw4", "Realisasi Kinerja pada Triwulan > IV", sub=K_RP, width=3.2),
    Column(
        12,
        "realisasi_renja",
        "Realisasi Capaian Kinerja dan Anggaran Renja PD yang Dievaluasi",
        formula="8+9+10+11",
        sub=K_RP,
        width=3.6,
    ),
)
E81A = (
    *E81_HEAD,
    Column(13, "realisasi_renstra", RENSTRA_SD, formula="6+12", sub=K_RP, width=3.6),
    Column(14, "tingkat_renstra", TINGKAT_RENSTRA, formula="13/5*100", kind="percent", sub=K_RP, width=2.6),
    Column(15, "unit", "Unit PD Penanggung Jawab", width=1.8),
)
E81B = (
    *E81_HEAD,
    Column(
        13,
        "tingkat_renja",
        "Tingkat Capaian Kinerja dan Realisasi Anggaran Renja yang Dievaluasi (%)",
        formula="12/7*100",
        kind="percent",
        sub=K_RP,
        width=2.6,
    ),
    Column(14, "realisasi_renstra", RENSTRA_SD, formula="6+12", sub=K_RP, width=3.6),
    Column(15, "tingkat_renstra", TINGKAT_RENSTRA, formula="14/5*100", kind="percent", sub=K_RP, width=2.6),
    Column(16, "unit", "Unit PD Penanggung Jawab", width=1.8),
    Column(17, "ket", "Keterangan", width=1.8),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "t-c-29": TC29,
    "t-c-30": TC30,
    "t-c-31": TC31,
    "t-c-32": TC32,
    "t-c-33": TC33,
    "e-81-a": E81A,
    "e-81-b": E81B,
    "sipd-ri-17": SIPD17,
}
NAMES = {f"t-c-{number}": f"T-C.{number}" for number in range(29, 34)} | {"e-81-a": "E.81", "e-81-b": "E.81 (17 kolom)", "sipd-ri-17": "SIPD-RI"}
TITLES: Mapping[str, str] = {
    "t-c-29": "Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah dan Pencapaian Renstra Perangkat Daerah s/d Tahun {n-1}",
    "t-c-30": "Pencapaian Kinerja Pelayanan {nama} {pemda}",
    "t-c-31": "Review terhadap Rancangan Awal RKPD Tahun {n}",
    "t-c-32": "Usulan Program dan Kegiatan dari Para Pemangku Kepentingan Tahun {n}",
    "t-c-33": "Rumusan Rencana Program dan Kegiatan {nama} Tahun {n} dan Prakiraan Maju Tahun {n+1} {pemda}",
    "e-81-a": EVALUASI,
    "e-81-b": EVALUASI,
    "sipd-ri-17": "Rencana Kerja {nama} {pemda} Tahun {n}",
}
NIHIL: Mapping[str, str] = {
    "t-c-29": "Realisasi tahun sebelumnya belum dilaporkan.",
    "t-c-30": "Indikator kinerja pelayanan belum ada dalam Renstra.",
    "t-c-31": "Rancangan awal RKPD belum diterima.",
    "t-c-32": "Tidak ada usulan dari pemangku kepentingan.",
    "t-c-33": "Belum ada rencana sub kegiatan.",
    "e-81-a": "Realisasi triwulan tahun berjalan belum dilaporkan.",
    "e-81-b": "Realisasi triwulan tahun berjalan belum dilaporkan.",
    "sipd-ri-17": "Belum ada rencana sub kegiatan.",
}
"""Why a table has no row, as it is printed behind the word Nihil."""
EVALUASI_TABLES = frozenset({"e-81-a", "e-81-b"})
BUILDERS: Mapping[str, Callable[[PlanValues], Rows]] = {
    "t-c-29": review_rows.tc29,
    "t-c-30": review_rows.tc30,
    "t-c-31": review_rows.tc31,
    "t-c-32": review_rows.tc32,
    "t-c-33": plan_rows.tc33,
    "e-81-a": e81_rows.e81a,
    "e-81-b": e81_rows.e81b,
    "sipd-ri-17": plan_rows.sipd17,
}


@dataclass(frozen=True)
class OfficialTable:
    """A table ready for `cetak.tables`: columns with years put in, rows as renja.rows says, the total row or None.

    Money is whole rupiah, numbers are Decimal. `empty` when there is nothing to print but Nihil and `alasan`, a sentence.
    """

    kode: str
    nama: str
    judul: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    jumlah: Row | None
    alasan: str

    @property
    def empty(self) -> bool:
        """Whether no data exist for this table."""
        return not self.rows

    @property
    def printed(self) -> tuple[Row, ...]:
        """The rows as every form prints them: an empty table has one that says Nihil and why."""
        if self.rows:
            return self.rows
        parts = leaves(self.columns)
        words = {parts[0].key: f"Nihil. {self.alasan}"}
        return (row_of("nihil") | words | {"rentang": {parts[0].key: len(parts)}},)


def official_table(kode: str, values: PlanValues, *, units: bool = True) -> OfficialTable:
    """The table with this code ("t-c-33"). With `units` numbers stand beside their unit, as on paper; without they are plain Decimals, as for
    other programs. Raises KeyError for a code that is no table.
    """
    built = BUILDERS[kode](values)
    words = {
        "nama": values.agency.nama,
        "pemda": values.agency.pemda,
        "akhir_renstra": str(values.renstra.tahun_akhir if values.renstra else values.tahun + 2),
    }
    rows = built.rows
    if kode in EVALUASI_TABLES and rows:
        rows = (*rows, *e81_rows.written(values, len(leaves(COLUMNS[kode]))))
    counted = frozenset(leaf.key for leaf in leaves(COLUMNS[kode]) if leaf.kind == "number")
    return OfficialTable(
        kode,
        NAMES[kode],
        fill_years(TITLES[kode], values.tahun, **words),
        filled(COLUMNS[kode], values.tahun, **words),
        tuple(review_rows.beside_units(row, counted) if units and row.get("satuan") else row for row in rows),
        built.jumlah,
        (values.alasan_nihil if kode == "t-c-32" else "") or NIHIL[kode],
    )
