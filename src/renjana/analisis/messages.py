"""What is sent to a bidang about its findings: one message in words, and marks for the cells of its workbook. Values in, values out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

MOST = 12
"""Findings that a message spells out; the rest are counted."""


class Marked(Protocol):
    """What of a finding a mark needs."""

    kode: str
    bidang: str
    objek: str
    pesan: str
    kolom: str
    nomor: int


def message_text(messages: Sequence[str]) -> str:
    """The findings as lines, the first ones in words."""
    lines = [f"{number}. {text}" for number, text in enumerate(messages[:MOST], 1)]
    if len(messages) > MOST:
        lines.append(f"dan {len(messages) - MOST} temuan lain.")
    return "\n".join(lines)


def whatsapp_text(*, nama: str, bidang: str, tahun: int, messages: Sequence[str], tautan: str, penanda: str) -> str:
    """The message to the contact person of a bidang. `penanda` is who signs."""
    head = f"Yth. {nama}, analisis Renja {tahun} menemukan {len(messages)} hal pada isian {bidang}:"
    return f"{head}\n{message_text(messages)}\nMohon diperbaiki atau dijawab di {tautan}. Terima kasih. {penanda}"


def cell_marks(findings: Iterable[Marked]) -> dict[str, dict[tuple[str, int, str], str]]:
    """Comments on cells by bidang: code of the sub kegiatan, which of its lines from 0, key of the column. Several on one cell stand in lines.

    Findings that name no cell are left out.
    """
    found: dict[str, dict[tuple[str, int, str], str]] = {}
    for one in findings:
        if one.bidang and one.kolom:
            cells = found.setdefault(one.bidang, {})
            cell = (one.objek, one.nomor, one.kolom)
            cells[cell] = "\n".join(filter(None, (cells.get(cell, ""), f"{one.kode}: {one.pesan}")))
    return found


def cell_anchor(lines: Iterable[tuple[int, str, bool]], kode: str, kolom: str, nomor: int) -> str:
    """The end of the address of a cell in the grid of an isian: "?sel=c3-pagu#c3-pagu", "?sel=r-3#r-3" for what the grid shows as a head; "" when
    the row is gone. The grid gives an id to the cell that is asked for and to no other.

    `lines` are number, code and whether the line opens its sub kegiatan, in the order of the grid.
    """
    own = [(number, first) for number, code, first in lines if code == kode]
    if not own:
        return ""
    number = own[min(nomor, len(own) - 1)][0]
    place = f"r-{number}" if kolom in {"", "kode", "indikator"} else f"c{number}-{kolom}"
    return f"?sel={place}#{place}"


def per_bidang(findings: Iterable[Marked]) -> Mapping[str, list[Marked]]:
    """Findings by bidang, in their order; those of no bidang are left out."""
    found: dict[str, list[Marked]] = {}
    for one in findings:
        if one.bidang:
            found.setdefault(one.bidang, []).append(one)
    return found
