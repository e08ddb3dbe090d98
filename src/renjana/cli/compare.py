"""`renjana compare`: what changed from one draft of the document to another, the same that its page shows."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from renjana.alur.models import Run
from renjana.cli.office import agency, run_of
from renjana.konsep.comparison import Comparison, TableChange, compare
from renjana.konsep.queries import said_in, said_now, versions_of
from renjana.konsep.snapshot import Isi
from renjana.konsep.words import Span
from renjana.organisasi.numerals import rupiah

NOW = "kini"


def run(words: Namespace) -> int:
    """Print every difference; 0 when there is none, 1 when there is one or a draft is not there."""
    try:
        renja = run_of(agency(words.pd), words.tahun)
        found = compare(_said(renja, words.dari), _said(renja, words.ke))
    except LookupError as fault:
        sys.stderr.write(f"renjana compare: {fault.args[0]}\n")
        return 1
    print(json.dumps(as_data(found), ensure_ascii=False, indent=2) if words.json else "\n".join(as_lines(found)))
    return 0 if found.empty else 1


def _said(renja: Run, word: str) -> Isi:
    """What a draft said, by its number, or what the document says now. Raises LookupError."""
    if word == NOW:
        return said_now(renja)
    known = {str(version.nomor): version for version in versions_of(renja)}
    version = known.get(word)
    if version is None:
        there = ", ".join([*reversed(known), NOW])
        raise LookupError(f"versi {word} tidak ada; yang ada: {there}.")
    said = said_in(version)
    if said is None:
        raise LookupError(f"isi versi {word} belum disimpan ketika disusun, sehingga tidak dapat dibandingkan.")
    return said


def as_data(found: Comparison) -> dict[str, Any]:
    """Plain values: subbab with their paragraphs and tables, pagu, programs, the whole. Of a table only the cells that changed."""
    return {
        "sama": found.empty,
        "jumlah": asdict(found.jumlah) | {"selisih": found.jumlah.selisih},
        "pagu": [asdict(one) | {"selisih": one.selisih} for one in found.pagu],
        "program": [asdict(one) | {"selisih": one.selisih} for one in found.program],
        "subbab": [
            {
                "nomor": section.nomor,
                "judul": section.judul,
                "dari": section.dari or section.nomor,
                "nasib": section.nasib,
                "paragraf": [asdict(one) for one in section.paragraf if one.nasib != "sama"],
                "tabel": [_table(table) for table in section.tabel],
            }
            for section in found.bagian
        ],
    }


def _table(table: TableChange) -> dict[str, Any]:
    rows = [
        {
            "nasib": row.nasib,
            "kode": row.kode,
            "nama": row.nama,
            "sel": {table.kepala[place]: cell._asdict() for place, cell in enumerate(row.sel) if cell.changed},
        }
        for row in table.baris
    ]
    return {"nama": table.nama, "judul": table.judul, "baris": rows}


def as_lines(found: Comparison) -> Iterator[str]:
    """The same for a person; what was taken out stands in [-…-], what was put in in {+…+}."""
    if found.empty:
        yield "Isinya sama: tidak ada kata, sel tabel, atau pagu yang berubah."
        return
    whole = found.jumlah
    yield f"Total pagu {rupiah(whole.semula or 0)} menjadi {rupiah(whole.menjadi or 0)} (selisih {rupiah(whole.selisih)})."
    for one in found.pagu:
        yield f"  {one.kode} {one.nama} ({one.bidang}): {_money(one.semula)} menjadi {_money(one.menjadi)}"
    for section in found.bagian:
        yield f"{section.nomor} {section.judul}{f' (sebelumnya {section.dari})' if section.dari else ''}: {section.nasib}"
        yield from (f"  {' '.join(map(_marked, one.rentang))}" for one in section.paragraf if one.nasib != "sama")
        for table in section.tabel:
            yield f"  Tabel {table.nama or table.judul}: {table.cells} sel pada {len(table.baris)} baris"


def _marked(span: Span) -> str:
    return {"hapus": "[-{}-]", "tambah": "{{+{}+}}"}.get(span.jenis, "{}").format(span.teks)


def _money(value: int | None) -> str:
    return "tidak ada" if value is None else rupiah(value)
