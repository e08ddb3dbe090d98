"""Every check of the analysis, in the order of their ids. A check whose data do not exist stays silent."""

from renjana.analisis.checks import indikator, isian, kode, pagu, renstra
from renjana.analisis.findings import Check

SIPD = "Kepmendagri 050-5889/2021 beserta perubahannya; SIPD hanya menerima kode terdaftar"
PRACTICE = "operasional"
CHECKS: tuple[Check, ...] = (
    Check("K01", "error", "Kode sub kegiatan ada pada nomenklatur yang berlaku", SIPD, kode.listed),
    Check("K02", "error", "Format kode benar", "data nomenklatur", kode.shaped),
    Check("K03", "warning", "Nama sama dengan nomenklatur", "catatan Bappeda: nomenklatur tabel disesuaikan", kode.named),
    Check("K04", "warning", "Kode lama diganti dengan kode baru", "nomenklatur pemutakhiran 2027", kode.replaced),
    Check("K05", "error", "Bidang urusan termasuk kewenangan perangkat daerah", "PP 18/2016, Perbup SOTK", kode.within_authority),
    Check("K06", "error", "Program penunjang di bawah bidang urusan utama", "praktik: 2.16.01.2.01.0001", kode.under_main),
    Check("K07", "error", "Tidak ada sub kegiatan ganda", PRACTICE, kode.single),
    Check("K08", "error", "Tidak memakai nomenklatur khusus Papua", "data nomenklatur", kode.not_papua),
    Check("P01", "error", "Pagu sub kegiatan lebih dari nol", "T-C.33 kolom 6", pagu.positive),
    Check("P02", "error", "Jumlah naik ke kegiatan, program, dan perangkat daerah", "pagu tingkat atas adalah penjumlahan", pagu.sums_upward),
    Check("P03", "error", "Total pagu tidak melebihi pagu indikatif", "batas pagu rancangan awal RKPD", pagu.within_ceiling),
    Check("P06", "warning", "Pagu program sejalan dengan Renstra", PRACTICE, pagu.near_renstra),
    Check("P07", "error", "Jumlah pagu per sumber dana sama dengan pagu", "data dana sub kegiatan SIPD", pagu.funded_in_full),
    Check("P08", "error", "Pagu prakiraan maju terisi", "UU 17/2003 tentang kerangka pengeluaran jangka menengah", pagu.ahead, "pagu_maju"),
    Check("P09", "info", "Pagu prakiraan maju tidak melonjak", PRACTICE, pagu.steady, "pagu_maju"),
    Check("I01", "error", "Setiap program, kegiatan, dan sub kegiatan punya indikator", "PP 12/2019", indikator.measured),
    Check("I02", "error", "Target tahun rencana terisi", "T-C.33 kolom 5", indikator.targeted),
    Check("I03", "error", "Satuan terisi dan sama dengan nomenklatur", "kolom satuan nomenklatur", indikator.unit_known),
    Check("I04", "warning", "Indikator nomenklatur dipakai", "metadata sub kegiatan", indikator.as_listed),
    Check("I05", "error", "Target persen antara 0 dan 100", PRACTICE, indikator.within_hundred),
    Check("I06", "warning", "Indikator program bersifat hasil", "T-C.33: program (outcome), kegiatan (output)", indikator.outcome),
    Check("I07", "warning", "Target tidak mundur dari realisasi", "jenis rumus indikator", indikator.not_below_past),
    Check("I08", "warning", "Target sama dengan target Renstra", "Permendagri 14/2026", indikator.as_renstra),
    Check("I09", "error", "Target prakiraan maju terisi", "T-C.33 kolom 9", indikator.ahead, "target_maju"),
    Check("I10", "warning", "Target satuan cacah bulat", PRACTICE, indikator.whole),
    Check("R01", "error", "Program dan kegiatan ada pada Renstra", "Renja adalah penjabaran Renstra", renstra.from_renstra),
    Check("R02", "warning", "Sub kegiatan baru beralasan", PRACTICE, renstra.new_explained),
    Check("R04", "info", "Kumulatif tidak melebihi target akhir Renstra", "T-C.29", renstra.final_target_kept),
    Check("R05", "warning", "Program Renstra muncul pada Renja", PRACTICE, renstra.all_programs_taken),
    Check("E01", "error", "Realisasi tahun lalu terisi", "catatan Bappeda: data masih kosong", renstra.realised),
    Check("E02", "error", "Perkiraan capaian tahun berjalan terisi", "catatan Bappeda: perkiraan realisasi capaian", renstra.expected_filled),
    Check("E05", "warning", "Tingkat realisasi wajar", PRACTICE, renstra.plausible),
    Check("L01", "error", "Lokasi terisi", "T-C.33 kolom 4", isian.placed, "lokasi"),
    Check("L03", "error", "Sumber dana terisi dan terdaftar", "daftar sumber dana", isian.sourced, "sumber_dana"),
    Check("L04", "error", "Kelompok sasaran terisi", "matriks SIPD-RI kolom 14", isian.aimed, "kelompok_sasaran"),
    Check("L05", "error", "Bulan pelaksanaan berurut", "waktu pelaksanaan SIPD", isian.timed, "bulan_awal"),
    Check("T03", "warning", "Usulan dipetakan atau beralasan", "T-C.32", isian.proposals_answered),
    Check("D08", "warning", "Selisih dengan RKPD dijelaskan", "T-C.31 kolom 12", isian.rkpd_explained),
    Check("B01", "error", "Semua bidang sudah mengirim isian", "SOP langkah 6", isian.all_sent),
    Check("B03", "error", "Satu sub kegiatan, satu bidang pengampu", PRACTICE, isian.one_owner),
)
BY_CODE = {check.kode: check for check in CHECKS}
