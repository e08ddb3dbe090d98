"""Workbooks that come back through the page: evil, broken, foreign or faulty ones get a sentence and change nothing; good ones are compared first."""

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from renjana.alur.models import Event
from renjana.alur.rules import NotAllowed, Refused
from renjana.analisis.queries import check_values
from renjana.analisis.rules import find
from renjana.pengumpulan import actions
from renjana.pengumpulan.models import UnggahanIsian
from renjana.pengumpulan.queries import rows_by_bidang
from renjana.renja.values import RencanaValue
from renjana.renstra.models import Nomenklatur
from renjana.surat.models import Berkas
from tests.pengumpulan.rows import a_row
from tests.pengumpulan.stage import Stage, at_gathering
from tests.people import Dinas, a_dinas
from tests.renstra.workbooks import an_xlsx, raw_xlsx

PAGE = "/renja/2027/pengumpulan/APTIKA/"


@pytest.fixture(scope="module")
def gathering(kept: Callable[[Callable[[], Any]], Any]) -> Stage:
    """Built once; each test begins from a copy and rolls back to it."""
    return kept(lambda: at_gathering(a_dinas()))  # type: ignore[no-any-return]


@pytest.fixture
def stage(gathering: Stage, db: None) -> Stage:
    return deepcopy(gathering)


@pytest.fixture
def dinas(stage: Stage) -> Dinas:
    return stage.dinas


def contact(stage: Stage, who: str = "aptika") -> Client:
    client = Client()
    client.force_login(stage.dinas.people[who], backend="renjana.organisasi.sign_in.NipOrEmailBackend")
    return client


def book(stage: Stage, kode: str = "APTIKA", **cells: object) -> bytes:
    """The workbook of a bidang as it is downloaded, with these cells changed."""
    client = contact(stage, "staf")
    content = b"".join(client.get(f"/renja/2027/pengumpulan/{kode}/excel/"))
    sheets = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        sheets["Isian"][cell] = value
    sheets.save(target := io.BytesIO())
    return target.getvalue()


def upload(stage: Stage, content: bytes, *, name: str = "isian.xlsx", client: Client | None = None) -> HttpResponse:
    return (client or contact(stage)).post(f"{PAGE}unggah/", {"berkas": SimpleUploadedFile(name, content)})  # type: ignore[return-value]


def kept(stage: Stage) -> tuple[dict[str, tuple[RencanaValue, ...]], int, int, int]:
    """Everything an upload could change: the plan, the kept files, the uploads, the history."""
    return rows_by_bidang(stage.run), Berkas.objects.count(), UnggahanIsian.objects.count(), Event.objects.count()


EVIL = {
    "teks.xlsx": (b"kode,indikator\n2.16,x", "adalah teks (misalnya CSV), bukan buku kerja Excel"),
    "gambar.png": (b"\x89PNG\r\n\x1a\n" + bytes(200), "bukan buku kerja Excel"),
    "surat.pdf": (b"%PDF-1.7 ...", "adalah PDF, bukan buku kerja Excel"),
    "kosong.xlsx": (b"", "kosong (0 byte)"),
    "rusak.xlsx": (an_xlsx([["a"]])[:900], "terpotong atau rusak"),
    "jauh.xlsx": (raw_xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "XFD1048576"),
    "lain.xlsx": (an_xlsx([["kode", "pagu"], ["2.16.03.2.02.0040", 1]]), "bukan format isian yang dibuat Renjana"),
    "entitas.xlsx": (raw_xlsx("", extra={"xl/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "definisi entitas"),
}


@pytest.mark.parametrize("name", EVIL)
def test_a_file_that_cannot_be_read_gets_a_sentence_and_changes_nothing(stage: Stage, name: str) -> None:
    content, said = EVIL[name]
    before = kept(stage)
    answer = upload(stage, content, name=name)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert kept(stage) == before
    assert contact(stage).get(PAGE).status_code == 200


def test_every_faulty_cell_is_named_and_nothing_is_stored(stage: Stage) -> None:
    content = book(stage, G8="banyak", H8="dua juta", H9="1.50", B10="bukan kode", D10="Jumlah")
    before = kept(stage)
    answer = upload(stage, content)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "isian.xlsx: 4 hal perlu diperbaiki. Tidak ada yang disimpan." in page
    assert [f"<b>Sel {cell}</b>" in page for cell in ("G8", "H8", "H9", "B10")] == [True] * 4
    assert "“1.50” bisa berarti 1,50 atau 150." in page
    rows, files, uploads, events = before
    assert kept(stage) == (rows, files + 1, uploads + 1, events)  # the copy in which the cells are marked


def test_the_marked_copy_keeps_what_was_typed_and_comes_back_corrected(stage: Stage) -> None:
    client = contact(stage)
    upload(
        stage, book(stage, G8="banyak", H8="dua juta", H9="1.50", I9="Kalirejo", B12="2.16.02.2.01.0014", D12="Jumlah kampung", F12="Kampung", H12=5)
    )
    copy = client.get(f"{PAGE}unggah/{UnggahanIsian.objects.get().pk}/").content
    found = openpyxl.load_workbook(io.BytesIO(copy))
    sheet = found["Isian"]
    assert {cell.coordinate for row in sheet for cell in row if cell.comment} == {"G8", "H8", "H9"}
    assert (sheet["H9"].value, sheet["I9"].value, sheet["B12"].value) == ("1.50", "Kalirejo", "2.16.02.2.01.0014")
    assert "bisa berarti 1,50 atau 150" in sheet["H9"].comment.text
    assert "3 sel merah perlu Anda perbaiki" in sheet["B4"].value
    for place, value in (("G8", 4), ("H8", 2_000_000), ("H9", 150)):
        sheet[place] = value
    content = io.BytesIO()
    found.save(content)
    client.post(upload(stage, content.getvalue())["Location"], {"aksi": "simpan"})
    rows = {row.kode: row for row in rows_by_bidang(stage.run)["APTIKA"]}
    assert [rows[kode].pagu for kode in sorted(rows)] == [5, 2_000_000, 150]
    assert rows["2.16.03.2.02.0040"].lokasi == "Kalirejo"


def test_a_marked_copy_is_never_stored_as_it_is(stage: Stage) -> None:
    upload(stage, book(stage, H9="1.50"))
    kept_copy = UnggahanIsian.objects.get()
    answer = contact(stage).post(f"{PAGE}unggah/{kept_copy.pk}/", {"aksi": "simpan"})
    assert (answer.status_code, "masih memuat 1 sel" in answer.content.decode()) == (422, True)
    assert contact(stage, "ikp").get(f"{PAGE}unggah/{kept_copy.pk}/").status_code == 404


def test_the_workbook_of_another_bidang_year_or_agency_is_refused(stage: Stage, other_dinas: Dinas) -> None:
    before = kept(stage)
    answer = upload(stage, book(stage, "IKP"))
    assert (answer.status_code, "Berkas ini milik Bidang Informasi dan Komunikasi Publik" in answer.content.decode()) == (422, True)
    foreign = at_gathering(other_dinas)
    answer = upload(stage, book(foreign))
    assert (answer.status_code, "Berkas ini milik Dinas Pekerjaan Umum" in answer.content.decode()) == (422, True)
    assert kept(stage)[0] == before[0]


def test_without_a_file_the_page_says_what_to_choose(stage: Stage) -> None:
    answer = contact(stage).post(f"{PAGE}unggah/")
    assert (answer.status_code, "Pilih berkas Excel (.xlsx) lebih dahulu." in answer.content.decode()) == (422, True)


def test_a_good_workbook_is_compared_first_and_stored_on_simpan(stage: Stage) -> None:
    client = contact(stage)
    answer = upload(stage, book(stage, H8="75 juta", I8="Kota Gajah", B10="2.16.03.2.02.0043", D10="Jumlah perangkat daerah", F10="Titik", G10=4))
    review = answer["Location"]
    page = client.get(review).content.decode()
    assert [row.pagu for row in rows_by_bidang(stage.run)["APTIKA"]] == [60_000_000, 250_000_000]
    assert "<del>60.000.000</del>" in page
    assert "<ins>75.000.000</ins>" in page
    assert '<td class="code" data-label="Sel">H8</td>' in page
    assert client.post(review, {"aksi": "simpan"})["Location"] == PAGE
    rows = rows_by_bidang(stage.run)["APTIKA"]
    assert [(row.kode[-4:], row.pagu, row.lokasi) for row in rows] == [
        ("0004", 75_000_000, "Kota Gajah"),
        ("0040", 250_000_000, ""),
        ("0043", None, ""),
    ]
    assert (stage.isian("APTIKA").status, stage.isian("APTIKA").penerima) == ("diisi", "Agus Prasetyo")
    event = Event.objects.filter(jenis="isian-diisi").get()
    assert ["2.16.03.2.01.0004", 0, "pagu", "60.000.000", "75.000.000"] in event.data["perubahan"]
    assert client.get(review)["Location"] == PAGE


def test_doubtful_cells_are_shown_and_may_be_kept(stage: Stage) -> None:
    client = contact(stage)
    review = upload(stage, book(stage, J8="APBDes"))["Location"]
    page = client.get(review).content.decode()
    assert "1 sel diragukan." in page
    assert "“APBDes” tidak ada dalam daftar sumber dana" in page
    client.post(review, {"aksi": "simpan"})
    assert rows_by_bidang(stage.run)["APTIKA"][0].sumber_dana[0].nama == "APBDes"


@pytest.mark.parametrize(
    ("kode", "said", "rule"),
    [
        ("2.16.03.2.02.9999", "2.16.03.2.02.9999 tidak ada dalam nomenklatur pemutakhiran 2027.", "K01"),
        ("2.16.03.2.02.0049", "Mungkin maksud Anda 2.16.03.2.02.004", "K01"),
        ("1.02.02.2.01.0001", "1.02.02.2.01.0001 di luar urusan perangkat daerah ini (2.16, 2.20, 2.21).", "K05"),
    ],
)
def test_a_code_that_stands_in_no_list_is_stored_by_simpan_alone_and_found_by_the_analysis(stage: Stage, kode: str, said: str, rule: str) -> None:
    client, before = contact(stage), rows_by_bidang(stage.run)
    review = upload(stage, book(stage, B10=kode, D10="Jumlah", F10="Dokumen", G10=1, H10=5))["Location"]
    page = client.get(review).content.decode()
    assert ("1 sel diragukan." in page, "B10" in page, said in page) == (True, True, True)
    assert rows_by_bidang(stage.run) == before
    client.post(review, {"aksi": "simpan"})
    assert [row.kode for row in rows_by_bidang(stage.run)["APTIKA"]].count(kode) == 1
    assert rule in [one.kode for one in find(check_values(stage.run)) if one.objek == kode]


def test_a_malformed_code_stores_nothing(stage: Stage) -> None:
    before = rows_by_bidang(stage.run)
    answer = upload(stage, book(stage, B10="2.16.03", D10="Jumlah", F10="Dokumen", G10=1, H10=5))
    page = answer.content.decode()
    said = ("<b>Sel B10</b>" in page, "2.16.03 bukan kode sub kegiatan" in page, "Tidak ada yang disimpan." in page)
    assert (answer.status_code, *said) == (422, True, True, True)
    assert rows_by_bidang(stage.run) == before


def test_a_code_that_left_the_nomenclature_later_is_kept_and_found_by_the_analysis(stage: Stage) -> None:
    gone = "2.16.03.2.02.0043"
    actions.add_sub_kegiatan(stage.isian("APTIKA"), gone, by=stage.dinas.aptika, now=stage.now)
    Nomenklatur.objects.filter(kode=gone).delete()
    review = upload(stage, book(stage, H8=77_000_000))["Location"]
    assert f"{gone} tidak ada dalam nomenklatur" in contact(stage).get(review).content.decode()
    contact(stage).post(review, {"aksi": "simpan"})
    assert [row.kode for row in rows_by_bidang(stage.run)["APTIKA"]].count(gone) == 1
    assert gone in [one.objek for one in find(check_values(stage.run)) if one.kode == "K01"]


def test_a_row_that_was_emptied_is_shown_as_removed_before_it_goes(stage: Stage) -> None:
    client = contact(stage)
    review = upload(stage, book(stage, **dict.fromkeys([f"{column}9" for column in "DEFGHIJKLMNOP"])))["Location"]
    assert "Dihapus" in client.get(review).content.decode()
    assert len(rows_by_bidang(stage.run)["APTIKA"]) == 2
    client.post(review, {"aksi": "simpan"})
    assert [row.kode for row in rows_by_bidang(stage.run)["APTIKA"]] == ["2.16.03.2.01.0004"]


def test_what_somebody_changed_between_looking_and_saving_is_not_overwritten(stage: Stage) -> None:
    client = contact(stage)
    review = upload(stage, book(stage, H8=1_000))["Location"]
    actions.save_rows(stage.isian("APTIKA"), [a_row(pagu=777)], by=stage.dinas.staf, now=stage.now)
    answer = client.post(review, {"aksi": "simpan"})
    assert (answer.status_code, "Isian diubah orang lain sesudah berkas ini diperiksa" in answer.content.decode()) == (409, True)
    assert rows_by_bidang(stage.run)["APTIKA"][1].pagu == 777
    assert "sel diubah di halaman sesudah buku kerja ini diunduh" in answer.content.decode()
    client.post(review, {"aksi": "simpan"})
    assert [row.pagu for row in rows_by_bidang(stage.run)["APTIKA"]] == [1_000, 777]


@pytest.mark.parametrize(("side", "pagu"), [("saya", 1_000), ("mereka", 777)])
def test_a_cell_changed_in_excel_and_on_the_page_is_chosen_before_it_is_stored(stage: Stage, side: str, pagu: int) -> None:
    client, content = contact(stage), book(stage, H8=1_000)
    first = rows_by_bidang(stage.run)["APTIKA"][0]
    actions.save_rows(stage.isian("APTIKA"), [replace(first, pagu=777, lokasi="Kalirejo")], by=stage.dinas.staf, now=stage.now)
    review = upload(stage, content)["Location"]
    page = client.get(review).content.decode()
    assert ("1 sel diubah dua orang" in page, "sebelumnya 60.000.000" in page) == (True, True)
    refused = client.post(review, {"aksi": "simpan"})
    assert (refused.status_code, "Pilih nilainya lebih dahulu." in refused.content.decode()) == (422, True)
    client.post(review, {"aksi": "simpan", f"pilih.{first.kode}.0.pagu": side})
    after = rows_by_bidang(stage.run)["APTIKA"][0]
    assert (after.pagu, after.lokasi) == (pagu, "Kalirejo")


def test_saving_and_sending_at_once_keeps_the_rows_when_something_is_missing(stage: Stage) -> None:
    client = contact(stage)
    review = upload(stage, book(stage, H8=1_000))["Location"]
    page = client.post(review, {"aksi": "kirim"}, follow=True).content.decode()
    assert "Belum dikirim." in page
    assert (rows_by_bidang(stage.run)["APTIKA"][0].pagu, stage.isian("APTIKA").status) == (1_000, "diisi")


def test_a_complete_workbook_is_sent_with_one_press(stage: Stage) -> None:
    client = contact(stage)
    full = {"I": "Kota Gajah", "J": "PAD", "K": "Perangkat daerah", "L": "Januari", "M": 12}
    review = upload(stage, book(stage, **{f"{column}{row}": value for column, value in full.items() for row in (8, 9)}))["Location"]
    client.post(review, {"aksi": "kirim"})
    assert (stage.isian("APTIKA").status, stage.isian("APTIKA").catatan) == ("dikirim", "")


def test_the_action_stores_or_says_why(stage: Stage) -> None:
    isian, by, now = stage.isian("APTIKA"), stage.dinas.aptika, stage.now
    refused = actions.receive_workbook(isian, b"teks", name="isian.xlsx", by=by, now=now)
    assert [one.blocking for one in refused.findings] == [True]
    received = actions.receive_workbook(isian, book(stage, H8=5_000), name="isian.xlsx", by=by, now=now)
    assert (received.findings, [row.pagu for row in rows_by_bidang(stage.run)["APTIKA"]]) == ((), [5_000, 250_000_000])


def test_nobody_uploads_for_another_bidang_or_after_sending(stage: Stage) -> None:
    content = book(stage)
    with pytest.raises(NotAllowed):
        actions.receive_workbook(stage.isian("APTIKA"), content, name="isian.xlsx", by=stage.dinas.ikp, now=stage.now)
    actions.send_isian(stage.isian("APTIKA"), by=stage.dinas.aptika, now=stage.now, alasan="Dikirim")
    with pytest.raises(Refused):
        actions.receive_workbook(stage.isian("APTIKA"), content, name="isian.xlsx", by=stage.dinas.aptika, now=stage.now)
    assert upload(stage, content).status_code == 422
    assert upload(stage, content, client=contact(stage, "ikp")).status_code == 404
    assert upload(stage, content, client=contact(stage, "kadis")).status_code == 403
