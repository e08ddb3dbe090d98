"""Files that mean harm, or are broken in every way: each is refused with a sentence or read as plain values, by a process that is thrown away;
none costs two seconds, and the memory of the one who asks stays flat.
"""

import io
import resource
import zipfile
from collections.abc import Callable

import pytest

from renjana.pengumpulan.book_reading import BookFault
from renjana.renstra.workbook import WorkbookFault
from tests.pengumpulan.rows import a_row, a_workbook, read_back
from tests.renstra.workbooks import an_xlsx, raw_xlsx

pytestmark = pytest.mark.once

CPU_SECONDS, MEGABYTES = 2.0, 40
OWN = a_workbook((a_row(),))
DTD = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def packed(files: dict[str, bytes], *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(**parts: bytes) -> bytes:
    """Our own workbook with some parts replaced or added; `__` in a name is a slash, `_dot_` a dot."""
    with zipfile.ZipFile(io.BytesIO(OWN)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return packed(files | {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()})


def sheet(body: str) -> bytes:
    return raw_xlsx(body)


def cells(count: int) -> str:
    return "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, count + 1))


MAGIC = {
    "png": b"\x89PNG\r\n\x1a\n" + bytes(900),
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(900),
    "gif": b"GIF89a" + bytes(900),
    "elf": b"\x7fELF" + bytes(900),
    "exe": b"MZ" + bytes(900),
    "gzip": b"\x1f\x8b\x08" + bytes(900),
    "seven": b"7z\xbc\xaf\x27\x1c" + bytes(900),
    "rar": b"Rar!\x1a\x07" + bytes(900),
    "pdf": b"%PDF-1.7" + bytes(900),
    "rtf": b"{\\rtf1 teks}",
    "json": b'{"kode": 1}',
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    "csv": b"kode;pagu\n",
    "kosong": b"",
    "satu huruf": b"P",
    "hanya tanda": b"PK\x03\x04",
    "zip kosong": packed({}),
    "zip lain": packed({"a.txt": b"x"}),
    "polyglot": b"%PDF-1.7\n" + OWN,
    "ekor": OWN + b"<script>1</script>" * 100,
}
BUILT: dict[str, Callable[[], bytes]] = {
    **{f"terpotong {part}": lambda part=part: OWN[: len(OWN) * part // 6] for part in range(1, 6)},  # type: ignore[misc]
    "byte rusak": lambda: OWN[:3000] + bytes(200) + OWN[3200:],
    "bom satu bagian": lambda: changed(xl__media__a_dot_xml=b"0" * 80_000_000),
    "bom banyak bagian": lambda: packed({f"xl/a{number}.xml": b"0" * 20_000_000 for number in range(6)}),
    "seribu bagian": lambda: packed({f"xl/a{number}.xml": b"" for number in range(1200)}),
    "naik folder": lambda: packed({"../../etc/cron.d/x.xml": b"x", "[Content_Types].xml": b"<a/>"}),
    "jalan mutlak": lambda: packed({"/etc/x.xml": b"x", "[Content_Types].xml": b"<a/>"}),
    "garis miring terbalik": lambda: packed({"xl\\..\\..\\x.xml": b"x", "[Content_Types].xml": b"<a/>"}),
    "nama kembar": lambda: packed({"xl/A.xml": b"<a/>", "xl/a.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}),
    "entitas pada buku": lambda: changed(xl__workbook_dot_xml=f"{DTD}<workbook/>".encode()),
    "entitas pada lembar": lambda: changed(xl__worksheets__sheet1_dot_xml=f"{DTD}<worksheet>&x;</worksheet>".encode()),
    "entitas pada teks": lambda: changed(xl__sharedStrings_dot_xml=f"{DTD}<sst>&x;</sst>".encode()),
    "entitas utf-16": lambda: changed(xl__sharedStrings_dot_xml=f"{DTD}<sst/>".encode("utf-16")),
    "makro": lambda: changed(xl__vbaProject_dot_bin=b"x"),
    "makro lama": lambda: changed(xl__macrosheets__sheet1_dot_xml=b"<a/>"),
    "biner": lambda: changed(xl__workbook_dot_bin=b"x"),
    "naskah": lambda: packed({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}),
    "paparan": lambda: packed({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}),
    "sel terjauh": lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "baris semiliar": lambda: sheet('<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
    "kolom aneh": lambda: sheet('<row r="1"><c r="AAAA1"><v>1</v></c></row>'),
    "nama sel negatif": lambda: sheet('<row r="1"><c r="A-1"><v>1</v></c></row>'),
    "nama sel kosong": lambda: sheet('<row r="1"><c r=""><v>1</v></c></row>'),
    "sejuta baris": lambda: sheet(cells(1_000_000)),
    "dimensi bohong": lambda: sheet('</sheetData><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'),
    "indeks teks di luar": lambda: sheet('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'),
    "indeks teks negatif": lambda: sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'),
    "angka luar biasa": lambda: sheet('<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c></row>'),
    "sarang dalam": lambda: sheet("<row><c>" * 20_000),
    "tag terbuka": lambda: sheet('<row r="1"><c r="A1"><v>1'),
    "rumus jahat": lambda: an_xlsx([["=cmd|' /C calc'!A1", "@SUM(1)", "+1", "-1"]]),
    "tanpa lembar": lambda: changed(xl__worksheets__sheet1_dot_xml=b""),
    "buku kosong": lambda: changed(xl__workbook_dot_xml=b"<workbook/>"),
    "bukan xml": lambda: changed(xl__workbook_dot_xml=b"\x00\x01\x02"),
    "hubungan keluar": lambda: changed(
        xl___rels__workbook_dot_xml_dot_rels=b'<Relationships><Relationship Id="rId1" Target="http://x/"/></Relationships>'
    ),
}
CORPUS: dict[str, Callable[[], bytes]] = {**{name: lambda content=content: content for name, content in MAGIC.items()}, **BUILT}  # type: ignore[misc]


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 40


@pytest.mark.parametrize("name", CORPUS)
def test_an_evil_file_is_refused_or_read_as_plain_values(name: str) -> None:
    content = CORPUS[name]()
    children, before = resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refusal, codes = "", [a_row().kode]
    try:
        codes = [line.cells["kode"] for line in read_back(content, name="berkas.xlsx").lines if line.fixed]
    except (WorkbookFault, BookFault) as fault:
        refusal = str(fault)
    assert codes == [a_row().kode]
    assert refusal == "" or (refusal.endswith(".") and "berkas.xlsx" in refusal)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime < CPU_SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES
    assert read_back(OWN).seal.bidang == "APTIKA"
