"""Files that should never have been sent, at every door of the product: a sentence with place and remedy, nothing stored, the server stays up."""

import io
import struct
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from renjana.alur.models import Event, Run
from renjana.organisasi.models import Pemda
from renjana.pengumpulan.models import UnggahanIsian
from renjana.pengumpulan.queries import rows_by_bidang
from renjana.renja.models import RealisasiLalu
from renjana.renja.values import RencanaValue
from renjana.renstra.models import ItemRenstra, Nomenklatur
from renjana.surat.models import Berkas
from tests.pengumpulan.stage import Stage, at_gathering
from tests.people import a_dinas
from tests.renstra.workbooks import an_xlsx, raw_xlsx

pytestmark = pytest.mark.once  # what a file holds is judged before any row is written

PAGE = "/renja/2027/pengumpulan/APTIKA/"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "tawa"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><sst>&c;</sst>'


@pytest.fixture(scope="module")
def gathering(kept: Callable[[Callable[[], Any]], Any]) -> Stage:
    """Built once; each test begins from a copy and rolls back to it."""
    return kept(lambda: at_gathering(a_dinas()))  # type: ignore[no-any-return]


@pytest.fixture
def stage(gathering: Stage, db: None) -> Stage:
    return deepcopy(gathering)


@dataclass(frozen=True)
class State:
    """Everything that an upload could change."""

    rows: dict[str, tuple[RencanaValue, ...]]
    counts: tuple[int, ...]
    chain: str
    emblem: str


def state_of(stage: Stage) -> State:
    kinds = (Berkas, UnggahanIsian, Event, ItemRenstra, Nomenklatur, RealisasiLalu)
    run = Run.objects.get(pk=stage.run.pk)
    return State(rows_by_bidang(run), tuple(kind.objects.count() for kind in kinds), run.kepala, Pemda.objects.get().lambang)


def signed_in(stage: Stage, who: str) -> Client:
    client = Client()
    client.force_login(stage.dinas.people[who], backend="renjana.organisasi.sign_in.NipOrEmailBackend")
    return client


def own_book(stage: Stage, kode: str = "APTIKA", **cells: object) -> bytes:
    """The workbook of a bidang as it is downloaded, with these cells changed."""
    content = b"".join(signed_in(stage, "staf").get(f"/renja/2027/pengumpulan/{kode}/excel/"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        book["Isian"][cell] = value
    book.save(target := io.BytesIO())
    return target.getvalue()


def send(stage: Stage, content: bytes, name: str = "isian.xlsx") -> HttpResponse:
    return signed_in(stage, "aptika").post(f"{PAGE}unggah/", {"berkas": SimpleUploadedFile(name, content)})  # type: ignore[return-value]


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def bomb(*, lying: bool = False) -> bytes:
    """A sheet of 120 MB in a file of 120 KB; a lying one says in its directory that the sheet has a hundred bytes."""
    content = raw_xlsx("", extra={"xl/worksheets/sheet1.xml": b" " * (120 * MEGABYTE)})
    return content.replace(struct.pack("<L", 120 * MEGABYTE), struct.pack("<L", 100)) if lying else content


def with_part(stage: Stage, name: str, part: bytes) -> bytes:
    """The bidang's own workbook with one more part inside."""
    stream = io.BytesIO(own_book(stage))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, part)
    return stream.getvalue()


def broken(stage: Stage) -> bytes:
    """The bidang's own workbook with a few bytes of its middle overwritten."""
    content = own_book(stage)
    middle = len(content) // 2
    return content[:middle] + b"\0" * 64 + content[middle + 64 :]


EVIL: dict[str, tuple[Callable[[Stage], bytes], str]] = {
    "foto.png": (lambda stage: b"\x89PNG\r\n\x1a\n" + bytes(2000), "bukan buku kerja Excel (.xlsx); unggah berkas .xlsx."),
    "surat.pdf": (lambda stage: b"%PDF-1.7\n%bytes", "adalah PDF, bukan buku kerja Excel; unggah berkas .xlsx."),
    "data.csv": (lambda stage: b"kode;pagu\n2.16.03.2.02.0040;1\n", "adalah teks (misalnya CSV)"),
    "laman.xls": (lambda stage: b"<html><table><tr><td>1</td></tr></table></html>", "adalah halaman web atau XML"),
    "naskah.xlsx": (lambda stage: zipped(**{"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "dokumen Word atau PowerPoint"),
    "kosong.xlsx": (lambda stage: b"", "kosong (0 byte); unggah ulang dari berkas aslinya."),
    "terpotong.xlsx": (lambda stage: own_book(stage)[:4000], "terpotong atau rusak; unggah ulang"),
    "rusak.xlsx": (broken, "rusak"),
    "bom.xlsx": (lambda stage: bomb(), "terlalu besar setelah dibuka"),
    "bohong.xlsx": (lambda stage: bomb(lying=True), "terpotong atau rusak"),
    "jauh.xlsx": (lambda stage: raw_xlsx(FAR), "berisi sel XFD1048576, terlalu jauh dari datanya; hapus isi sel itu"),
    "makro.xlsx": (lambda stage: with_part(stage, "xl/vbaProject.bin", b"x"), "memuat makro; simpan sebagai .xlsx tanpa makro"),
    "makro4.xlsm": (lambda stage: with_part(stage, "xl/macrosheets/sheet1.xml", b"<a/>"), "memuat makro"),
    "biner.xlsx": (lambda stage: with_part(stage, "xl/workbook.bin", b"x"), "berformat .xlsb; buka di Excel, pilih Simpan Sebagai"),
    "libre.xlsx": (lambda stage: zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "berformat OpenDocument (.ods); simpan sebagai"),
    "lama.xlsx": (lambda stage: OLE + bytes(3000), "berformat Excel lama (.xls); buka di Excel, pilih Simpan Sebagai"),
    "sandi.xlsx": (lambda stage: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "dikunci dengan kata sandi"),
    "tawa.xlsx": (lambda stage: raw_xlsx("", extra={"xl/sharedStrings.xml": LAUGHS}), "memuat definisi entitas"),
    "jalan.xlsx": (lambda stage: with_part(stage, "../../etc/cron.d/x", b"x"), "Susunan berkas"),
    "asing.xlsx": (lambda stage: an_xlsx([["kode", "pagu"], ["2.16.03.2.02.0040", 1]]), "bukan format isian yang dibuat Renjana"),
    "besar.xlsx": (lambda stage: own_book(stage) + bytes(20 * MEGABYTE), "lebih besar dari 20 MB; hapus gambar di dalamnya lalu unggah lagi"),
}


@pytest.mark.parametrize("name", EVIL)
def test_a_file_that_is_no_format_of_the_bidang_is_refused_in_one_sentence(stage: Stage, name: str) -> None:
    make, said = EVIL[name]
    content, before = make(stage), state_of(stage)
    answer = send(stage, content, name)
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (422, True)
    assert name in page or "Berkas ini" in page
    assert state_of(stage) == before
    assert signed_in(stage, "aptika").get(PAGE).status_code == 200


def test_every_faulty_cell_is_named_with_its_remedy(stage: Stage) -> None:
    cells = {"B8": "2.16.03.2.02.0043", "G8": "banyak", "H8": "dua juta", "H9": "1.50", "L9": "Sabtu", "B10": "bukan kode", "D10": "Jumlah"}
    before = state_of(stage)
    answer = send(stage, own_book(stage, **cells))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [cell for cell in ("B8", "G8", "H8", "H9", "L9", "B10") if f"<b>Sel {cell}</b>" not in page] == []
    assert "“dua juta” bukan bilangan. Tulis dengan angka, misalnya 1500000, 1.500.000, atau 1,5 juta." in page
    assert "“1.50” bisa berarti 1,50 atau 150." in page
    assert "Tidak ada yang disimpan." in page
    assert (state_of(stage).rows, state_of(stage).chain) == (before.rows, before.chain)  # a marked copy is kept


def test_a_formula_without_its_value_and_an_error_are_named_by_cell(stage: Stage) -> None:
    before = state_of(stage)
    answer = send(stage, own_book(stage, H8="=1000*2", H9="#REF!"))
    page = answer.content.decode()
    assert (answer.status_code, "Sel H8" in page, "Sel H9" in page) == (422, True, True)
    assert (state_of(stage).rows, state_of(stage).chain) == (before.rows, before.chain)


def test_an_unknown_code_is_shown_with_its_cell_before_anything_is_stored(stage: Stage) -> None:
    before = state_of(stage)
    answer = send(stage, own_book(stage, B10="2.16.03.2.02.9999", D10="Jumlah", F10="Dokumen", G10=1, H10=5))
    page = signed_in(stage, "aptika").get(answer["Location"]).content.decode()
    assert ("Sel B10" in page, "2.16.03.2.02.9999 tidak ada dalam nomenklatur" in page) == (True, True)
    assert (state_of(stage).rows, state_of(stage).chain) == (before.rows, before.chain)


@pytest.mark.parametrize("kode", ["IKP", "SEKRETARIAT"])
def test_the_workbook_of_another_bidang_is_refused_by_its_name(stage: Stage, kode: str) -> None:
    content, before = own_book(stage, kode), state_of(stage)
    answer = send(stage, content)
    assert (answer.status_code, f"Berkas ini milik {stage.dinas.bidang[kode].nama}" in answer.content.decode()) == (422, True)
    assert state_of(stage) == before


def test_a_name_full_of_markup_is_printed_as_it_is_written(stage: Stage) -> None:
    answer = send(stage, b"x", name="<img src=x onerror=alert(1)>.xlsx")
    page = answer.content.decode()
    assert (answer.status_code, "<img src=x" in page, "&lt;img src=x" in page) == (422, False, True)


@dataclass(frozen=True)
class Door:
    """Another page that takes a file: who may use it, the other fields of its form."""

    path: str
    who: str
    field: str
    data: dict[str, str]


DOORS = {
    "renstra": Door("/renstra/impor/", "perencana", "berkas", {"tahun_awal": "2025"}),
    "nomenklatur": Door("/nomenklatur/impor/", "admin", "berkas", {"nama": "pemutakhiran 2028"}),
    "data pendukung": Door("/renja/2027/analisis/data/", "staf", "berkas", {"jenis": "realisasi"}),
}
LOADS: dict[str, Callable[[], bytes]] = {
    "kosong": lambda: b"",
    "gambar": lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "terpotong": lambda: an_xlsx([["Kode", "Pagu"]])[:700],
    "bom": bomb,
    "jauh": lambda: raw_xlsx(FAR),
    "makro": lambda: raw_xlsx("", extra={"xl/vbaProject.bin": b"x"}),
    "lama": lambda: OLE + bytes(3000),
    "besar": lambda: bytes(20 * MEGABYTE + 1),
}


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("door", DOORS)
def test_no_other_door_takes_them_either(stage: Stage, door: str, load: str) -> None:
    at, before = DOORS[door], state_of(stage)
    file = SimpleUploadedFile("berkas.xlsx", LOADS[load]())
    answer = signed_in(stage, at.who).post(at.path, {**at.data, at.field: file})
    page = answer.content.decode()
    assert (answer.status_code, 'role="alert"' in page) == (422, True)
    assert state_of(stage) == before
    assert signed_in(stage, at.who).get(at.path).status_code == 200


@pytest.mark.parametrize("load", ["kosong", "terpotong", "lama", "besar"])
def test_the_public_verification_answers_any_file(stage: Stage, load: str) -> None:
    before = state_of(stage)
    answer = Client().post("/verifikasi/AAAA-BBBB-CC/", {"berkas": SimpleUploadedFile("a.pdf", LOADS[load]())})
    assert 400 <= answer.status_code < 500
    assert state_of(stage) == before


def test_the_emblem_must_be_a_picture(stage: Stage) -> None:
    client, before = signed_in(stage, "admin"), state_of(stage)
    page = client.get("/pengaturan/perangkat-daerah/")
    data = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    for content in (b"", b"<svg onload='alert(1)'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n" + bytes(9), bytes(MEGABYTE)):
        answer = client.post("/pengaturan/perangkat-daerah/", {**data, "lambang": SimpleUploadedFile("lambang.png", content)})
        assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)
    assert state_of(stage) == before
