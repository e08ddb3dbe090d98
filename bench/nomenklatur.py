"""The national nomenclature in and searched: as the product does it, and beside it the plain way (openpyxl, a row saved at a time, icontains).

`python -m bench.nomenklatur [FILE.xlsx]`: a file that SIPD-RI exported; without one a list of the same shape and size is made.
"""

import importlib
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import openpyxl
import xlsxwriter
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

ROWS, SECONDS, MILLISECONDS = 7_581, 5.0, 20.0
HEADS = ("JENIS PEMDA", "BIDANG", "PROGRAM", "KEGIATAN", "SUBKEGIATAN", "KINERJA", "INDIKATOR", "SATUAN", "TAG", "DEFINISI OPERASIONAL")
HEADS += ("PELAKSANA", "SPM", "JENIS", "SUBKEGIATAN SEBELUMNYA")
WORDS = (
    *("penyediaan", "pengelolaan", "akses", "internet", "jalan", "layanan", "data"),
    *("kesehatan", "pendidikan", "dokumen", "informasi", "publik", "daerah"),
)
ASKED = ("akses internet", "2.16.03", "2160", "pengelolaan informasi publik", "dokumen daerah")
TIMES = 15


def made() -> bytes:
    """An export of the shape of SIPD-RI's: codes glued to names, long definitions, tags as JSON text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADS)
        for n in range(ROWS):
            bidang, program, kegiatan = f"{n // 900 + 1}.{n // 150 % 60 + 1:02d}", f"{n // 50 % 3 + 2:02d}", f"{n // 10 % 5 + 1:02d}"
            name = " ".join(WORDS[(n * step + step) % len(WORDS)] for step in range(1, 9)).capitalize()
            above = f"{bidang}.{program}"
            page.write_row(
                n + 1,
                0,
                (
                    *("KABKOT", f"{bidang} URUSAN {n}", f"{above} PROGRAM {n}", f"{above}.2.{kegiatan} Kegiatan {n}"),
                    f"{above}.2.{kegiatan}.{n % 10_000:04d} {name}",
                    *(f"Terlaksananya {name}", f"Jumlah {name}", "Dokumen", "[null]", f"Cakupan: {name}. " * 20, "bidang", "NON-SPM", "Aktifitas"),
                ),
            )
    return stream.getvalue()


def plainly(content: bytes, versi: Any) -> int:
    """The usual way: openpyxl, one `save()` a row."""
    model = apps.get_model("renstra", "Nomenklatur")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    seen = set()
    with transaction.atomic():
        for row in sheet.iter_rows(min_row=2, values_only=True):
            code, _, name = str(row[4]).partition(" ")
            if code not in seen:
                seen.add(code)
                texts = {"kinerja": row[5] or "", "indikator": row[6] or "", "satuan": str(row[7] or "")[:100]}
                model(versi=versi, kode=code, tingkat="sub_kegiatan", nama=name, **texts).save()
    return len(seen)


def median(act: Callable[[], object]) -> float:
    """Milliseconds of the middle one of several runs."""
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds by the clock, and what came of it."""
    begun = time.perf_counter()
    found = act()
    return time.perf_counter() - begun, found


def compare(content: bytes) -> bool:
    """Measure both and print them side by side; whether the product keeps its budget."""
    actions, codebook = (importlib.import_module(f"renjana.renstra.{name}") for name in ("actions", "codebook"))
    edition = apps.get_model("renstra", "VersiNomenklatur")
    model = apps.get_model("renstra", "Nomenklatur")
    runs = [timed(lambda: actions.import_nomenklatur(content, "produk", timezone.now())) for _ in range(3)]
    took, versi = statistics.median(seconds for seconds, _ in runs), runs[0][1]
    other = edition.objects.create(nama="biasa", sumber="uji", dibuat=timezone.now())
    slow, rows = timed(lambda: plainly(content, other))
    print(f"import: {took:.2f} s (median of 3, budget {SECONDS:.0f}) for {versi.isi.count()} codes; plain way {slow:.1f} s for {rows} sub kegiatan")
    worst = 0.0
    for words in ASKED:
        found = median(lambda words=words: codebook.find(versi.pk, words)[:50])
        usual = median(lambda words=words: _usual(model, other.pk, words))
        worst = max(worst, found)
        print(f"search {words!r}: {found:.1f} ms (budget {MILLISECONDS:.0f}); plain way {usual:.1f} ms")
    return took <= SECONDS and worst <= MILLISECONDS


def _usual(model: Any, versi: int, words: str) -> list[Any]:
    """The usual search: icontains on every column, then the count and the first page."""
    rows = model.objects.filter(versi=versi)
    for word in words.split():
        rows = rows.filter(kode__icontains=word) | rows.filter(nama__icontains=word) | rows.filter(indikator__icontains=word)
    return [rows.count(), *rows.order_by("kode")[:50]]


def main() -> int:
    """Measure in a database of its own; 1 when over the budget."""
    content = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else made()
    with tempfile.TemporaryDirectory(prefix="renjana-bench-") as home:
        os.environ |= {"RENJANA_DATA": home, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "renjana.config.settings"}
        django.setup()
        call_command("migrate", verbosity=0)
        return 0 if compare(content) else 1


if __name__ == "__main__":
    sys.exit(main())
