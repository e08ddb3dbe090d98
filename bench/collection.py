"""The workbook of a bidang with 600 rows: made, read back and checked, beside the plain way with openpyxl; medians of CPU and of the clock."""

import io
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import openpyxl
from python_calamine import CalamineWorkbook

from renjana.pengumpulan.reading import Known, read_lines
from renjana.renja.values import RencanaValue
from renjana.renstra.nomenklatur import sumber_dana
from tests.pengumpulan.rows import ENTRIES, INTERNET, a_row, a_workbook, read_back

ROWS, ROUNDS = 600, 7
OUT_CPU, READ_SECONDS = 0.25, 0.060
CHILD = [sys.executable, "-m", "renjana.renstra.workbook_child"]


def plan() -> tuple[RencanaValue, ...]:
    """Rows under codes of their own."""
    return tuple(a_row(f"2.16.03.2.{at // 99 + 1:02d}.{at % 99 + 1:04d}", nama=ENTRIES[INTERNET].nama) for at in range(ROWS))


def plainly(rows: tuple[RencanaValue, ...]) -> bytes:
    """The same cells as the usual library writes them: no locks, no lists, no checks, no seal."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    for row in rows:
        one = row.indikator[0]
        sheet.append([row.kode, row.nama, one.uraian, one.tipe, one.satuan, one.target, row.pagu, row.lokasi, row.pagu_maju, row.catatan])
    book.save(out)
    return out.getvalue()


def bare(content: bytes) -> list[object]:
    """Every sheet as the parser under the reader gives it: nothing guarded, nothing checked."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def spent() -> float:
    """Processor seconds of this process and its ended children."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(label: str, work: Callable[[], object], *, pause: float = 0.0) -> tuple[float, float]:
    """Medians of processor and clock seconds; `pause` is the time in which nobody uploads."""
    cpu, clock = [], []
    for _ in range(ROUNDS):
        time.sleep(pause)
        before, began = spent(), time.perf_counter()
        work()
        clock.append(time.perf_counter() - began)
        cpu.append(spent() - before)
    found = statistics.median(cpu), statistics.median(clock)
    print(f"{label:<44} {found[0] * 1000:7.0f} CPU-ms {found[1] * 1000:7.0f} ms by the clock")
    return found


def main() -> int:
    """Measure all; 1 when over a budget."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renjana.config.settings")
    rows = plan()
    known = Known("2.16", ("2.16",), "pemutakhiran 2027", {row.kode: ENTRIES[INTERNET] for row in rows})
    lists = {"satuan": ("Dokumen", "Orang"), "sumber_dana": tuple(f"{one.kode} {one.nama}" for one in sumber_dana()), "kode": tuple(known.entries)}
    out, _ = measure(f"workbook of {ROWS} rows out", lambda: a_workbook(rows, **lists))
    plain, _ = measure("  bare cells with openpyxl", lambda: plainly(rows))
    content = a_workbook(rows, **lists)

    def check() -> None:
        reading = read_lines(read_back(content).lines, known=known, bidang="APTIKA")
        assert len(reading.rows) == ROWS
        assert reading.faults == ()

    check()
    start, _ = measure("  start of a reading child, done beforehand", lambda: subprocess.run(CHILD, input=b"", capture_output=True, check=False))
    whole, _ = measure(f"{ROWS} rows read in a child and checked", check, pause=0.4)
    seconds = whole - start
    print(f"{'  without the start that nobody waits for':<44} {seconds * 1000:7.0f} CPU-ms")
    measure("  of that calamine itself, in this process", lambda: bare(content))
    slow, _ = measure("  opened with openpyxl, nothing checked", lambda: list(openpyxl.load_workbook(io.BytesIO(content))["Isian"].values))
    print(f"making costs {out / plain:.1f} times the bare cells; reading and checking takes {seconds / slow:.2f} of what opening takes with openpyxl")
    return 0 if out <= OUT_CPU and seconds <= READ_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
