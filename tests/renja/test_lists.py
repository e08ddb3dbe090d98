"""Lists that come beside the format."""

from decimal import Decimal

import pytest

from renjana.renja.lists import read_realisasi, read_rkpd, read_usulan

pytestmark = pytest.mark.once


def test_realisasi_is_read_with_the_type_its_unit_suggests() -> None:
    rows, faults = read_realisasi(
        "\ufeffkode,indikator,satuan,target_renstra,realisasi_sd_n3,target_n2,realisasi_n2,target_n1\n"
        'x.xx.01.2.01.0001,Persentase selesai,%,95,"80,5",85,83,\n\n',
        main="2.16",
    )
    assert faults == ()
    (row,) = rows
    assert (row.kode, row.tipe, row.realisasi_sd_n3, row.target_n1) == ("2.16.01.2.01.0001", "persentase", Decimal("80.5"), None)


def test_every_fault_of_a_list_is_told_with_row_and_column() -> None:
    text = "kode;indikator;satuan;target_renstra;realisasi_sd_n3;target_n2;realisasi_n2;target_n1\nabc;;Titik;x;1;1;1;1\n"
    _, faults = read_realisasi(text, main="2.16")
    assert [(fault.row, fault.column) for fault in faults] == [(2, "indikator"), (2, "kode"), (2, "target_renstra")]


def test_a_missing_column_is_named_once() -> None:
    _, faults = read_usulan("pengusul,sumber\nA,B\n", main="2.16")
    assert {fault.column for fault in faults} == {"kode", "uraian", "lokasi", "indikator", "volume", "status", "alasan"}


def test_usulan_keep_their_order_and_know_their_status() -> None:
    head = "pengusul,sumber,kode,uraian,lokasi,indikator,volume,status,alasan\n"
    rows, faults = read_usulan(
        head + "Camat,Musrenbang,2.16.03.2.02.0040,Internet,Kampung,Titik,3 Titik,Diterima,\nWarga,Surat,,Menara,,,,,\n", main="2.16"
    )
    assert faults == ()
    assert [(row.pengusul, row.status, row.kode) for row in rows] == [
        ("Camat", "diterima", "2.16.03.2.02.0040"),
        ("Warga", "dipertimbangkan", ""),
    ]
    _, (fault,) = read_usulan(head + "Camat,Musrenbang,,Internet,,,,mungkin,\n", main="2.16")
    assert fault.column == "status"


def test_rkpd_lists_a_code_once() -> None:
    rows, faults = read_rkpd("kode,lokasi,indikator,target,pagu\n1.3.02,Kab,Panjang,3 KM,Rp1.500.000\n1.03.02,,,,5\n", main="1.03")
    assert [row.kode for row in rows] == ["1.03.02"]
    assert [(fault.row, fault.column) for fault in faults] == [(3, "kode")]


def test_a_line_with_too_many_cells_is_told() -> None:
    _, (fault,) = read_rkpd("kode,lokasi,indikator,target,pagu\n1.03.02,Kab,Panjang,3,5,1500000\n", main="1.03")
    assert "Baris berisi 6 kolom, judulnya 5" in fault.message
