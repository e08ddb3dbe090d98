"""Lists from files: heads by their words, every fault by its cell, round trips, replace or add, put back."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.bahan.reading import read_rows, written
from renjana.bahan.rules import DAFTAR, heads_of
from renjana.organisasi.numerals import parse_decimal
from renjana.renja.models import RancanganRkpd, RealisasiTriwulan, Usulan
from renjana.renstra.faults import ImportFault
from tests.bahan.stage import Stage, a_stage
from tests.people import Dinas
from tests.renstra.workbooks import an_xlsx, raw_xlsx

HEAD = ["Kode", "Indikator", "Satuan", "TW I K", "Triwulan I Rp", "Anggaran 2026 Rp", "Unit"]
LINE = ["2.16.03.2.02.0040", "Jumlah titik", "Titik", 2.5, 1500000, "2 juta", "Aptika"]


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    return a_stage(dinas)


def test_quarters_come_from_a_workbook_whatever_the_order_of_its_columns(stage: Stage) -> None:
    rows = [["REALISASI 2026"], [], list(reversed(HEAD)), list(reversed(LINE))]
    assert stage.send("2026/bahan/triwulan/", an_xlsx(rows, sheet="TW")).status_code == 302
    row = RealisasiTriwulan.objects.get()
    assert (row.tw1_k, row.tw1_rp, row.target_rp, row.unit, row.asal) == (
        Decimal("2.5"),
        1_500_000,
        2_000_000,
        "Aptika",
        "data.xlsx, lembar TW, baris 4",
    )


def test_a_csv_is_read_through_the_same_door(stage: Stage) -> None:
    text = "kode;lokasi;indikator;target;pagu;catatan\n2.16.03.2.02.0040;Kalirejo;Titik;3 Titik;1.500.000;\n"
    assert stage.send("2027/bahan/rkpd/", text.encode(), "rkpd.csv").status_code == 302
    row = RancanganRkpd.objects.get()
    assert (row.pagu, row.asal, row.diubah_oleh) == (1_500_000, "rkpd.csv, baris 2", stage.dinas.perencana)


def test_every_faulty_cell_is_named_and_nothing_is_stored(stage: Stage) -> None:
    rows = [HEAD, ["bukan", "", "Titik", "1.50", "dua", -1, ""], LINE]
    answer = stage.send("2026/bahan/triwulan/", an_xlsx(rows))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [cell for cell in ("A2", "B2", "D2", "E2", "F2") if f"Sel {cell}" not in page] == []
    assert RealisasiTriwulan.objects.count() == 0


def test_a_formula_without_its_value_is_named(stage: Stage) -> None:
    book = openpyxl.Workbook()
    for row in (HEAD, LINE):
        book.active.append(row)  # type: ignore[union-attr]
    book.active["E2"] = "=1+1"  # type: ignore[index]
    book.save(target := io.BytesIO())
    answer = stage.send("2026/bahan/triwulan/", target.getvalue())
    assert (answer.status_code, "Sel E2 berisi rumus yang belum dihitung" in answer.content.decode()) == (422, True)


def test_replacing_can_be_taken_back_and_adding_gives_the_same_row_its_new_figures(stage: Stage) -> None:
    stage.send("2027/bahan/rkpd/", b"kode,pagu\n2.16.03.2.02.0040,1\n2.16.03.2.02.0043,2\n", "a.csv")
    stage.send("2027/bahan/rkpd/", b"kode,pagu\n2.16.03.2.02.0043,9\n2.20.02.2.01.0016,3\n", "b.csv", "tambah")
    pagu = lambda: dict(RancanganRkpd.objects.values_list("kode", "pagu"))  # noqa: E731 - read three times below
    assert pagu() == {"2.16.03.2.02.0040": 1, "2.16.03.2.02.0043": 9, "2.20.02.2.01.0016": 3}
    stage.send("2027/bahan/rkpd/", b"kode,pagu\n2.16.03.2.02.0040,7\n", "c.csv")
    assert pagu() == {"2.16.03.2.02.0040": 7}
    newest = stage.get("2027/bahan/rkpd/").context["backups"][0]
    stage.post(f"2027/bahan/rkpd/pulihkan/{newest.pk}/")
    assert pagu() == {"2.16.03.2.02.0040": 1, "2.16.03.2.02.0043": 9, "2.20.02.2.01.0016": 3}
    again = stage.get("2027/bahan/rkpd/").context["backups"][0]
    stage.post(f"2027/bahan/rkpd/pulihkan/{again.pk}/")
    assert pagu() == {"2.16.03.2.02.0040": 7}


@pytest.mark.parametrize("jenis", ["realisasi", "usulan", "rkpd", "triwulan"])
def test_what_is_downloaded_reads_back_as_the_same_rows(stage: Stage, jenis: str) -> None:
    year = 2026 if jenis == "triwulan" else 2027
    values: dict[str, Any] = {"kode": "2.16.03.2.02.0040", "status": "ditolak", "tipe": "persentase"}
    for number, kolom in enumerate(DAFTAR[jenis].kolom):
        values.setdefault(kolom.key, {"number": f"{number},12", "money": f"{number}.500.000"}.get(kolom.kind, f"=teks {number}"))
    if jenis != "triwulan" and "target_renstra" not in values:
        values.pop("tipe")
    assert stage.post(f"{year}/bahan/{jenis}/tambah/", **{key: values[key] for key in DAFTAR[jenis].keys}).status_code == 302
    before = stage.get(f"{year}/bahan/{jenis}/").context["page"][0].cells
    content = stage.get(f"{year}/bahan/{jenis}/berkas.xlsx").content
    assert stage.send(f"{year}/bahan/{jenis}/", content).status_code == 302
    assert stage.get(f"{year}/bahan/{jenis}/").context["page"][0].cells == before


def test_proposals_keep_their_order(stage: Stage) -> None:
    text = "pengusul,uraian,status\n" + "".join(f"Kecamatan {n},Usulan {n},dipertimbangkan\n" for n in range(5))
    stage.send("2027/bahan/usulan/", text.encode(), "u.csv")
    assert [row.uraian for row in Usulan.objects.all()] == [f"Usulan {n}" for n in range(5)]


@pytest.mark.once
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01",
        b"%PDF-1.7",
        b"<html>",
        b"PK\x03\x04",
        b"a,b\n1,2\n",
        b"\xff\xfe1",
        b'kode,pagu\n"2.16',
        b"kode\n" * 30_000,
        b"x," * 400 + b"\n",
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(ImportFault) as caught:
        read_rows(DAFTAR["rkpd"], content, file="a.csv", main="2.16", tahun=2027)
    assert str(caught.value).startswith("a.csv: ")


@pytest.mark.once
def test_a_cell_in_the_far_corner_is_refused() -> None:
    with pytest.raises(ImportFault, match="terlalu jauh"):
        read_rows(DAFTAR["rkpd"], raw_xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), file="a.xlsx", main="2.16", tahun=2027)


@pytest.mark.once
def test_no_head_stands_for_two_columns_of_a_list() -> None:
    for daftar in DAFTAR.values():
        heads = [head for words in heads_of(daftar, 2027).values() for head in set(words)]
        assert sorted({head for head in heads if heads.count(head) > 1}) == []


@pytest.mark.once
@given(st.decimals(0, 10**9, places=4))
def test_a_number_of_a_spreadsheet_is_typed_so_that_it_has_one_reading(number: Decimal) -> None:
    assert parse_decimal(written(float(number))) == Decimal(f"{float(number):.15g}")
