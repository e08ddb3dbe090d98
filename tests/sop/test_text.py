"""An SOP as plain text holds every word of it within a terminal's width."""

from dataclasses import replace

from hypothesis import given

from renjana.sop.definition import shipped
from renjana.sop.model import Identitas, Sop
from renjana.sop.text import WIDTH, as_text
from tests.sop.sops import a_sop, sops


def words_of(text: str) -> str:
    return "".join(text.split())


def test_the_seed_reads_as_on_paper() -> None:
    lines = as_text(shipped()).split("\n")
    assert max(len(line) for line in lines) <= WIDTH
    assert [line for line in lines if line.startswith(("Nomor SOP", "Nama SOP", "Jumlah"))] == [
        "Nomor SOP          :",
        "Nama SOP           : Penyusunan Rencana Kerja (Renja)",
        "Jumlah waktu Mutu Buku: 7 hari kerja, 11 jam, 5 menit.",
    ]
    at = lines.index("11. Penandatanganan dokumen rencana kerja tahunan oleh Kaban kemudian diteruskan ke Perencana")
    assert lines[at + 1 : at + 8] == [
        "    [KEPUTUSAN]",
        "    Pelaksana  : Kepala Dinas (disimpulkan)",
        "    Kelengkapan: Dokumen Renja",
        "    Waktu      : 10 Menit",
        "    Output     : Disposisi Persetujuan dokumen Renja",
        "    Keterangan : -",
        "    Bila tidak : kembali ke langkah 9 atau 8 (disimpulkan)",
    ]


def test_a_filled_identity_block_prints_dates_as_indonesians_write_them() -> None:
    block = Identitas("000.8.3/12/2027", "2027-01-04", "", "2027-08-17", "Kepala Dinas", "Contoh Nama", "198001012005011001")
    lines = as_text(a_sop(identitas=block)).split("\n")
    assert [line for line in lines if line.startswith(("Nomor", "Tanggal", "Disahkan"))] == [
        "Nomor SOP          : 000.8.3/12/2027",
        "Tanggal Pembuatan  : 4 Januari 2027",
        "Tanggal Revisi     :",
        "Tanggal Pengesahan : 17 Agustus 2027",
        "Disahkan Oleh      : Kepala Dinas, Contoh Nama, NIP 198001012005011001",
    ]


def test_a_status_stands_under_the_title() -> None:
    assert "(Versi 1; belum disahkan)" in as_text(replace(a_sop(), status="belum disahkan"))


@given(sops())
def test_every_word_is_there(sop: Sop) -> None:
    text = words_of(as_text(sop))
    for langkah in sop.langkah:
        for cell in (langkah.uraian, langkah.kelengkapan, langkah.output, langkah.keterangan, langkah.waktu):
            assert words_of(cell) in text
    for entry in (*sop.dasar_hukum, *sop.peringatan, *(note.isi for note in sop.catatan)):
        assert words_of(entry) in text
