"""Blocks for the page: the same that the printers get, in the words of the templates."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from renjana.cetak.papers import Blok
from renjana.cetak.tables import html_rows


def for_page(content: Iterable[Blok]) -> list[dict[str, Any]]:
    """Each block with what `konsep/_blok.html` shows: `jenis`, and text, items, table head and rows, or a drawing."""
    return [_block(block) for block in content]


def _block(block: Blok) -> dict[str, Any]:
    shown: dict[str, Any] = dict(block)
    if block["jenis"] == "tabel_resmi":
        shown |= {"kepala": block["tabel"]["kepala"], "nomor": block["tabel"]["nomor"], "baris": html_rows(block["tabel"])}
        shown["jumlah"] = block["tabel"]["jumlah"]
    if block["jenis"] == "tabel":
        sides = block.get("rata") or ["kiri"] * len(block["kepala"])
        shown |= {"kepala": list(zip(block["kepala"], sides, strict=True)), "baris": [list(zip(row, sides, strict=True)) for row in block["baris"]]}
    if block["jenis"] == "grafik":
        shown["svg"] = _drawing(block["svg"])
    return shown


def _drawing(svg: str) -> SafeString:
    """Drawings come from cetak.charts, which escapes every word in them."""
    return mark_safe(svg)  # noqa: S308 - made by our own charts
