"""The agenda book of letters sent, as columns. No Django here."""

from renjana.organisasi.table import Column

COLUMNS = (
    Column(1, "urut", "No. Urut", kind="code", width=1.2),
    Column(2, "tanggal", "Tanggal", width=1.8),
    Column(3, "nomor", "Nomor", group="Surat Keluar", width=3.8),
    Column(4, "kepada", "Kepada", group="Surat Keluar", width=3.4),
    Column(5, "perihal", "Hal", group="Surat Keluar", width=5.2),
    Column(6, "klasifikasi", "Klasifikasi", width=1.8),
    Column(7, "pengolah", "Pengolah", width=2.6),
    Column(8, "keterangan", "Keterangan", width=3.2),
)
