"""An isian filled from what the same bidang planned last year: only empty cells and missing sub kegiatan, shown before anything is stored."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.grid import GridLine, cell_id
from renjana.pengumpulan.reading import cells_of
from renjana.renja.values import RencanaValue

AGAIN = ("lokasi", "sumber_dana", "kelompok_sasaran", "bulan_awal", "bulan_akhir")
"""What is planned again as it was. Target and pagu come from last year's prakiraan maju, which spoke of this year."""
FROM_MAJU = {"target": "target_maju", "pagu": "pagu_maju"}
OF_INDIKATOR = ("indikator", "tipe", "satuan")


def filled(lines: Sequence[GridLine], last: Mapping[str, RencanaValue], keys: Collection[str]) -> tuple[list[GridLine], frozenset[str]]:
    """The lines with what last year gives them, and the ids of the cells that were filled. `last` is by the code of this year.

    What stands in a cell stays. A sub kegiatan that is not here yet comes as lines without a mark, which are new when they are saved.
    """
    found: list[GridLine] = []
    marked: set[str] = set()
    for line in lines:
        offered = _offered(last.get(line.kode), line)
        fresh = {key: value for key, value in offered.items() if value and key in keys and not line.cells.get(key)}
        marked |= {cell_id(line.number, key) for key in fresh}
        found.append(replace(line, cells={**line.cells, **fresh}) if fresh else line)
    number = max((line.number for line in lines), default=0)
    here = {line.kode for line in lines}
    for kode, row in last.items():
        if kode in here:
            continue
        for place, cells in enumerate(cells_of(row)):
            number += 1
            offered = dict.fromkeys(KEYS, "") | _carried(cells, first=place == 0) | {"kode": kode}
            marked |= {cell_id(number, key) for key, value in offered.items() if value and key in keys and key != "kode"}
            found.append(GridLine(number, kode, row.nama, place == 0, offered))
    found.sort(key=lambda line: line.kode)
    moved = {line.number: place for place, line in enumerate(found, 1)}
    renamed = frozenset(cell_id(moved[int(number)], key) for number, key in (one[1:].split("-", 1) for one in marked))
    return [replace(line, number=moved[line.number]) for line in found], renamed


def _carried(cells: Mapping[str, str], *, first: bool) -> dict[str, str]:
    """What a line of last year says of this one."""
    kept = {key: cells[key] for key in (*OF_INDIKATOR, *(AGAIN if first else ()))}
    return kept | {key: cells[source] for key, source in FROM_MAJU.items() if first or key == "target"}


def _offered(row: RencanaValue | None, line: GridLine) -> dict[str, str]:
    """What last year offers to a line: its row for the first line, its indicator by the same words."""
    if row is None:
        return {}
    lines = cells_of(row)
    same = next((cells for cells in lines if cells["indikator"] and cells["indikator"].lower() == line.cells.get("indikator", "").lower()), None)
    offered = {key: same["target_maju" if key == "target" else key] for key in ("tipe", "satuan", "target")} if same else {}
    if line.first:
        offered |= {key: lines[0][key] for key in AGAIN} | {"pagu": lines[0]["pagu_maju"]}
    return offered
