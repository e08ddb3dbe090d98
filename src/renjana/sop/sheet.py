"""The official sheet of an SOP AP, laid out: identity, flow pages with every line and word in its place, legend, editor's notes.

The paper and the page draw the same `Sheet`. Source: PermenPAN-RB 35/2012; Permendagri 52/2011.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

from renjana.sop.board import Board
from renjana.sop.columns import CAP, INSET_X, INSET_Y, MARGIN_BOTTOM, MARGIN_TOP, MARGIN_X, PITCH, SHEETS, Columns
from renjana.sop.drawing import Line, heads, strokes
from renjana.sop.measure import wrap
from renjana.sop.model import KEPUTUSAN, MULAI, PROSES, SELESAI, Sop
from renjana.sop.pages import HEAD_GROUP, HEAD_NUMBERS, TITLE, Needs, SheetError, fitting
from renjana.sop.plan import NOTE, Plan, letter, plan, strip_height
from renjana.sop.routing import draw

__all__ = ["Note", "Sheet", "SheetError", "lay_out", "sheet_data"]

SMALL = 7.2
"""Type of the legend, in points."""
KEY_HEIGHT = 9.6
SHAPES = {MULAI: "Mulai", PROSES: "Kegiatan", KEPUTUSAN: "Keputusan", SELESAI: "Selesai"}
INFERRED = (
    "Garis putus-putus: pelaksana atau arah alir disimpulkan dari uraian karena gambar pada naskah asal tidak terbaca; "
    "berlaku setelah dikonfirmasi instansi."
)
PROPOSED = "Garis putus-putus: pelaksana atau arah alir disusun sebagai usulan; berlaku setelah disahkan instansi."
FIELDS = ("uraian", "kelengkapan", "waktu", "output", "keterangan")


@dataclass(frozen=True)
class Note:
    """An editor's note with the mark that stands in the table."""

    tanda: str
    letak: str
    isi: str


@dataclass(frozen=True)
class Sheet:
    """A whole sheet: what `sheet_data` and `flow_svg` draw. `boards` are the flow pages; `legend` the sentences below the last."""

    sop: Sop
    kertas: str
    columns: Columns
    plan: Plan
    boards: tuple[Board, ...]
    notes: tuple[Note, ...]
    head_mark: str
    legend: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many flow pages there are."""
        return len(self.boards)


def lay_out(sop: Sop, *, kertas: str = "F4") -> Sheet:
    """Compute the sheet on F4 or A4, landscape. Raises SheetError when a step's text is taller than a page.

    Some 50 ms for 13 steps, up to 2 s for 40 with very many ways back; the last 32 sheets are kept.
    """
    if kertas not in SHEETS:
        raise SheetError(f'Kertas "{kertas}" tidak dikenal; pilih F4 atau A4.')
    return _laid_out(sop, kertas)


@lru_cache(maxsize=32)
def _laid_out(sop: Sop, kertas: str) -> Sheet:
    notes = tuple(Note(letter(number).lower(), note.letak, note.isi) for number, note in enumerate(sop.catatan))
    marks = _marks(sop)
    head_mark = " ".join(f"{note.tanda})" for note in notes if "kolom" in note.letak.lower())
    needs = Needs()
    while True:
        columns, frames = fitting(sop, kertas, needs, marks, lambda columns: _legend_heights(sop, columns, notes))
        made = plan(sop, columns, frames, needs)
        boards, grown = draw(sop, columns, made, replace(needs, strip=max(needs.strip, strip_height(made, columns))), frames)
        if grown == needs:
            return Sheet(sop, kertas, columns, made, tuple(boards), notes, head_mark, _sentences(sop, columns))
        needs = grown


def _marks(sop: Sop) -> dict[int, dict[str, str]]:
    """Marks of editor's notes by row and field; a note that names no field of the row stands at its uraian."""
    known = {note.id: (f"{letter(number).lower()})", note.letak.lower()) for number, note in enumerate(sop.catatan)}
    found: dict[int, dict[str, str]] = {}
    for row, step in enumerate(sop.langkah):
        for mark, place in sorted(known[name] for name in step.catatan if name in known):
            for field in [field for field in FIELDS if field in place] or ["uraian"]:
                cell = found.setdefault(row, {})
                cell[field] = f"{cell[field]} {mark}" if field in cell else mark
    return found


def _sentences(sop: Sop, columns: Columns) -> tuple[str, ...]:
    """What the legend says below the symbols."""
    said = [PROPOSED if sop.status else INFERRED] if any(step.disimpulkan or step.kembali_disimpulkan for step in sop.langkah) else []
    several = [target for step in sop.langkah if len(step.kembali) > 1 for target in step.kembali]
    if columns.short and any(step.bentuk == KEPUTUSAN for step in sop.langkah):
        said.append("Y: ya. T: tidak; angka di belakangnya nomor langkah tujuan.")
    elif several:
        said.append(f"“ke {several[0]}” pada keputusan: tidak, kembali ke langkah {several[0]}.")
    return tuple(said)


def _legend_heights(sop: Sop, columns: Columns, notes: Sequence[Note]) -> tuple[float, float]:
    """Height of the legend without and with the editor's notes."""
    lines = sum(len(wrap(text, columns.total - 10, SMALL)) for text in _sentences(sop, columns))
    bare = KEY_HEIGHT + lines * SMALL * PITCH * 0.353 + 1
    told = sum(len(wrap(f"{note.tanda}) {note.letak}: {note.isi}", (columns.total - 8) / 2 - 6, SMALL)) for note in notes)
    return bare, bare + (told / 2 + 3) * SMALL * 1.3 * 0.353 if notes else bare


def sheet_data(sheet: Sheet, *, lambang: str = "") -> dict[str, Any]:
    """Everything the paper draws, as plain JSON values; lengths in mm, type in points. `lambang` is the agency's emblem as SVG text."""
    sop, columns = sheet.sop, sheet.columns
    return {
        "kertas": sheet.kertas,
        "lambang": lambang,
        "nama": sop.nama,
        "pemda": sop.pemda,
        "opd": sop.perangkat_daerah,
        "status": sop.status,
        "identitas": {
            **asdict(sop.identitas),
            **{key: list(getattr(sop, key)) for key in ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan")},
        },
        "kolom": [round(width, 3) for width in columns.widths],
        "pelaksana": [list(name) for name in columns.names],
        "judul_mutu": sop.judul_mutu,
        "tanda_mutu": sheet.head_mark,
        "turned": columns.turned,
        "heads": [HEAD_GROUP, round(columns.head_height, 3), HEAD_NUMBERS],
        "sizes": {
            "title": TITLE,
            "text": columns.text,
            "head": columns.head,
            "note": NOTE,
            "small": SMALL,
            "capsule": round(columns.capsule, 3),
            "letter": columns.letter,
            "inset": [INSET_X, INSET_Y],
            "margin": [MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM],
            "pitch": PITCH,
            "cap": CAP,
            "sheet": list(SHEETS[sheet.kertas]),
        },
        "lembar": [_page(sheet, number) for number in range(sheet.pages)],
        "legenda": list(sheet.legend),
        "catatan": [asdict(note) for note in sheet.notes],
    }


def _page(sheet: Sheet, number: int) -> dict[str, Any]:
    board = sheet.boards[number]
    frame = board.frame
    return {
        "title": list(frame.title),
        "lembar": sheet_number(sheet, number),
        "head": round(frame.head, 3),
        "bottom": round(frame.bottom, 3),
        "strip": round(frame.strip, 3),
        "strip_top": frame.strip_top is not None,
        "strip_bottom": frame.strip_bottom is not None,
        "note_top": [list(half) for half in sheet.plan.notes.get((number, True), ((), ()))],
        "note_bottom": [list(half) for half in sheet.plan.notes.get((number, False), ((), ()))],
        "rows": [
            {
                "row": row.index,
                "top": round(row.top, 3),
                "height": round(row.bottom - row.top, 3),
                "cells": [{"lines": list(cell.lines), "mark": cell.mark} for cell in row.cells],
            }
            for row in frame.rows
        ],
        "symbols": [_rounded(asdict(symbol)) | {"alt": describe(sheet, symbol.row, symbol.column)} for symbol in board.symbols],
        "lines": [_line(line, board.lines) for line in board.lines],
        "labels": [_rounded(asdict(label)) for label in board.labels],
        "pentagons": [_rounded(asdict(pentagon)) for pentagon in board.pentagons],
    }


def sheet_number(sheet: Sheet, number: int) -> str:
    """ "Lembar 1 dari 2"; empty when there is but one."""
    return f"Lembar {number + 1} dari {sheet.pages}" if sheet.pages > 1 else ""


def describe(sheet: Sheet, row: int, column: int) -> str:
    """A symbol in words, for people who do not see it."""
    step = sheet.sop.langkah[row]
    ways = "".join(f"; tidak: kembali ke langkah {target}" for target in step.kembali)
    inferred = " (disimpulkan)" if step.disimpulkan else ""
    return f"{SHAPES[step.bentuk]}, langkah {step.nomor}, oleh {sheet.sop.pelaksana[column].nama}{ways}{inferred}"


def _line(line: Line, others: Sequence[Line]) -> dict[str, Any]:
    return {
        "source": line.source,
        "target": line.target,
        "both": line.both,
        "dashed": line.dashed,
        "points": [[round(x, 3), round(y, 3)] for x, y in line.points],
        "strokes": [[pen, *(round(value, 3) for value in values)] for pen, values in strokes(line, others)],
        "heads": [[[round(x, 3), round(y, 3)] for x, y in head] for head in heads(line)],
    }


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in values.items()}
