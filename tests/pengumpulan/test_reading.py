"""Faults of a sheet: every one at once, each with its cell and what to do."""

import io

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from renjana.pengumpulan.book_reading import BookFault
from renjana.pengumpulan.reading import Finding, Reading, read_lines
from renjana.pengumpulan.seal import mismatch
from renjana.renstra.workbook import Value
from tests.pengumpulan.rows import DOMAIN, INTERNET, KNOWN, a_line, a_row, a_seal, a_workbook, an_indikator, read_back

pytestmark = pytest.mark.once


def read(*lines: dict[str, Value]) -> Reading:
    return read_lines([a_line(number, **cells) for number, cells in enumerate(lines, 8)], known=KNOWN, bidang="APTIKA")


def edited(content: bytes, **cells: object) -> bytes:
    """The workbook after a person changed these cells in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        book["Isian"][cell] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_every_fault_of_every_line_is_told_with_its_cell() -> None:
    good = {"indikator": "Jumlah titik", "satuan": "Titik"}
    reading = read(
        {"kode": INTERNET, **good, "pagu": "1.50"},
        {"kode": DOMAIN, **good, "pagu": "dua juta", "target": "banyak"},
        {"kode": "kode lama", **good},
    )
    assert [(one.cell, one.blocking) for one in reading.findings] == [("pagu@8", True), ("target@9", True), ("pagu@9", True), ("kode@10", True)]
    assert reading.findings[0].message.startswith("“1.50” bisa berarti 1,50 atau 150.")
    assert reading.findings[2].message == "“dua juta” bukan bilangan. Tulis dengan angka, misalnya 1500000, 1.500.000, atau 1,5 juta."


@pytest.mark.parametrize("text", ["1500000", "1.500.000", "1.500.000,00", "Rp 1.500.000", "1,5 juta", 1500000, 1500000.0])
def test_money_is_read_as_people_write_it(text: Value) -> None:
    assert read({"kode": INTERNET, "pagu": text}).rows[0].pagu == 1_500_000


@pytest.mark.parametrize("text", ["1.50", "0.125", "1,500", "-5", "lima", 1500000.5, "=1+1", True])
def test_money_with_two_readings_or_none_is_refused(text: Value) -> None:
    reading = read({"kode": INTERNET, "pagu": text})
    assert (reading.rows, [(one.key, one.blocking) for one in reading.findings]) == ((), [("pagu", True)])


def test_a_code_of_no_list_is_a_doubt_that_names_the_nearest_ones_and_a_malformed_one_a_fault() -> None:
    reading = read({"kode": "2.16.03.2.02.0049", "pagu": "1000"}, {"kode": "1.02.02.2.01.0001", "pagu": "1000"}, {"kode": "2.16.03", "pagu": "1"})
    assert [(one.cell, one.blocking) for one in reading.findings] == [("kode@8", False), ("kode@9", False), ("kode@10", True)]
    near = "2.16.03.2.02.0049 tidak ada dalam nomenklatur pemutakhiran 2027. Mungkin maksud Anda 2.16.03.2.02.004"
    assert reading.doubts[0].message.startswith(near)
    assert reading.doubts[1].message.startswith("1.02.02.2.01.0001 di luar urusan perangkat daerah ini (2.16, 2.20, 2.21).")
    assert reading.faults[0].message == "2.16.03 bukan kode sub kegiatan; kode sub kegiatan berbentuk seperti 2.16.01.2.01.0001."


def test_an_unknown_source_of_money_and_months_in_the_wrong_order_are_doubts() -> None:
    reading = read({"kode": INTERNET, "sumber_dana": "APBDes", "bulan_awal": "Juli", "bulan_akhir": "3"})
    unknown = "“APBDes” tidak ada dalam daftar sumber dana; pilih dari daftar atau tulis kodenya."
    backwards = "Bulan selesai (3) mendahului bulan mulai (7); betulkan salah satunya."
    assert reading.faults == ()
    assert reading.doubts == (
        Finding(8, "sumber_dana", "sumber_dana@8", unknown, blocking=False, kode=INTERNET),
        Finding(8, "bulan_akhir", "bulan_akhir@8", backwards, blocking=False, kode=INTERNET),
    )


def test_a_target_without_an_indicator_would_be_lost_so_it_is_refused() -> None:
    reading = read({"kode": INTERNET, "target": "5"})
    assert [(one.cell, one.message) for one in reading.faults] == [
        ("indikator@8", "Indikator kosong padahal target terisi; tulis uraian indikatornya.")
    ]


def test_a_second_line_of_a_code_adds_an_indicator_and_may_not_bring_other_money() -> None:
    first = {"kode": INTERNET, "indikator": "Satu", "pagu": "1000", "lokasi": "Gunung Sugih"}
    assert [one.uraian for one in read(first, {"kode": INTERNET, "indikator": "Dua"}).rows[0].indikator] == ["Satu", "Dua"]
    assert [one.cell for one in read(first, {"kode": INTERNET, "indikator": "Dua", "pagu": "5"}).faults] == ["kode@9"]
    assert [one.cell for one in read(first, {"kode": INTERNET, "indikator": "Dua", "lokasi": "Kota Gajah"}).faults] == ["lokasi@9"]


def test_a_line_that_a_person_emptied_is_not_planned_and_a_new_code_alone_is() -> None:
    content = a_workbook([a_row(), a_row(DOMAIN)])
    cells = dict.fromkeys([f"{column}8" for column in "DEFGHIJKLMNOP"], None)
    reading = read_lines(read_back(edited(content, **cells, B10="2.16.03.2.02.0043 Jaringan")).lines, known=KNOWN, bidang="APTIKA")
    assert [row.kode for row in reading.rows] == [DOMAIN, "2.16.03.2.02.0043"]


def test_faults_of_a_workbook_carry_the_address_of_their_cell() -> None:
    reading = read_lines(read_back(edited(a_workbook([a_row()]), G8="banyak", H8="1.50")).lines, known=KNOWN, bidang="APTIKA")
    assert [one.cell for one in reading.faults] == ["G8", "H8"]


def test_a_formula_that_was_never_calculated_is_named() -> None:
    reading = read_lines(read_back(edited(a_workbook([a_row()]), H8="=1000*2")).lines, known=KNOWN, bidang="APTIKA")
    assert [(one.cell, one.blocking) for one in reading.findings] == [("H8", True)]


def test_a_changed_code_and_a_line_under_the_total_are_refused() -> None:
    assert [one.cell for one in read_back(edited(a_workbook([a_row()]), B8="2.16.03.2.02.0043")).findings] == ["B8"]
    assert [one.cell for one in read_back(edited(a_workbook([a_row()]), B40=DOMAIN, D40="Jumlah")).findings] == ["B40"]


def test_a_copied_line_counts_as_a_line_of_its_own() -> None:
    content = a_workbook([a_row()])
    copied = edited(content, A9=f"{INTERNET}#1", B9=DOMAIN, D9="Jumlah nama domain", F9="Dokumen", G9=2, H9=5000)
    assert [row.kode for row in read_lines(read_back(copied).lines, known=KNOWN, bidang="APTIKA").rows] == [INTERNET, DOMAIN]


def test_a_workbook_that_is_not_ours_or_was_changed_unseen_is_refused() -> None:
    book = openpyxl.Workbook()
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(BookFault, match="bukan format isian yang dibuat Renjana"):
        read_back(target.getvalue())
    own = openpyxl.load_workbook(io.BytesIO(a_workbook([a_row()])))
    own["_renjana"]["B6"] = "IKP"
    own.save(forged := io.BytesIO())
    with pytest.raises(BookFault, match=r"Penanda tersembunyi pada berkas isian\.xlsx tidak cocok"):
        read_back(forged.getvalue())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"pd": "1.03", "nama_pd": "Dinas PU"}, "Berkas ini milik Dinas PU, bukan perangkat daerah Anda."),
        ({"tahun": 2026}, "Berkas ini untuk Renja 2026, sedangkan halaman ini Renja 2027."),
        ({"tahap": "rancangan"}, "Berkas ini untuk tahap lain dari Renja tahun ini."),
        ({"bidang": "", "nama_bidang": ""}, "Berkas ini format kosong, belum milik satu bidang pun."),
        ({"bidang": "IKP", "nama_bidang": "Bidang IKP"}, "Berkas ini milik Bidang IKP, bukan bidang ini."),
        ({}, ""),
    ],
)
def test_a_workbook_of_another_owner_is_recognised(fields: dict[str, str | int], said: str) -> None:
    own = {"pd": "2.16.2.20.2.21.01.0000", "tahun": 2027, "tahap": "rancangan_awal", "bidang": "APTIKA"}
    assert mismatch(a_seal(**fields), **own).startswith(said)  # type: ignore[arg-type]


def test_the_workbook_is_sound_and_guards_its_keys() -> None:
    content = a_workbook(
        [a_row(catatan="=HYPERLINK(1)"), a_row(DOMAIN, indikator=(an_indikator("Satu"), an_indikator("Dua")))],
        satuan=("Titik",),
        sumber_dana=("1.1 PENDAPATAN ASLI DAERAH (PAD)",),
        kode=(f"{INTERNET} Internet",),
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Isian"]
    assert [ws.sheet_state for ws in book] == ["visible", "visible", "hidden", "veryHidden"]
    assert sheet.protection.sheet
    assert [sheet[cell].protection.locked for cell in ("B8", "D8", "H8", "H10", "B11", "H11")] == [True, False, False, True, False, False]
    assert (sheet["P8"].value, sheet["P8"].data_type, sheet["P8"].quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert sheet["H31"].value == "=SUM(H8:H30)"
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"custom", "list", None}


def test_the_same_rows_give_the_same_bytes() -> None:
    assert a_workbook([a_row()]) == a_workbook([a_row()])


def test_the_workbook_passes_an_audit_of_its_format(tmp_path: object) -> None:
    path = tmp_path / "isian.xlsx"  # type: ignore[operator]
    path.write_bytes(a_workbook([a_row(), a_row(DOMAIN)], satuan=("Titik",)))
    assert OpenXmlValidator().validate(str(path)).errors == []
