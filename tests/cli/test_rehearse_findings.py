"""`temuan.csv` of a rehearsal names every kind of fault that a folder can carry, in its rows, lists and texts."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_rehearse import rehearse

pytestmark = pytest.mark.once
Row = dict[str, str]
NARASI = {
    "1.2": "1. Peraturan Bupati Nomor 5 Tahun 2020 tentang Renstra;\n2. Peraturan Pemerintah Nomor 6 Tahun 2008 tentang Pedoman Evaluasi.",
    "3.2": "Tujuan dan sasaran disusun oleh tim.",
    "3.3": "Renja Tahun 2025 memuat 99 sub kegiatan. Kebutuhan dana seluruhnya Rp7.327.480.",
}
KINDS = {
    *("K01", "K02", "K04", "K05", "K08", "P01", "P03", "P06", "P08", "P09", "I01", "I02", "I03", "I04", "I05", "I08", "I09", "I10"),
    *("R01", "R02", "R03", "E01", "E02", "E04", "E05", "L01", "L02", "L03", "L04", "L05", "T02", "T03", "B03"),
    *("P04", "D01", "D04", "D05", "D06", "D08"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample folder with a fault of many kinds; its errors are waived so that the document is looked at too."""
    home = tmp_path_factory.mktemp("gladi") / "folder"
    subprocess.run([sys.executable, "-m", "renjana.cli.main", "demo", "--folder", str(home)], check=True, capture_output=True, timeout=60)
    plant_rows(home)
    plant_lists(home)
    for nomor, text in NARASI.items():
        (home / "narasi" / f"{nomor}.md").write_text(text)
    scenario = home / "skenario.toml"
    text = scenario.read_text()
    ceiling = next(line for line in text.splitlines() if line.startswith("pagu_indikatif"))
    waived = "".join(f'\n[[abaikan]]\nkode = "{kode}"\nalasan = "Ditanam untuk diuji."\n' for kode in sorted(KINDS))
    scenario.write_text(text.replace(ceiling, "pagu_indikatif = 1_000_000") + waived)
    return home


def change(path: Path, edit: Callable[[list[Row]], None]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    edit(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def plant_rows(home: Path) -> None:
    """Faults in the rows of the bidang: one or two of a kind in the rows of two of them."""
    books = sorted((home / "isian").glob("*.csv"))
    rows: list[Row] = []

    def first(found: list[Row]) -> None:
        rows.extend(dict(row) for row in found[:1])
        for row, fields in zip(found, EDITS, strict=False):
            row.update(fields)
        found.extend(dict(found[-1], kode=kode, catatan="") for kode in CODES)

    change(max(books, key=lambda path: path.stat().st_size), first)
    other = min(books, key=lambda path: path.stat().st_size)
    change(other, lambda found: found.append(dict(rows[0])))


EDITS: tuple[Row, ...] = (
    {"lokasi": "Kabupaten Pringsewu", "catatan": "Mendukung SPM"},
    {"pagu": "0", "kelompok_sasaran": "-"},
    {"pagu_maju": "", "lokasi": "-"},
    {"pagu_maju": "9000000000", "catatan": "", "bulan_awal": "11", "bulan_akhir": "2"},
    {"target": "", "sumber_dana": "Dana Entah"},
    {"satuan": "Kegiatan", "target_maju": ""},
    {"indikator": "Jumlah lain", "satuan": "Dokumen", "target": "12,5", "catatan": ""},
    {"satuan": "%", "target": "120", "catatan": ""},
)
CODES = (
    *("2.16.02.2.01.9999", "2.16.02.1.01.0001", "2.16.03.2.02.0036", "1.03.02.2.01.0109", "2.16.02.3.01.0001"),
    *("2.16.02.2.01.0027", "2.16.01.2.04.0001"),
)
"""In no list, for provinces, replaced, of another urusan, for Papua; then two of the nomenclature that the Renstra does not plan, one of them
under a kegiatan that it plans. Malformed codes are faults of the folder.
"""


def plant_lists(home: Path) -> None:
    """Faults in the lists beside the format."""

    def realised(rows: list[Row]) -> None:
        rows[0].update(realisasi_n2="")
        rows[1].update(target_n1="")
        rows[2].update(target_n2="10", realisasi_n2="30", faktor="", tindak_lanjut="")

    def proposed(rows: list[Row]) -> None:
        rows[0].update(status="diterima", kode="")
        rows[1].update(status="ditolak", alasan="")

    change(home / "realisasi.csv", realised)
    change(home / "usulan.csv", proposed)
    change(home / "rkpd.csv", lambda rows: [row.update(pagu="1000", catatan="") for row in rows[:2]] and None)


def test_every_kind_that_a_folder_can_carry_is_named(folder: Path, tmp_path: Path) -> None:
    result = rehearse(folder, tmp_path / "hasil", "--quiet")
    assert (tmp_path / "hasil" / "temuan.csv").exists(), result.stderr
    with (tmp_path / "hasil" / "temuan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(KINDS - {row["kode"] for row in rows}) == []
    assert {row["status"] for row in rows if row["tingkat"] == "error"} == {"diabaikan"}
    assert result.returncode == 0
