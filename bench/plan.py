"""What a plan costs on paper: PDF by the compiler in its child process, DOCX by our own XML, and the same tables cell by cell with python-docx."""

import io
import resource
import sys
import time
from collections.abc import Callable, Iterator

from docx import Document

from renjana.cetak.docx import plan_docx
from renjana.cetak.papers import Renja, Tabel
from renjana.cetak.pdf import compile_plan
from tests.cetak.samples import STAMP
from tests.cetak.samples_plan import renja

SUB_KEGIATAN = 60
"""Of one agency; `python -m bench.plan 560` prints some 130 pages."""


def tables(plan: Renja) -> Iterator[Tabel]:
    """Every official table of the plan."""
    for bab in plan["bab"]:
        for subbab in bab["subbab"]:
            yield from (blok["tabel"] for blok in subbab["blok"] if blok["jenis"] == "tabel_resmi")


def cell_by_cell(plan: Renja) -> bytes:
    """The official tables alone, without heads or merges, as the usual library writes them."""
    document, out = Document(), io.BytesIO()
    for source in tables(plan):
        table = document.add_table(rows=len(source["baris"]), cols=len(source["lebar"]))
        for number, row in enumerate(source["baris"]):
            for column, cell in enumerate(row["sel"][: len(source["lebar"])]):
                table.cell(number, column).text = str(cell)
    document.save(out)
    return out.getvalue()


def spent() -> float:
    """Processor seconds of this process and its ended children."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(label: str, work: Callable[[], bytes]) -> float:
    """Do it and print what it took."""
    before = spent()
    content = work()
    seconds = spent() - before
    print(f"{label:<34} {seconds:7.2f} CPU-s {len(content) / 1024:8.0f} KiB")
    return seconds


def main() -> int:
    """Measure the three."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SUB_KEGIATAN
    plan = renja(count)
    rows = sum(len(table["baris"]) for table in tables(plan))
    print(f"{count} sub kegiatan, {rows} rows of official tables")
    printed: list[bytes] = []
    measure("PDF, whole plan", lambda: printed.append(compile_plan(plan, timestamp=STAMP)) or printed[0])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{'':34} {peak / 1024:7.0f} MiB in the child, given back")
    ours = measure("DOCX, whole plan", lambda: plan_docx(plan))
    if count <= SUB_KEGIATAN:  # beyond, it takes minutes
        theirs = measure("DOCX, tables alone, cell by cell", lambda: cell_by_cell(plan))
        print(f"cell by cell costs {theirs / ours:.0f} times as much")
    return 0


if __name__ == "__main__":
    sys.exit(main())
