"""The document as values for the checks of steps 8 to 10: its subbab in words, its official tables with titles, heads and rows."""

from collections.abc import Iterator, Mapping

from renjana.analisis.checks.prose import is_to_come
from renjana.analisis.naskah import BagianValue, NaskahValue, TabelValue
from renjana.cetak.papers import Blok
from renjana.konsep.inline import Words, notes, plain
from renjana.konsep.plan import section_blocks
from renjana.konsep.prepared import Material
from renjana.konsep.prose import items_of
from renjana.konsep.sistematika import Bagian
from renjana.renja.tables import official_table

BASIS = "1.2"
OFFICIAL = ("t-c-29", "t-c-30", "t-c-31", "t-c-32", "t-c-33")


def naskah_value(material: Material, written: Mapping[str, str]) -> NaskahValue:
    """The document that would be printed now. `written` are the texts that people wrote, by number."""
    order, values = material.sistematika, material.values
    codes = [kode for entry in order.bagian for kode in entry.tabel]
    return NaskahValue(
        judul=f"Rencana Kerja (Renja) {values.agency.nama} Tahun {values.tahun}",
        bagian=tuple(BagianValue(entry.nomor, entry.judul, _words(entry, material, written.get(entry.nomor, ""))) for entry in order.bagian),
        tabel=tuple(_table(kode, material) for kode in dict.fromkeys(codes)),
        wajib=tuple((entry.nomor, entry.judul) for entry in order.bagian),
        tabel_wajib=tuple(kode for kode in OFFICIAL if kode in codes),
        dasar_hukum=BASIS,
    )


def _words(entry: Bagian, material: Material, text: str) -> str:
    """The words of a subbab; none where somebody wrote that they are still to come, whatever tables stand below."""
    return "" if text.strip() and is_to_come(text) else "\n".join(_lines(section_blocks(entry, material, text)))


def _table(kode: str, material: Material) -> TabelValue:
    table = official_table(kode, material.values, units=False)
    heads = tuple(head for column in table.columns for head in column.heads)
    rows = (*table.rows, *([table.jumlah] if table.jumlah else []))
    return TabelValue(kode, table.judul, heads, rows, table.alasan if table.empty else "")


def _lines(content: list[Blok]) -> Iterator[str]:
    """The words of blocks, a line for each paragraph, item and row of a small table."""
    for block in content:
        if block["jenis"] in {"paragraf", "subjudul"}:
            yield from _told(block["isi"])
        elif block["jenis"] == "daftar":
            for item in items_of(block):
                yield from _told(item)
        elif block["jenis"] == "tabel":
            yield from (" ".join(str(cell) for cell in row) for row in block["baris"])


def _told(words: Words) -> Iterator[str]:
    """The words and those of their footnotes."""
    yield plain(words)
    yield from notes(words)
