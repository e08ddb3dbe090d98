"""The workbook against the rest of the world: 10,000 generated rows come back as they went, a save by LibreOffice changes nothing, and a
validator of the format finds nothing to warn about.
"""

import random
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from renjana.pengumpulan.book_spec import FIRST_ROW, Note
from renjana.pengumpulan.merging import marks_of
from renjana.pengumpulan.reading import read_lines
from renjana.pengumpulan.seal import sealed_lines
from renjana.pengumpulan.workbook import assemble, prefilled
from renjana.renja.values import IndikatorValue, RencanaValue, SumberDanaValue
from renjana.renstra.nomenklatur import sumber_dana
from renjana.renstra.workbook import text_of
from tests.pengumpulan.rows import ENTRIES, INTERNET, KNOWN, SECRET, a_row, a_seal, a_spec, a_workbook, read_back

pytestmark = pytest.mark.once

BOOKS, ROWS = 20, 500
PIECES = (
    *("Jumlah", "Persentase", "layanan", "Kec. Seputih Banyak", "=1+1", "+62", "-", "@import", "'kutip", '"', "<b>", "&amp;", "#REF!", "TRUE"),
    *("1.50", "1e5", "0012", "12/01/2027", "é", "ñ", "漢字", "🙂", "\u200b", "–", ";", "%", "Rp", "(", ")", "\\", "/", "_x0041_", "50%"),
)


def words(chance: random.Random, most: int) -> str:
    return text_of(" ".join(chance.choices(PIECES, k=chance.randint(0, most))))


def a_plan(seed: int) -> tuple[RencanaValue, ...]:
    """Generated rows: every kind of value that people and programs put into cells."""
    chance = random.Random(seed)  # noqa: S311 - makes rows, guards nothing
    codes = chance.sample(
        [
            f"2.{unit}.{program:02d}.2.{kegiatan:02d}.{sub:04d}"
            for unit in (16, 20, 21)
            for program in range(1, 4)
            for kegiatan in range(1, 5)
            for sub in range(1, 40)
        ],
        ROWS,
    )
    return tuple(generated(chance, kode) for kode in sorted(codes))


def generated(chance: random.Random, kode: str) -> RencanaValue:
    def money() -> int | None:
        return chance.choice([None, 0, 1, chance.randint(0, 10**15 - 1), chance.randint(0, 10**9) * 1000])

    def number() -> Decimal | None:
        return chance.choice(
            [None, Decimal(0), Decimal(chance.randint(0, 10**6)), Decimal(chance.randint(0, 10**12)).scaleb(-4).normalize() + Decimal(0)]
        )

    def month() -> int | None:
        return chance.choice([None, chance.randint(1, 12)])

    indikator = tuple(
        IndikatorValue(
            f"Indikator {place} {words(chance, 6)}".strip(),
            chance.choice(["akumulatif", "persentase", "nilai_akhir", "tren_negatif"]),
            words(chance, 2),
            number(),
            number(),
        )
        for place in range(chance.randint(1, 3))
    )
    return RencanaValue(
        kode=kode,
        nama=ENTRIES[kode].nama if kode in ENTRIES else kode,
        bidang="APTIKA",
        pagu=money(),
        pagu_maju=money(),
        lokasi=words(chance, 5),
        kelompok_sasaran=words(chance, 4),
        bulan_awal=month(),
        bulan_akhir=month(),
        catatan=words(chance, 12),
        indikator=indikator,
        sumber_dana=tuple(SumberDanaValue(one.kode, one.nama) for one in chance.sample(sumber_dana(), chance.randint(0, 2))),
    )


def read(content: bytes) -> tuple[RencanaValue, ...]:
    book = read_back(content)
    reading = read_lines(book.lines, known=KNOWN, bidang="APTIKA")
    assert [*book.findings, *reading.faults] == []
    return reading.rows


@pytest.mark.parametrize("seed", range(BOOKS))
def test_ten_thousand_rows_come_back_as_they_went(seed: int) -> None:
    rows = a_plan(seed)
    assert read(a_workbook(rows)) == rows


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed; it takes minutes to install for one test")
def test_a_save_by_libreoffice_changes_nothing(tmp_path: Path) -> None:
    rows = a_plan(BOOKS)
    (tmp_path / "isian.xlsx").write_bytes(a_workbook(rows, satuan=("Dokumen", "Orang"), kode=tuple(ENTRIES)))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(tmp_path / "saved"), str(tmp_path / "isian.xlsx")], check=False, capture_output=True, timeout=120)
    saved = tmp_path / "saved" / "isian.xlsx"
    if not saved.exists():
        pytest.skip("LibreOffice is installed without Calc")
    assert read(saved.read_bytes()) == rows


def marked() -> bytes:
    rows = (a_row(), a_row("2.16.02.2.01.0014", pagu=None))
    seal = sealed_lines(a_seal(rows), [], marks_of(rows), SECRET)
    notes = {(FIRST_ROW + 1, "pagu"): Note("“1.50” bisa berarti 1,50 atau 150."), (FIRST_ROW + 2, "satuan"): Note("Diragukan.", doubt=True)}
    return assemble(a_spec(rows), prefilled(rows), seal, notes)


@pytest.mark.parametrize(
    "make", [lambda: a_workbook((a_row(INTERNET),), satuan=("Unit",), kode=tuple(ENTRIES), lokasi=("Kalirejo",)), lambda: a_workbook(), marked]
)
def test_a_validator_of_the_format_has_no_complaint(make: object, tmp_path: Path) -> None:
    (tmp_path / "isian.xlsx").write_bytes(make())  # type: ignore[operator]
    result = OpenXmlValidator().validate(tmp_path / "isian.xlsx")
    assert [str(error) for error in result.errors] == []
