"""A new indicator that the meeting decides on for a sub kegiatan: one text of its parts, read by the reader of the grid. Pure."""

from dataclasses import replace

from renjana.pengumpulan.known import Known
from renjana.pengumpulan.reading import Line, cells_of, read_lines
from renjana.renja.values import RencanaValue

KOLOM = "indikator"
"""The column under which a change names it; its number is the place that the indicator takes."""
PARTS = ("indikator", "satuan", "target", "target_maju")
SHAPE = "uraian; satuan; target; target prakiraan maju"


def indikator_text(row: RencanaValue, nomor: int) -> str:
    """An indicator as a change writes it: "Jumlah titik akses; Titik; 12; 14"; "" for one that is not there."""
    if nomor >= len(row.indikator):
        return ""
    cells = cells_of(row)[nomor]
    return "; ".join(cells[key] for key in PARTS).removesuffix("; ")


def place_in(row: RencanaValue, text: str) -> int:
    """Where the indicator of a text stands in a row, or would be put."""
    uraian = _cells(text).get("indikator", "").casefold()
    found = (place for place, one in enumerate(row.indikator) if " ".join(one.uraian.casefold().split()) == " ".join(uraian.split()))
    return next(found, len(row.indikator))


def with_indikator(row: RencanaValue, nomor: int, text: str, known: Known) -> tuple[RencanaValue | None, tuple[str, ...]]:
    """The row with one indicator more, or, for an empty text, without the one at this place; None and what is wrong with the text."""
    if not text:
        return replace(row, indikator=(*row.indikator[:nomor], *row.indikator[nomor + 1 :])), ()
    given = _cells(text)
    if not given:
        return None, (f"Tulis indikator baru sebagai {SHAPE}, dipisah titik koma.",)
    reading = read_lines([Line(1, {"kode": row.kode, **given}, fixed=True)], known=known, bidang=row.bidang)
    if reading.faults or not reading.rows or not reading.rows[0].indikator:
        return None, tuple(one.message for one in reading.faults) or (f"Indikator ini tidak terbaca; tulis sebagai {SHAPE}.",)
    [added] = reading.rows[0].indikator
    if added.target is None:
        return None, ("Target indikator baru belum ditulis; tulis angkanya sesudah satuan.",)
    place = place_in(row, text)
    if place < len(row.indikator):
        same = indikator_text(replace(row, indikator=(added,)), 0) == indikator_text(row, place)
        return (row, ()) if same else (None, (f"{row.kode} sudah memiliki indikator “{added.uraian}”; usulkan perubahan targetnya.",))
    return replace(row, indikator=(*row.indikator, added)), ()


def _cells(text: str) -> dict[str, str]:
    """The parts of a text by column; the words before the unit may hold semicolons. Empty when parts are missing."""
    given = [part.strip() for part in text.rsplit(";", 3)] if text.count(";") > 2 else [part.strip() for part in text.split(";")]
    return dict(zip(PARTS, [*given, ""], strict=False)) if len(given) > 2 and given[0] else {}
