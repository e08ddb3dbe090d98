"""Files that nobody should send, each as a maker: wrong kinds, broken and lying archives, entities, far cells, floods, disguises."""

import io
import struct
import zipfile
from collections.abc import Callable

from tests.renstra.workbooks import PARTS, SHEET, an_xlsx, raw_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "tawa"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><sst>&c;</sst>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst>&x;</sst>'


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """An archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def twice() -> bytes:
    """An archive that holds a part of the same name two times, in different case."""
    return zipped({**PARTS, "xl/worksheets/sheet1.xml": SHEET.format(CELL), "XL/WORKSHEETS/SHEET1.XML": "x"})


def bomb(*, lying: bool = False, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A part of 120 MB in a file of 120 KB; a lying one says that it has a hundred bytes."""
    content = raw_xlsx("", extra={part: b" " * (120 * MEGABYTE)})
    return content.replace(struct.pack("<L", 120 * MEGABYTE), struct.pack("<L", 100)) if lying else content


def locked() -> bytes:
    """An archive whose directory says that its parts are encrypted."""
    content = bytearray(raw_xlsx(CELL))
    for place in range(len(content) - 10):
        if content[place : place + 4] == b"PK\x01\x02":
            content[place + 8] |= 1
    return bytes(content)


def broken() -> bytes:
    """A workbook with a part of its middle overwritten."""
    content = an_xlsx([["Kode", "Pagu"], *[[f"2.16.{n}", n] for n in range(500)]])
    middle = len(content) // 2
    return content[:middle] + b"\0" * 200 + content[middle + 200 :]


def sheet(data: str) -> Callable[[], bytes]:
    """A workbook with this inside of its one sheet."""
    return lambda: raw_xlsx(data)


def part(name: str, content: bytes | str) -> Callable[[], bytes]:
    """A workbook with one more part."""
    return lambda: raw_xlsx(CELL, extra={name: content})


def rels(target: str) -> Callable[[], bytes]:
    """A workbook whose sheet is said to lie elsewhere."""
    return part("xl/_rels/workbook.xml.rels", PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target))


EVIL: dict[str, Callable[[], bytes]] = {
    "kosong": lambda: b"",
    "satu byte": lambda: b"\x00",
    "gambar png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "gambar jpeg": lambda: b"\xff\xd8\xff\xe0" + bytes(2000),
    "gif": lambda: b"GIF89a" + bytes(500),
    "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3",
    "pdf dan zip": lambda: b"%PDF-1.7\n" + raw_xlsx(CELL),
    "laman web": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "svg": lambda: b"<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>",
    "xml": lambda: b"<?xml version='1.0'?>" + OUTSIDE.encode(),
    "rtf": lambda: b"{\\rtf1 teks}",
    "elf": lambda: b"\x7fELF" + bytes(400),
    "gzip": lambda: b"\x1f\x8b\x08" + bytes(400),
    "zip biasa": lambda: zipped({"a.txt": "a"}),
    "zip di dalam zip": lambda: zipped({"a.xlsx": raw_xlsx(CELL)}),
    "word": lambda: zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}),
    "powerpoint": lambda: zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}),
    "opendocument": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
    "xls lama": lambda: OLE + bytes(3000),
    "sandi office": lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "xlsb": part("xl/workbook.bin", b"x"),
    "makro": part("xl/vbaProject.bin", b"x"),
    "makro lama": part("xl/macrosheets/sheet1.xml", "<a/>"),
    "terpotong": lambda: an_xlsx([["Kode", "Pagu"]])[:700],
    "hanya kepala": lambda: an_xlsx([["Kode", "Pagu"]])[:40],
    "rusak": broken,
    "sandi zip": locked,
    "bom": bomb,
    "bom bohong": lambda: bomb(lying=True),
    "bom teks": lambda: bomb(part="xl/sharedStrings.xml"),
    "banyak bagian": lambda: zipped({**PARTS, **{f"xl/x{n}.xml": "<a/>" for n in range(1500)}}),
    "bagian kembar": twice,
    "keluar folder": part("../../etc/cron.d/x.xml", "<a/>"),
    "alamat mutlak": part("/etc/x.xml", "<a/>"),
    "tawa": part("xl/sharedStrings.xml", LAUGHS),
    "entitas luar": part("xl/sharedStrings.xml", OUTSIDE),
    "entitas huruf kecil": part("xl/styles.xml", "<!doctype a><a/>"),
    "utf 16": part("xl/styles.xml", "<styleSheet/>".encode("utf-16")),
    "utf 32": part("xl/styles.xml", "<styleSheet/>".encode("utf-32")),
    "buku rusak": part("xl/workbook.xml", "<workbook"),
    "tanpa buku": lambda: zipped({"[Content_Types].xml": "<Types/>"}),
    "lembar di luar": rels("http://contoh.invalid/sheet.xml"),
    "lembar di etc": rels("/etc/passwd"),
    "lembar hilang": rels("worksheets/sheet9.xml"),
    "sel jauh": sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "kolom jauh": sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    "baris jauh": sheet('<row r="1048576"><c><v>1</v></c></row>'),
    "sel tersamar": sheet('<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>'),
    "sel aneh": sheet('<row r="1"><c r="ABCDE1"><v>1</v></c></row>'),
    "baris aneh": sheet('<row r="-5"><c><v>1</v></c></row>'),
    "baris nol": sheet('<row r="0"><c r="A0"><v>1</v></c></row>'),
    "sejuta baris": lambda: raw_xlsx("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 300_001))),
    "sel tanpa akhir": sheet('<row r="1">' + '<c r="A1">' * 200_000),
    "bersarang": sheet("<a>" * 100_000),
    "teks raksasa": sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * (70 * MEGABYTE)}</t></is></c></row>'),
    "rumus tanpa nilai": sheet('<row r="1"><c r="A1"><f>1+1</f></c></row>'),
    "galat": sheet('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'),
    "bukan bilangan": sheet('<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c></row>'),
    "rumus terselubung": lambda: an_xlsx([["Kode", "Pagu"], ["@SUM(1)", "+cmd|' /C calc'!A0"]]),
    "csv dengan nol": lambda: b"kode,pagu\n2.16\x00,1\n",
    "csv kutip terbuka": lambda: b'kode,pagu\n"2.16.03.2.02.0040,1\n',
    "csv lebar": lambda: b"kode," * 400 + b"\n",
    "csv panjang": lambda: b"kode,pagu\n" + b"2.16,1\n" * 30_000,
    "csv huruf asing": lambda: b"kode,pagu\n\xff\xfe\xfa,1\n",
    "csv besar": lambda: b"kode,pagu\n" + b"a" * (5 * MEGABYTE),
    "lebih dari 20 MB": lambda: bytes(20 * MEGABYTE + 1),
}
