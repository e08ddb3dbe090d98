"""What the planner brings to the long trip: the national nomenclature and a Renstra sheet as people keep them, the real ones where they are at
hand beside the repository, else small ones of the same shape; and what the sheet says, read by other means than the product's.
"""

from pathlib import Path

import openpyxl

from tests.renstra.test_nomenklatur import HEAD, a_line
from tests.renstra.workbooks import an_xlsx

BESIDE = Path(__file__).parents[3] / "shared" / "data"
URUSAN, YEAR_COLUMNS = "1.03", (11, 12)
"""The agency's bidang urusan in the sheet; where it keeps target and money of the third year, the year of the plan."""
MOVED = {"1.03.08.2.01.0021": "1.03.08.2.01.0034"}
"""What the nomenclature of 2027 numbers anew of the sheet's codes."""
SHEET_HEAD = ["SASARAN", "KODE", "PROGRAM DAN KEGIATAN", "SATUAN", "INDIKATOR", "DATA CAPAIAN AWAL"]
SHEET_HEAD += [f"{what} TAHUN {year}" for year in range(1, 6) for what in ("TARGET", "DANA")] + ["LOKASI", "KETERANGAN"]
SHORT = {
    "x.xx.01.2.01.0001": 15_720_000.4,
    "x.xx.01.2.01.0006": 5_263_000,
    "1.3.02.2.01.0109": 982_642_913,
    "1.3.02.2.01.0117": 980_060_000,
    "1.3.06.2.01.0012": 6_153_111_600,
    "1.3.10.2.01.0032": 78_896_159_150,
    "1.3.12.2.01.0005": 629_235_750,
}


def input_files(folder: Path) -> tuple[Path, Path]:
    """The nomenclature and the Renstra sheet."""
    real = BESIDE / "nomenklatur-sipd-2027.xlsx", BESIDE / "renstra-contoh.xlsx"
    if all(one.exists() for one in real):
        return real
    export, sheet = folder / "nomenklatur.xlsx", folder / "renstra.xlsx"
    codes = {code: resolved(code).replace(f"{URUSAN}.01.", "X.XX.01.") for code in SHORT}
    export.write_bytes(an_xlsx([HEAD, *(a_line(kode, nama=f"Sub kegiatan {kode}") for kode in codes.values())]))
    rows = [["", code, f"Sub kegiatan {codes[code]}", "Dokumen", "Jumlah", "", *[12, amount] * 5] for code, amount in SHORT.items()]
    sheet.write_bytes(an_xlsx([SHEET_HEAD, *rows]))
    return export, sheet


def resolved(code: str) -> str:
    """A code of the sheet as the plan keeps it: x.xx under the agency's bidang urusan, short parts filled up."""
    parts = code.lower().replace("x.xx", URUSAN).split(".")
    return ".".join(part.zfill(width) for part, width in zip(parts, (1, 2, 2, 1, 2, 4), strict=False))


def planned_money(sheet: Path) -> dict[str, int]:
    """Money of the year of the plan by sub kegiatan, as the sheet says it: rows with a full code that plan anything in that year."""
    found: dict[str, int] = {}
    target, money = YEAR_COLUMNS[0] - 1, YEAR_COLUMNS[1] - 1
    for row in openpyxl.load_workbook(sheet, data_only=True).worksheets[0].iter_rows(min_row=2, values_only=True):
        code = str(row[1] or "").strip()
        if code.count(".") == 5 and (row[target] not in {None, "", 0} or row[money]):
            found.setdefault(MOVED.get(resolved(code), resolved(code)), int(float(row[money] or 0) + 0.5))
    return found
