"""The SIPD pack: screens in order, the form of numbers, two bidang as one entry, the workbook."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.analisis.sheets import sipd_workbook
from renjana.renja.sipd import SipdEntry, digits, pack, plain_number
from renjana.renja.values import IndikatorValue, SumberDanaValue
from tests.cetak.samples import STAMP
from tests.renja.plans import DAU, a_plan, a_rencana

pytestmark = pytest.mark.once

PAD = SumberDanaValue("1.1", "Pendapatan Asli Daerah (PAD)")


def typed(entry: SipdEntry, screen: str) -> list[tuple[str, str]]:
    return next([(field.label, field.isi) for field in one.fields] for one in entry.screens if one.judul == screen)


def test_the_screens_stand_in_the_order_in_which_they_are_filled() -> None:
    entry, _ = pack(a_plan())
    assert [screen.judul for screen in entry.screens] == [
        "Sub kegiatan",
        "Sumber dana",
        "Lokasi",
        "Capaian program",
        "Keluaran dan hasil kegiatan",
        "Keluaran sub kegiatan",
        "Label prioritas",
        "Keterangan",
    ]
    assert typed(entry, "Sub kegiatan") == [
        ("Program", "2.16.03 PROGRAM PENGELOLAAN APLIKASI INFORMATIKA"),
        ("Kegiatan", "2.16.03.2.02 Pengelolaan E-government di Lingkup Pemerintah Daerah Kabupaten/Kota"),
        ("Sub kegiatan", "2.16.03.2.02.0040 Penyediaan Akses Internet"),
        ("Pagu 2027 (Rp)", "250000000"),
        ("Pagu 2028 (Rp)", "275000000"),
        ("Waktu mulai", "Januari"),
        ("Waktu selesai", "Desember"),
        ("Kelompok sasaran", "Perangkat daerah"),
    ]
    assert typed(entry, "Sumber dana") == [
        ("Sumber dana 1", "1.2.1.01.02 Dana Transfer Umum-Dana Alokasi Umum"),
        ("Pagu sumber dana 1 (Rp)", "250000000"),
    ]
    assert typed(entry, "Capaian program") == [
        ("Indikator 1", "Persentase capaian 2.16.03"),
        ("Target 1", "90"),
        ("Satuan 1", "%"),
    ]


def test_two_bidang_are_one_entry_with_their_money_added() -> None:
    one = a_rencana(lokasi="Gunung Sugih", bulan_awal=3, bulan_akhir=6)
    other = a_rencana(pagu=50_000_000, bidang="IKP", lokasi="Kalirejo", bulan_awal=1, bulan_akhir=4, sumber_dana=(DAU, PAD))
    (entry,) = pack(a_plan(one, other))
    assert (entry.pagu, len(entry.bidang)) == (300_000_000, 2)
    found = dict(typed(entry, "Sub kegiatan"))
    assert (found["Pagu 2027 (Rp)"], found["Waktu mulai"], found["Waktu selesai"]) == ("300000000", "Januari", "Juni")
    assert typed(entry, "Lokasi") == [("Lokasi", "Gunung Sugih; Kalirejo")]
    assert typed(entry, "Sumber dana") == [
        ("Sumber dana 1", "1.2.1.01.02 Dana Transfer Umum-Dana Alokasi Umum"),
        ("Pagu sumber dana 1 (Rp)", "250000000"),
        ("Sumber dana 2", "1.1 Pendapatan Asli Daerah (PAD)"),
        ("Pagu sumber dana 2 (Rp)", ""),
    ]
    assert [label for label, _ in typed(entry, "Keluaran sub kegiatan")] == ["Indikator 1", "Target 1", "Satuan 1"]


@pytest.mark.parametrize(
    ("number", "words"), [(Decimal("95.50"), "95,5"), (Decimal(1200), "1200"), (Decimal("1E+3"), "1000"), (Decimal("0.125"), "0,125"), (None, "")]
)
def test_numbers_have_no_dots_and_a_comma(number: Decimal | None, words: str) -> None:
    assert plain_number(number) == words


@given(st.integers(0, 10**15))
def test_money_is_digits_alone(amount: int) -> None:
    assert int(digits(amount)) == amount
    assert digits(amount).isdigit()


@pytest.mark.parametrize(
    "change",
    [
        {"pagu": 1},
        {"pagu_maju": 2},
        {"lokasi": "Lain"},
        {"catatan": "x"},
        {"bulan_akhir": 11},
        {"indikator": (IndikatorValue("A", "akumulatif", "B"),)},
    ],
)
def test_any_change_of_what_is_typed_changes_the_digest(change: dict[str, object]) -> None:
    assert pack(a_plan(a_rencana()))[0].sidik != pack(a_plan(a_rencana(**change)))[0].sidik
    assert pack(a_plan(a_rencana()))[0].sidik == pack(a_plan(a_rencana()))[0].sidik


def test_the_workbook_has_a_sheet_for_each_sub_kegiatan_linked_from_the_overview() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sipd_workbook(a_plan(), now=STAMP)))
    assert book.sheetnames == ["Daftar", "2.16.03.2.02.0040", "2.16.03.2.02.0043"]
    links = {cell.value: cell.hyperlink.location for row in book["Daftar"].iter_rows() for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}
    sheet = book["2.16.03.2.02.0040"]
    values = {row[0].value: row[1] for row in sheet.iter_rows() if row[0].value}
    assert (values["Pagu 2027 (Rp)"].value, values["Pagu 2027 (Rp)"].number_format) == (250_000_000, "0")
    assert sheet["A1"].hyperlink.location == "'Daftar'!A1"


def test_text_that_looks_like_a_formula_stays_text_in_the_pack() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sipd_workbook(a_plan(a_rencana(lokasi="=1+1", catatan="@x")), now=STAMP)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value in {"=1+1", "@x"}]
    assert len(cells) == 4
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
